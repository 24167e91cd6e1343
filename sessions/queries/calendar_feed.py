"""Somebody's meetings and the dates of their cohorts as a calendar subscribes to them.

Three statements for whether anything changed.
"""

import hashlib
import re
from dataclasses import dataclass, field
from datetime import timedelta
from functools import cached_property

from django.conf import settings
from django.db.models import Exists, OuterRef, Subquery
from django.urls import reverse
from django.utils.translation import gettext as _

from mentorship.accounts.models import OwnCalendar, User
from mentorship.lib import clock
from mentorship.lib.codes import hashed
from programs.models import DateReply, Member, Part, Person, TimelineDate
from programs.models.programs import that_use
from programs.queries.timeline_calendar import entry_of
from sessions.models import Meeting
from sessions.queries.calendar import entry, new_calendar

KEPT = timedelta(days=92)  # how long a meeting stays in the feed when it is over
SECRET = re.compile(r"[\w-]{32}", re.ASCII)
AGAIN_AFTER = timedelta(hours=6)  # a wish: many calendars look when they like, some once a day
FORMAT = 2  # raise it when the text of a feed changes, so that calendars read it once more


def own_calendar(user: User) -> OwnCalendar:
    """As it is kept, or as it is before anything was chosen."""
    return OwnCalendar.objects.filter(user=user).first() or OwnCalendar(user=user)


def calendar_by_secret(secret: str) -> OwnCalendar | None:
    """The calendar this address was made for, as long as it holds and the account is in use."""
    if not SECRET.fullmatch(secret):
        return None
    rows = OwnCalendar.objects.filter(secret_hash=hashed(secret), user__is_active=True)
    return rows.select_related("user").first()


@dataclass(frozen=True)
class Line:
    meeting: Meeting
    partner: str
    place: str

    @property
    def state(self) -> tuple[object, ...]:
        """Everything its entry is made of."""
        one = self.meeting
        times = (one.starts_at, one.ends_at, one.created_at, one.modified_at)
        return (one.uid, one.sequence, *times, self.partner, self.place, one.number, one.mentorship.code)


@dataclass(frozen=True)
class Feed:
    lines: list[Line]
    language: str
    dates: list[TimelineDate] = field(default_factory=list)  # of one's cohorts; nothing in them is private

    @cached_property
    def etag(self) -> str:
        """Of what the text is made of, so that an unchanged feed need not be written to be compared."""
        around = (FORMAT, settings.SITE_URL, settings.DEFAULT_FROM_EMAIL, self.language)
        dates = [(one.code, one.sequence, one.cohort.program.name) for one in self.dates]
        state = repr((around, [line.state for line in self.lines], dates))
        return f'"{hashlib.sha256(state.encode()).hexdigest()[:32]}"'

    def text(self) -> bytes:
        """A meeting that was called off is left out: then calendars that subscribe take it away."""
        calendar = new_calendar()
        calendar.add("x-wr-calname", _("Mentoring"))
        calendar.add("refresh-interval", AGAIN_AFTER, parameters={"VALUE": "DURATION"})
        calendar.add("x-published-ttl", AGAIN_AFTER)
        for line in self.lines:
            meeting = line.meeting
            path = reverse("sessions:meeting", args=[meeting.mentorship.code, meeting.number])
            event = entry(meeting, partner=line.partner, place=line.place, path=path)
            event.add("dtstamp", meeting.modified_at)  # without METHOD: when this was last true anew
            calendar.add_component(event)
        for date in self.dates:
            calendar.add_component(entry_of(date))
        return calendar.to_ical()


def feed_of(calendar: OwnCalendar, language: str) -> Feed:
    """What is ahead and what was of late, in all mentorships of this person. What is not said is not read."""
    rows = (
        Meeting.objects.of_member(calendar.user)
        .exclude(state=Meeting.State.CANCELLED)
        .filter(ends_at__gt=clock.now() - KEPT)
        .select_related("mentorship")
        .order_by("starts_at", "pk")
        .defer("line", *([] if calendar.place else ["place"]))
    )
    if calendar.names:
        rows = rows.annotate(partner=_partner(calendar.user_id))
    return Feed([_line(row, calendar) for row in rows], language, _dates_of(calendar.user))


def _dates_of(user: User) -> list[TimelineDate]:
    """But for those somebody said they can’t come to. One statement."""
    no = DateReply.objects.filter(date=OuterRef("pk"), person__user=user, answer=DateReply.Answer.NO)
    rows = TimelineDate.objects.of_participant(user).standing().filter(~Exists(no))
    kept = that_use(rows.filter(begins_at__gt=clock.now() - KEPT), Part.TIMELINE, "cohort__program")
    return list(kept.select_related("cohort__program"))


def _line(meeting: Meeting, calendar: OwnCalendar) -> Line:
    partner = _first_name(meeting.partner) if calendar.names and _may_be_named(meeting) else ""  # type: ignore[attr-defined]
    return Line(meeting, partner, meeting.place if calendar.place else "")


def _may_be_named(meeting: Meeting) -> bool:
    """Not once contact was stopped: then nothing more says this name unasked."""
    return meeting.mentorship.contact_stopped_at is None


def _partner(own: int) -> Subquery:
    others = Member.objects.filter(mentorship=OuterRef("mentorship")).exclude(enrolment__person__user=own)
    return Subquery(others.order_by("pk").values("enrolment__person__name")[:1])


def _first_name(name: str | None) -> str:
    return Person(name=name or "").first_name
