"""The send ledger's writing side for actions: plan a thing, or settle it. sending.py does the rest.

Planning is repeatable: the unique key (kind, subject, recipient, period) makes a second plan a no-op.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from mentorship.accounts.models import User
from mentorship.lib import clock
from mentorship.lib.refusals import Conflict
from mentorship.notifications.kinds import lane_of
from mentorship.notifications.models import Delivery, Lane, Occurrence

# Rung after the commit of an action that planned something, so that its mail need not wait for a minute.
# Best effort: the row is what counts. mentorship/apps.py hangs up the one bell there is.
BELLS: list[Callable[[], None]] = []


@dataclass(frozen=True)
class Due:
    """Something to tell somebody. Instants are aware; `lapses_at` ends its point.

    The lane is its kind's (`kinds.KINDS`) unless `fast` says that it leaves at once. `by_id`: whose own question it is.
    """

    kind: str
    subject_id: int
    recipient_id: int
    due_at: datetime
    period: str = ""
    lapses_at: datetime | None = None
    fast: bool = False
    by_id: int | None = None

    @property
    def lane(self) -> Lane:
        return Lane.FAST if self.fast else lane_of(self.kind)


def plan_all(dues: Iterable[Due]) -> int:
    """Write rows for what is not planned yet; answers how many of `dues` it looked at.

    Batches of 500, each in few statements whatever it holds. What a clock finds in many rows goes by `planning.py`.
    """
    rows = list({(due.kind, due.subject_id, due.recipient_id, due.period): due for due in dues}.values())
    for start in range(0, len(rows), 500):
        _plan_batch(rows[start : start + 500])
    if rows:
        ring()
    return len(rows)


def ring() -> None:
    for bell in BELLS:
        transaction.on_commit(bell, robust=True)


@transaction.atomic
def _plan_batch(dues: list[Due]) -> None:
    Occurrence.objects.bulk_create(
        [
            Occurrence(
                kind=due.kind,
                subject_id=due.subject_id,
                recipient_id=due.recipient_id,
                by_id=due.by_id,
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
    lanes = {(due.kind, due.subject_id, due.recipient_id, due.period): due.lane for due in dues}
    fresh = Occurrence.objects.filter(
        delivery=None, kind__in={due.kind for due in dues}, subject_id__in={due.subject_id for due in dues}
    )
    Delivery.objects.bulk_create(
        [
            Delivery(
                occurrence=one,
                due_at=one.due_at,
                lane=lanes.get((one.kind, one.subject_id, one.recipient_id, one.period), lane_of(one.kind)),
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
    by: User | None = None,
) -> None:
    """One thing to tell one person, now unless `due_at` says when. Call inside the action's transaction."""
    due_at = due_at or clock.now()
    plan_all([Due(kind, subject_id, recipient.pk, due_at, period, lapses_at, fast, by.pk if by else None)])


def settle(kind: str, *, subject_id: int, recipient: User | None = None) -> None:
    """The thing is done or no longer wanted: what has not left yet will not leave."""
    rows = Delivery.objects.filter(
        occurrence__kind=kind, occurrence__subject_id=subject_id, state=Delivery.State.DUE
    )
    if recipient is not None:
        rows = rows.filter(occurrence__recipient=recipient)
    rows.update(state=Delivery.State.CANCELLED)


def settle_all(kinds: Iterable[str], *, subject_ids: Iterable[int]) -> None:
    """The same for several kinds about several things. One statement."""
    rows = Delivery.objects.filter(
        occurrence__kind__in=list(kinds),
        occurrence__subject_id__in=list(subject_ids),
        state=Delivery.State.DUE,
    )
    rows.update(state=Delivery.State.CANCELLED)


def take_back(kind: str, *, subject_ids: Iterable[int], period: str | None = None) -> None:
    """As if these had never been planned: their rows go, so that they can be planned again.

    All or none: raises Conflict when one has left or is just leaving. Holds their rows, so that no sender takes one
    meanwhile.
    """
    mine = Delivery.objects.filter(occurrence__kind=kind, occurrence__subject_id__in=list(subject_ids))
    if period is not None:
        mine = mine.filter(occurrence__period=period)
    rows = list(mine.select_for_update(of=("self",)).order_by("pk").values_list("occurrence", "state"))
    if any(state != Delivery.State.DUE for _one, state in rows):
        raise Conflict(_("The first mail has left; this can’t be taken back any more."))
    Occurrence.objects.filter(pk__in=[pk for pk, _state in rows]).delete()
