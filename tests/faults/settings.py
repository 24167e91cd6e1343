"""Production's settings with a short lease, for the workers these tests start and kill."""

from mentorship.settings import *  # noqa: F403

LEDGER_BATCH = 2
EMAIL_TIMEOUT = 1
LEDGER_LEASE = 6  # longer than PostgreSQL is away in any test
