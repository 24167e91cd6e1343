"""Production's settings for workers whose watchdog must not take three minutes, and whose jobs change hands soon."""

from mentorship.settings import *  # noqa: F403

DEAF_AFTER = 4
JOB_LEASE = 3
