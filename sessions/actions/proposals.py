"""Three times, one answer."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from mentorship.accounts.zones import zone
from mentorship.lib import clock
from mentorship.lib.refusals import Conflict, Refusal
from mentorship.notifications import ledger
from programs.actions.news import ask_partner, close, tell_partner
from programs.models import Member, Mentorship
from sessions import policies
from sessions.access import require
from sessions.actions.meetings import put_in_the_diary
from sessions.actions.mentorships import lock_mentorship, users_of, write_down
from sessions.actions.taken import refuse_taken
from sessions.models import Meeting, ProposedTime, TimesProposal
from sessions.queries.wall import When

HOW_MANY = 3
State = TimesProposal.State


@transaction.atomic
def propose_times(
    *, by: Member, times: Mapping[int, When], place: str = "", channel: str = ""
) -> TimesProposal:
    """Up to three times (by the line they were typed in) the other may pick from.

    They answer whatever was open between the two.
    """
    mentorship = lock_mentorship(by)
    starts = _checked(mentorship, times)
    _answer_open(mentorship, by)
    one = next(iter(times.values()))
    proposal = TimesProposal.objects.create(
        mentorship=mentorship,
        by=by,
        zone=one.zone.key,
        minutes=one.minutes,
        place=place,
        channel=channel,
    )
    ProposedTime.objects.bulk_create(ProposedTime(proposal=proposal, starts_at=start) for start in starts)
    ask_partner("times_proposed", by=by, until=max(starts))
    mine = by.enrolment.person.user
    for user in users_of(mentorship):
        if user != mine:
            ledger.plan("times_proposed", subject_id=proposal.pk, recipient=user, by=mine)
    write_down("times.proposed", target=proposal, by=by, mentorship=mentorship)
    return proposal


@transaction.atomic
def pick_time(*, by: Member, proposal: TimesProposal, time: ProposedTime) -> Meeting:
    """Book one of the three; the other two lapse with it."""
    require(policies.can_answer_times(by, proposal))
    mentorship = lock_mentorship(by)
    _take(proposal, State.PICKED)
    here = zone(proposal.zone)
    local = time.starts_at.astimezone(here)
    when = When(local.date(), local.time().replace(tzinfo=None), proposal.minutes, here)
    try:
        meeting = put_in_the_diary(
            mentorship, by=proposal.by, when=when, place=proposal.place, channel=proposal.channel
        )
    except Refusal as refusal:
        raise Conflict(refusal.sentence) from refusal
    TimesProposal.objects.filter(pk=proposal.pk).update(meeting=meeting)
    close("times_proposed", mentorship=mentorship)
    tell_partner("times_answered", by=by, ref=meeting.number)
    return meeting


@transaction.atomic
def take_times_back(*, by: Member, proposal: TimesProposal) -> None:
    require(policies.can_take_times_back(by, proposal))
    mentorship = lock_mentorship(by)
    _take(proposal, State.TAKEN_BACK)
    close("times_proposed", mentorship=mentorship)


def _take(proposal: TimesProposal, state: str) -> None:
    """From open to answered, once: whoever is second gets a conflict."""
    open_one = TimesProposal.objects.open().filter(pk=proposal.pk)
    if not open_one.update(state=state, answered_at=clock.now()):
        raise Conflict(_("These times are answered already. Look at your meetings once more."))


def _answer_open(mentorship: Mentorship, by: Member) -> None:
    rows = TimesProposal.objects.open().filter(mentorship=mentorship)
    countered = rows.exclude(by=by).update(state=State.COUNTERED, answered_at=clock.now())
    replaced = rows.update(state=State.TAKEN_BACK, answered_at=clock.now())
    if countered or replaced:
        close("times_proposed", mentorship=mentorship)


def _checked(mentorship: Mentorship, times: Mapping[int, When]) -> list[datetime]:
    """The instants; a refusal names the line it is about."""
    if not times:
        raise Refusal(_("Give at least one time."), field="day_1")
    starts = []
    for line, when in times.items():
        try:
            start, end = when.ahead()
            refuse_taken(mentorship, start, end)
        except Refusal as refusal:
            refusal.field = f"{refusal.field}_{line}"
            raise
        if start in starts:
            raise Refusal(_("This is the same time once more."), field=f"hour_{line}")
        starts.append(start)
    return starts
