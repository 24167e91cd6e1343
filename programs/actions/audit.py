"""Writing down that something was done; never what was said."""

from collections.abc import Iterable

from django.db.models import Model

from mentorship.accounts.models import User
from programs.models import AuditEvent, Organisation


def record(verb: str, *, target: Model, by: User | None, organisation: Organisation) -> None:
    """One row: `verb` like "mentorship.started", the target as "mentorship:17". `by` None is the clock."""
    name = target._meta.model_name  # noqa: SLF001 - Django documents _meta as public
    AuditEvent.objects.create(organisation=organisation, actor=by, verb=verb, target=f"{name}:{target.pk}")


def record_all(verb: str, *, targets: Iterable[Model], by: User | None, organisation: Organisation) -> None:
    """As `record` of each of them, in a statement for each 500."""
    AuditEvent.objects.bulk_create(
        (
            AuditEvent(
                organisation=organisation,
                actor=by,
                verb=verb,
                target=f"{row._meta.model_name}:{row.pk}",  # noqa: SLF001 - Django documents _meta as public
            )
            for row in targets
        ),
        batch_size=500,
    )
