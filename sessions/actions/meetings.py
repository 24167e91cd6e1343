"""Booking, moving, cancelling a meeting, and saying what became of it."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from mentorship.lib import clock
from mentorship.lib.refusals import Conflict, Refusal
from mentorship.notifications import ledger
from programs.models import Member, Mentorship
from sessions.actions.mentorships import lock_mentorship, tell_both, write_down
from sessions.models import Meeting

FAR = timedelta(days=731)


@dataclass(frozen=True)
class When:
    """A time as somebody reads it off their own wall, and for how long."""

    day: date
    hour: time
    minutes: int
    zone: ZoneInfo

    def ahead(self) -> tuple[datetime, datetime]:
        """Start and end, if a clock will show this time and it is neither past nor beyond two years."""
        today = clock.today(self.zone)
        if self.day > today + FAR:
            raise Refusal(_("Choose a date within the next two years."), field="day")
        start, end = self._instants(today)
        if start <= clock.now():
            raise Refusal(_("This time has passed. Choose one that is still ahead."), field=self._past(today))
        return start, end

    def behind(self) -> tuple[datetime, datetime]:
        """The same for a meeting that took place already."""
        today = clock.today(self.zone)
        if self.day < today - FAR:
            raise Refusal(_("Choose a date within the last two years."), field="day")
        if self.day > today:
            raise Refusal(_("This date is still ahead: book it instead."), field="day")
        start, end = self._instants(today)
        if end > clock.now():
            raise Refusal(_("This meeting is not over yet."), field="hour")
        return start, end

    def _instants(self, today: date) -> tuple[datetime, datetime]:
        if self.day < today - FAR:
            raise Refusal(_("This day has passed. Choose one that is still ahead."), field="day")
        if not clock.exists_on_the_wall(self.day, self.hour, self.zone):
            sentence = _("Clocks in %(zone)s skip %(hour)s that night. Choose another time.")
            facts = {"zone": self.zone.key, "hour": self.hour.strftime("%H:%M")}
            raise Refusal(sentence % facts, field="hour")
        start = clock.wall_time(self.day, self.hour, self.zone)
        return start, start + timedelta(minutes=self.minutes)

    def _past(self, today: date) -> str:
        return "day" if self.day < today else "hour"


@transaction.atomic
def book_meeting(*, by: Member, when: When, place: str = "") -> Meeting:
    """A date for the two. Both get an invitation; the number is the meeting's address for good."""
    mentorship = lock_mentorship(by)
    starts_at, ends_at = when.ahead()
    _refuse_overlap(mentorship, starts_at, ends_at)
    meeting = Meeting.objects.create(
        mentorship=mentorship,
        number=_next_number(mentorship),
        starts_at=starts_at,
        ends_at=ends_at,
        zone=when.zone.key,
        place=place,
        booked_by=by,
    )
    tell_both("meeting_booked", subject_id=meeting.pk, mentorship=mentorship, period="0")  # 1 invitations
    ledger.settle("check_in", subject_id=mentorship.pk)  # 2 nobody asks for a date any more
    write_down("meeting.booked", target=meeting, by=by, mentorship=mentorship)  # 3 that, never where
    return meeting


@transaction.atomic
def log_meeting(*, by: Member, when: When, place: str = "") -> Meeting:
    """A meeting held without Trellis: it counts like any other. Nobody is mailed about the past."""
    mentorship = lock_mentorship(by)
    starts_at, ends_at = when.behind()
    _refuse_overlap(mentorship, starts_at, ends_at)
    meeting = Meeting.objects.create(
        mentorship=mentorship,
        number=_next_number(mentorship),
        starts_at=starts_at,
        ends_at=ends_at,
        zone=when.zone.key,
        place=place,
        booked_by=by,
        state=Meeting.State.HELD,
    )
    ledger.settle("check_in", subject_id=mentorship.pk)
    write_down("meeting.logged", target=meeting, by=by, mentorship=mentorship)
    return meeting


@transaction.atomic
def move_meeting(
    *, by: Member, meeting: Meeting, when: When, version: int, place: str = "", line: str = ""
) -> Meeting:
    """Another time or place for a meeting ahead. The invitation keeps its UID and gets a higher SEQUENCE."""
    mentorship = lock_mentorship(by)
    starts_at, ends_at = when.ahead()
    _refuse_overlap(mentorship, starts_at, ends_at, but=meeting)
    _refuse_past(meeting)
    changed = Meeting.objects.filter(pk=meeting.pk, state=Meeting.State.BOOKED, version=version).update(
        starts_at=starts_at,
        ends_at=ends_at,
        zone=when.zone.key,
        place=place,
        line=line,
        sequence=meeting.sequence + 1,
        version=version + 1,
    )
    if not changed:
        raise Conflict(_("The other one of you changed this meeting meanwhile. Look at it once more."))
    meeting.refresh_from_db()
    ledger.settle("agenda", subject_id=meeting.pk)  # 1 the reminder of the old date
    period = str(meeting.sequence)
    tell_both("meeting_moved", subject_id=meeting.pk, mentorship=mentorship, period=period)  # 2 the new date
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
        state=Meeting.State.CANCELLED, line=line, sequence=meeting.sequence + 1, version=meeting.version + 1
    )
    if not changed:
        raise Conflict(_("The other one of you changed this meeting meanwhile. Look at it once more."))
    meeting.refresh_from_db()
    ledger.settle("agenda", subject_id=meeting.pk)  # 1 nothing to prepare
    period = str(meeting.sequence)
    tell_both("meeting_cancelled", subject_id=meeting.pk, mentorship=mentorship, period=period)  # 2 both
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
        verb = "meeting.held" if happened else "meeting.missed"
        write_down(verb, target=meeting, by=by, mentorship=mentorship)
    meeting.refresh_from_db()
    return meeting


def _next_number(mentorship: Mentorship) -> int:
    """Under the mentorship's lock: two bookings at once get two numbers."""
    last = Meeting.objects.filter(mentorship=mentorship).aggregate(last=Max("number"))["last"]
    return (last or 0) + 1


def _refuse_overlap(
    mentorship: Mentorship, starts_at: datetime, ends_at: datetime, *, but: Meeting | None = None
) -> None:
    others = Meeting.objects.filter(mentorship=mentorship).exclude(
        state__in=[Meeting.State.CANCELLED, Meeting.State.MISSED]
    )
    if but is not None:
        others = others.exclude(pk=but.pk)
    if others.filter(starts_at__lt=ends_at, ends_at__gt=starts_at).exists():
        raise Conflict(_("You two already have a meeting at that time."), field="hour")


def _refuse_past(meeting: Meeting) -> None:
    if not meeting.is_upcoming:
        raise Conflict(_("This meeting can no longer be changed."))
