"""The send ledger's writing side for actions: plan a thing, or settle it. sending.py does the rest.

Planning is repeatable: the unique key (kind, subject, recipient, period) makes a second plan a no-op.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from mentorship.accounts.models import User
from mentorship.lib import clock
from mentorship.notifications.models import Delivery, Occurrence

# Rung after the commit of an action that planned something, so that its mail need not wait for a minute.
# Best effort: the row is what counts. mentorship/apps.py hangs up the one bell there is.
BELLS: list[Callable[[], None]] = []


@dataclass(frozen=True)
class Due:
    """Something an app's reminders.py found to be due. Instants are aware; `lapses_at` ends its point."""

    kind: str
    subject_id: int
    recipient_id: int
    due_at: datetime
    period: str = ""
    lapses_at: datetime | None = None
    fast: bool = False


def plan_all(dues: Iterable[Due]) -> int:
    """Write rows for what is not planned yet; answers how many of `dues` it looked at.

    Batches of 500, each in few statements whatever it holds.
    """
    rows = list({(due.kind, due.subject_id, due.recipient_id, due.period): due for due in dues}.values())
    for start in range(0, len(rows), 500):
        _plan_batch(rows[start : start + 500])
    for ring in BELLS if rows else ():
        transaction.on_commit(ring, robust=True)
    return len(rows)


@transaction.atomic
def _plan_batch(dues: list[Due]) -> None:
    Occurrence.objects.bulk_create(
        [
            Occurrence(
                kind=due.kind,
                subject_id=due.subject_id,
                recipient_id=due.recipient_id,
                period=due.period,
                due_at=due.due_at,
                lapses_at=due.lapses_at,
                planned_at=clock.now(),
            )
            for due in dues
        ],
        ignore_conflicts=True,
    )
    # ON CONFLICT DO NOTHING returns no ids: whatever of ours has no delivery yet is what we just wrote.
    fast = {(due.kind, due.subject_id, due.recipient_id, due.period) for due in dues if due.fast}
    fresh = Occurrence.objects.filter(
        delivery=None, kind__in={due.kind for due in dues}, subject_id__in={due.subject_id for due in dues}
    )
    Delivery.objects.bulk_create(
        [
            Delivery(
                occurrence=one,
                due_at=one.due_at,
                fast=(one.kind, one.subject_id, one.recipient_id, one.period) in fast,
            )
            for one in fresh
        ],
        ignore_conflicts=True,
    )


def plan(
    kind: str,
    *,
    subject_id: int,
    recipient: User,
    due_at: datetime | None = None,
    period: str = "",
    lapses_at: datetime | None = None,
    fast: bool = False,
) -> None:
    """One thing to tell one person, now unless `due_at` says when. Call inside the action's transaction."""
    due = Due(kind, subject_id, recipient.pk, due_at or clock.now(), period, lapses_at, fast)
    plan_all([due])


def settle(kind: str, *, subject_id: int, recipient: User | None = None) -> None:
    """The thing is done or no longer wanted: what has not left yet will not leave."""
    rows = Delivery.objects.filter(
        occurrence__kind=kind, occurrence__subject_id=subject_id, state=Delivery.State.DUE
    )
    if recipient is not None:
        rows = rows.filter(occurrence__recipient=recipient)
    rows.update(state=Delivery.State.CANCELLED)
