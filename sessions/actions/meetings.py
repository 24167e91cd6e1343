"""Booking, moving, cancelling a meeting, and saying what became of it."""

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from mentorship.lib import clock
from mentorship.lib.refusals import Conflict, Refusal
from mentorship.notifications import ledger
from programs.actions.news import close, tell_partner
from programs.models import Member, Mentorship
from sessions.actions.carrying import bring_over
from sessions.actions.mentorships import lock_mentorship, tell_both, write_down
from sessions.actions.taken import refuse_taken
from sessions.models import Meeting, TimesProposal
from sessions.queries.wall import When

__all__ = [
    "When",
    "book_meeting",
    "book_series",
    "cancel_meeting",
    "log_meeting",
    "move_meeting",
    "record_outcome",
]
MOST_AT_ONCE = 6


@transaction.atomic
def book_meeting(*, by: Member, when: When, place: str = "", channel: str = "") -> Meeting:
    """A date for the two. Both get an invitation; the number is the meeting's address for good."""
    mentorship = lock_mentorship(by)
    meeting = put_in_the_diary(mentorship, by=by, when=when, place=place, channel=channel)
    tell_partner("meeting_booked", by=by, ref=meeting.number)
    lapse_proposal(mentorship)
    return meeting


@transaction.atomic
def book_series(*, by: Member, when: When, times: int, place: str = "", channel: str = "") -> list[Meeting]:
    """The next ones by the rhythm of the two, at the same time on the same wall: all of them, or none.

    Each is a meeting of its own, with its own invitation: moving or calling off one leaves the others.
    """
    mentorship = lock_mentorship(by)
    if not 1 <= times <= MOST_AT_ONCE:
        raise Refusal(_("Book one to six meetings at once."), field="times")
    meetings = [
        put_in_the_diary(
            mentorship,
            by=by,
            when=when.later(mentorship.rhythm_weeks * place_in_row),
            place=place,
            channel=channel,
        )
        for place_in_row in range(times)
    ]
    tell_partner("meeting_booked", by=by, ref=meetings[0].number)
    lapse_proposal(mentorship)
    return meetings


def put_in_the_diary(mentorship: Mentorship, *, by: Member, when: When, place: str, channel: str) -> Meeting:
    """The row and everything that follows from it but the news. Under the mentorship's lock."""
    starts_at, ends_at = when.ahead()
    refuse_taken(mentorship, starts_at, ends_at)
    meeting = Meeting.objects.create(
        mentorship=mentorship,
        number=next_number(mentorship),
        starts_at=starts_at,
        ends_at=ends_at,
        zone=when.zone.key,
        place=place,
        channel=channel,
        booked_by=by,
    )
    tell_both("meeting_booked", subject_id=meeting.pk, mentorship=mentorship, period="0")  # 1 invitations
    ledger.settle("rhythm", subject_id=mentorship.pk)  # 2 nobody asks for a date any more
    write_down("meeting.booked", target=meeting, by=by, mentorship=mentorship)  # 3 that, never where
    bring_over(meeting)  # 4 what was left open the last time
    return meeting


@transaction.atomic
def log_meeting(*, by: Member, when: When, place: str = "") -> Meeting:
    """A meeting held without Trellis: it counts like any other. Nobody is mailed about the past."""
    mentorship = lock_mentorship(by)
    starts_at, ends_at = when.behind()
    refuse_taken(mentorship, starts_at, ends_at)
    meeting = Meeting.objects.create(
        mentorship=mentorship,
        number=next_number(mentorship),
        starts_at=starts_at,
        ends_at=ends_at,
        zone=when.zone.key,
        place=place,
        booked_by=by,
        state=Meeting.State.HELD,
    )
    ledger.settle("rhythm", subject_id=mentorship.pk)
    write_down("meeting.logged", target=meeting, by=by, mentorship=mentorship)
    return meeting


