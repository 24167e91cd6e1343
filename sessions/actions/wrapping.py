"""The end of a meeting, in one press: what stays open, who does what by when, and the next date."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date

from django.db import transaction
from django.db.models import F, Max
from django.utils.translation import gettext as _

from mentorship.lib.refusals import Conflict, Refusal
from mentorship.notifications import ledger
from programs.actions.news import tell_partner
from programs.models import Member, Mentorship
from sessions import policies
from sessions.actions.action_items import move_action
from sessions.actions.carrying import bring_over
from sessions.actions.meetings import put_in_the_diary
from sessions.actions.mentorships import lock_mentorship, write_down
from sessions.models import ActionItem, AgendaItem, Meeting
from sessions.queries.next_date import next_ahead, next_by_rhythm


@dataclass(frozen=True)
class WrapUp:
    """`keep`: topics for the next time; every other one was talked about. `due`: days for open actions."""

    keep: Collection[int] = ()
    first: str = ""
    due: Mapping[int, date | None] = field(default_factory=dict)
    book: bool = False


@transaction.atomic
def wrap_up(*, by: Member, meeting: Meeting, said: WrapUp) -> Meeting | None:
    """Answers the next meeting, if there is one now. Whoever is second changes what the first said; nothing twice."""
    mentorship = lock_mentorship(by)
    meeting.refresh_from_db()
    if not (allowed := policies.can_wrap_up(meeting)):
        raise Conflict(allowed.reason)
    topics = AgendaItem.objects.filter(meeting=meeting)
    topics.filter(pk__in=said.keep).update(parked=True, discussed=False)
    topics.exclude(pk__in=said.keep).update(parked=False, discussed=True)
    _date_actions(by, said.due)
    following = next_ahead(meeting) or (_book_next(mentorship, by, meeting) if said.book else None)
    if following is not None:
        bring_over(following)
    if said.first:
        _put_first(by, following, meeting, said.first)
    write_down("meeting.wrapped_up", target=meeting, by=by, mentorship=mentorship)
    return following


def _date_actions(by: Member, due: Mapping[int, date | None]) -> None:
    """One's own: whoever does something says by when."""
    for item in ActionItem.objects.open().filter(owner=by, pk__in=due):
        if due[item.pk] != item.due_on:
            try:
                move_action(by=by, item=item, due_on=due[item.pk])
            except Refusal as refusal:
                refusal.field = f"due_{item.pk}"
                raise


def _book_next(mentorship: Mentorship, by: Member, meeting: Meeting) -> Meeting:
    when = next_by_rhythm(mentorship, meeting)
    if when is None:
        raise Conflict(_("This date is no longer free for both of you. Find another one."), field="book")
    booked = put_in_the_diary(mentorship, by=by, when=when, place=meeting.place, channel=meeting.channel)
    tell_partner("meeting_booked", by=by, ref=booked.number)
    return booked


def _put_first(by: Member, following: Meeting | None, meeting: Meeting, title: str) -> None:
    """At the top of the next agenda; without a next date it waits, parked, on this one."""
    if following is None:
        last = AgendaItem.objects.filter(meeting=meeting).aggregate(last=Max("position"))["last"] or 0
        AgendaItem.objects.create(meeting=meeting, author=by, title=title, position=last + 1, parked=True)
        return
    AgendaItem.objects.filter(meeting=following).update(position=F("position") + 1)
    AgendaItem.objects.create(meeting=following, author=by, title=title, position=1)
    ledger.settle("agenda", subject_id=following.pk)
