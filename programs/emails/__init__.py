"""One function for each mail; it composes an occurrence of the ledger, or answers None: no longer wanted."""

from programs.emails.enrolments import (
    application_accepted,
    application_declined,
    application_known,
    application_received,
)

__all__ = ["application_accepted", "application_declined", "application_known", "application_received"]
