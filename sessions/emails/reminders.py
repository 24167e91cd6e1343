"""The four mails that come by the clock. Dates and names only; what the two write stays inside."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.template.defaultfilters import date as format_date
from django.urls import reverse
from django.utils.translation import gettext as _

from mentorship.accounts.links import mailed_link
from mentorship.accounts.models import User
from mentorship.accounts.zones import zone
from mentorship.lib import clock
from mentorship.lib.quarters import Quarter
from mentorship.notifications.mail import Mail
from mentorship.notifications.models import Occurrence
from programs.models import Member, Mentorship, Person, Program
from sessions.models import Feedback, Meeting
from sessions.queries.prompts import agenda_period, quiet_mentorships, silence_of

FEEDBACK_UNTIL = timedelta(days=5)


@dataclass(frozen=True)
class Side:
    """A mentorship as one of its members sees it."""

    mentorship: Mentorship
    member: Member
    me: Person
    partner: Person

    @property
    def program(self) -> Program:
        return self.mentorship.cohort.program

    def wall(self, instant: datetime) -> str:
        """The date and time on this reader's own wall, with the name of its zone."""
        name = self.member.enrolment.person.user.time_zone if self.member.enrolment.person.user else ""
        here = zone(name or self.me.time_zone or self.program.time_zone)
        city = here.key.rsplit("/", 1)[-1].replace("_", " ")
        local = instant.astimezone(here)
        return _("%(when)s (%(city)s time)") % {"when": format_date(local, "D j M, H:i"), "city": city}


def agenda(occurrence: Occurrence) -> Mail | None:
    meeting = _meeting(occurrence, [Meeting.State.BOOKED])
    side = _side(meeting.mentorship, occurrence.recipient) if meeting else None
    if meeting is None or side is None or side.member.is_mentor:
        return None
    moved = agenda_period(meeting.starts_at) != occurrence.period
    if moved or meeting.starts_at <= clock.now() or meeting.agenda_items.exists():
        return None
    path = reverse("sessions:meeting", args=[side.mentorship.code, meeting.number])
    return _mail("agenda", side, occurrence, path, _("Write the agenda"), when=side.wall(meeting.starts_at))


def feedback(occurrence: Occurrence) -> Mail | None:
    meeting = _meeting(occurrence, [Meeting.State.BOOKED, Meeting.State.HELD])
    side = _side(meeting.mentorship, occurrence.recipient) if meeting else None
    if meeting is None or side is None or not meeting.took_place:
        return None
    written = Feedback.objects.filter(meeting=meeting, author=side.member).exists()
    if written or meeting.ends_at + FEEDBACK_UNTIL <= clock.now():
        return None
    path = reverse("sessions:feedback", args=[side.mentorship.code, meeting.number])
    return _mail("feedback", side, occurrence, path, _("Write two lines"), when=side.wall(meeting.starts_at))


def check_in(occurrence: Occurrence) -> Mail | None:
    quiet = quiet_mentorships().select_related("cohort__program__organisation")
    mentorship: Any = quiet.filter(pk=occurrence.subject_id).first()
    side = _side(mentorship, occurrence.recipient) if mentorship else None
    if mentorship is None or side is None:
        return None
    silence = silence_of(
        mentorship.started_at,
        mentorship.last_met,
        mentorship.rhythm_weeks,
        side.program.zone,
        mentorship.contact_at,
        mentorship.paused_until,
    )
    if silence.latest() is None:
        return None
    path = reverse("sessions:meeting_new", args=[mentorship.code])
    return _mail(
        "check_in",
        side,
        occurrence,
        path,
        _("Find a date"),
        weeks=silence.weeks,
        met=mentorship.last_met is not None,
        rhythm=mentorship.rhythm_weeks,
    )


def review(occurrence: Occurrence) -> Mail | None:
    mentorships = Mentorship.objects.awake().select_related("cohort__program__organisation")
    mentorship = mentorships.filter(pk=occurrence.subject_id).first()
    side = _side(mentorship, occurrence.recipient) if mentorship else None
    if mentorship is None or side is None:
        return None
    quarter = Quarter.from_slug(occurrence.period)
    path = reverse("sessions:review", args=[mentorship.code, quarter.slug])
    return _mail(
        "review",
        side,
        occurrence,
        path,
        _("See the quarter"),
        first_day=format_date(quarter.first_day, "j F"),
        last_day=format_date(quarter.last_day, "j F Y"),
    )


def _meeting(occurrence: Occurrence, states: list[str]) -> Meeting | None:
    return (
        Meeting.objects.filter(
            pk=occurrence.subject_id, state__in=states, mentorship__in=Mentorship.objects.in_contact()
        )
        .select_related("mentorship__cohort__program__organisation")
        .first()
    )


def _side(mentorship: Mentorship, reader: User) -> Side | None:
    """None when the reader is not (or no longer) one of the two."""
    members = list(mentorship.members.select_related("enrolment__person__user").order_by("pk"))
    mine = next((one for one in members if one.enrolment.person.user_id == reader.pk), None)
    partner = next((one for one in members if one != mine), None)
    if mine is None or partner is None:
        return None
    return Side(mentorship, mine, mine.enrolment.person, partner.enrolment.person)


def _mail(name: str, side: Side, occurrence: Occurrence, path: str, button: str, **facts: object) -> Mail:
    return Mail(
        template=f"sessions/emails/{name}",
        context={
            "me": side.me,
            "partner": side.partner,
            "link": mailed_link(occurrence.recipient, path),
            "button": button,
            **facts,
        },
        sender_name=side.program.organisation.name,
    )