@transaction.atomic
def move_meeting(
    *,
    by: Member,
    meeting: Meeting,
    when: When,
    version: int,
    place: str = "",
    line: str = "",
    channel: str = "",
) -> Meeting:
    """Another time or place for a meeting ahead. The invitation keeps its UID and gets a higher SEQUENCE."""
    mentorship = lock_mentorship(by)
    starts_at, ends_at = when.ahead()
    refuse_taken(mentorship, starts_at, ends_at, but=meeting)
    _refuse_past(meeting)
    changed = Meeting.objects.filter(pk=meeting.pk, state=Meeting.State.BOOKED, version=version).update(
        starts_at=starts_at,
        ends_at=ends_at,
        zone=when.zone.key,
        place=place,
        channel=channel,
        line=line,
        sequence=meeting.sequence + 1,
        version=version + 1,
        changed_at=clock.now(),
    )
    if not changed:
        raise Conflict(_("The other one of you changed this meeting meanwhile. Look at it once more."))
    meeting.refresh_from_db()
    ledger.settle("agenda", subject_id=meeting.pk)  # 1 the reminder of the old date
    period = str(meeting.sequence)
    tell_both("meeting_moved", subject_id=meeting.pk, mentorship=mentorship, period=period)  # 2 the new date
    tell_partner("meeting_moved", by=by, ref=meeting.number)
    write_down("meeting.moved", target=meeting, by=by, mentorship=mentorship)
    return meeting


@transaction.atomic
def cancel_meeting(*, by: Member, meeting: Meeting, line: str = "") -> Meeting:
    """Call it off, with a line to the other. Both calendars are told."""
    mentorship = lock_mentorship(by)
    _refuse_past(meeting)
    changed = Meeting.objects.filter(
        pk=meeting.pk, state=Meeting.State.BOOKED, version=meeting.version
    ).update(
        state=Meeting.State.CANCELLED,
        line=line,
        sequence=meeting.sequence + 1,
        version=meeting.version + 1,
        changed_at=clock.now(),
    )
    if not changed:
        raise Conflict(_("The other one of you changed this meeting meanwhile. Look at it once more."))
    meeting.refresh_from_db()
    ledger.settle("agenda", subject_id=meeting.pk)  # 1 nothing to prepare
    period = str(meeting.sequence)
    tell_both("meeting_cancelled", subject_id=meeting.pk, mentorship=mentorship, period=period)  # 2 both
    tell_partner("meeting_cancelled", by=by, ref=meeting.number)
    write_down("meeting.cancelled", target=meeting, by=by, mentorship=mentorship)
    return meeting


@transaction.atomic
def record_outcome(*, by: Member, meeting: Meeting, answer: str) -> Meeting:
    """It took place unless somebody says otherwise; either may correct it, and nobody is blamed."""
    mentorship = lock_mentorship(by)
    if answer not in {"yes", "no"}:
        raise Refusal(_("Did it take place? Say yes or no."))
    happened = answer == "yes"
    if not meeting.has_ended or meeting.state == Meeting.State.CANCELLED:
        raise Conflict(_("This meeting has not taken place yet."))
    if not happened and meeting.feedback.exists():
        raise Conflict(_("There is feedback on this meeting already, so it did take place."))
    state = Meeting.State.HELD if happened else Meeting.State.MISSED
    if Meeting.objects.filter(pk=meeting.pk).exclude(state=state).update(state=state):
        if not happened:
            ledger.settle("feedback", subject_id=meeting.pk)  # nothing to give feedback on
            tell_partner("meeting_missed", by=by, ref=meeting.number)
        verb = "meeting.held" if happened else "meeting.missed"
        write_down(verb, target=meeting, by=by, mentorship=mentorship)
    meeting.refresh_from_db()
    return meeting


def next_number(mentorship: Mentorship) -> int:
    """Under the mentorship's lock: two bookings at once get two numbers."""
    last = Meeting.objects.filter(mentorship=mentorship).aggregate(last=Max("number"))["last"]
    return (last or 0) + 1


def _refuse_past(meeting: Meeting) -> None:
    if not meeting.is_upcoming:
        raise Conflict(_("This meeting can no longer be changed."))


def lapse_proposal(mentorship: Mentorship) -> None:
    """A date was found: times that were proposed wait for nobody any more."""
    rows = TimesProposal.objects.open().filter(mentorship=mentorship)
    if rows.update(state=TimesProposal.State.LAPSED, answered_at=clock.now()):
        close("times_proposed", mentorship=mentorship)
