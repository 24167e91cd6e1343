"""Writing down that something was done; never what was said."""

from django.db.models import Model

from mentorship.accounts.models import User
from programs.models import AuditEvent, Organisation


def record(verb: str, *, target: Model, by: User | None, organisation: Organisation) -> None:
    """One row: `verb` like "mentorship.started", the target as "mentorship:17". `by` None is the clock."""
    name = target._meta.model_name  # noqa: SLF001 - Django documents _meta as public
    AuditEvent.objects.create(organisation=organisation, actor=by, verb=verb, target=f"{name}:{target.pk}")
