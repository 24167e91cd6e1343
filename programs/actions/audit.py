"""Writing down that something was done; never what was said."""

from collections.abc import Iterable

from django.db.models import Model

from mentorship.accounts.models import User
from programs.models import AuditEvent, Organisation, Program

# What leads from a row to the program it belongs to.
OWNERS = ("cohort", "mentorship", "enrolment", "draft")


def record(
    verb: str,
    *,
    target: Model,
    by: User | None,
    organisation: Organisation,
    program: Program | None = None,
    names_actor: bool = True,
) -> AuditEvent:
    """One row: `verb` like "mentorship.started", the target as "mentorship:17". `by` None is the clock.

    `program` is said only where the target does not lead to it: an account that coordinates.
    """
    event = _event(verb, target, by, organisation, program.pk if program else program_of(target))
    event.names_actor = names_actor
    event.save()
    return event


def record_all(verb: str, *, targets: Iterable[Model], by: User | None, organisation: Organisation) -> None:
    """As `record` of each of them, in a statement for each 500. What leads to their program should be at hand."""
    rows = (_event(verb, row, by, organisation, program_of(row)) for row in targets)
    AuditEvent.objects.bulk_create(rows, batch_size=500)


def _event(
    verb: str, target: Model, by: User | None, organisation: Organisation, program: int | None
) -> AuditEvent:
    name = target._meta.model_name  # noqa: SLF001 - Django documents _meta as public
    return AuditEvent(
        organisation=organisation, program_id=program, actor=by, verb=verb, target=f"{name}:{target.pk}"
    )


def program_of(target: Model) -> int | None:
    """The id of its program; None for what belongs to none, or to several, as a person does."""
    if isinstance(target, Program):
        return target.pk
    for name in OWNERS:
        if (owner := getattr(target, name, None)) is not None:
            return program_of(owner)
    return getattr(target, "program_id", None)
