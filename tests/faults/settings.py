"""Production's settings with a short lease, for the workers these tests start and kill."""

from mentorship.settings import *  # noqa: F403

LEDGER_BATCH = 2
EMAIL_TIMEOUT = 1
LEDGER_LEASE = 6  # longer than PostgreSQL is away in any test
# The sink hangs at one step of a mail and answers the others at once: half a lease is enough for it.
SILENCED_SYSTEM_CHECKS = ["notifications.E001"]
# The tables come straight from the models, in a fraction of the time; the run's own database has been migrated.
MIGRATION_MODULES = dict.fromkeys(["mentoring_sessions", *(app.rpartition(".")[2] for app in INSTALLED_APPS)])  # noqa: F405
