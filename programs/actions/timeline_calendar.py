"""Whoever says yes to a date has it in their calendar: an invitation, another with each change, a call-off at the end.

The ledger knows who has one: the last thing sent about a date is an invitation. What was superseded says nothing when
it is composed (`queries.timeline_calendar.number_of`).
"""

from mentorship.lib import clock
from mentorship.notifications import ledger
from mentorship.notifications.ledger import Due
from mentorship.notifications.models import Occurrence
from programs.models import DateReply, TimelineDate
from programs.queries.timeline_calendar import number_of

INVITED, OFF = "event_invited", "event_called_off"
Answer = DateReply.Answer


def put_into_calendar(date: TimelineDate, reply: DateReply) -> None:
    """On a yes; out of it again where somebody changes their mind."""
    user = reply.person.user_id
    if user is None:
        return
    has_it = user in _holders(date, user)
    if reply.answer == Answer.YES:
        _plan(INVITED, date, [user], {user: reply})
    elif has_it:
        _plan(OFF, date, [user], {user: reply})


def send_again(date: TimelineDate) -> None:
    """To everybody who has it: their calendar moves the entry, also while they have not said yes to the new day."""
    holders = _holders(date)
    _plan(INVITED, date, holders, _replies(date, holders))


def call_off(date: TimelineDate) -> None:
    holders = _holders(date)
    _plan(OFF, date, holders, _replies(date, holders))


def _holders(date: TimelineDate, *users: int) -> list[int]:
    rows = Occurrence.objects.filter(kind__in=[INVITED, OFF], subject_id=date.pk, recipient__is_active=True)
    rows = rows.filter(recipient__in=users) if users else rows
    last = dict(rows.order_by("pk").values_list("recipient", "kind"))
    return [user for user, kind in last.items() if kind == INVITED]


def _replies(date: TimelineDate, users: list[int]) -> dict[int, DateReply]:
    rows = DateReply.objects.filter(date=date, person__user__in=users).select_related("person")
    return {row.person.user_id: row for row in rows if row.person.user_id is not None}


def _plan(kind: str, date: TimelineDate, users: list[int], replies: dict[int, DateReply]) -> None:
    ledger.plan_all(
        Due(
            kind, date.pk, user, clock.now(), str(number_of(date, replies.get(user))), lapses_at=date.opens_at
        )
        for user in users
    )
