"""Invitations: a meeting was booked, moved or called off. Both get them, with a calendar part."""

from dataclasses import replace

from django.template.defaultfilters import date as format_date
from django.urls import reverse
from django.utils.translation import gettext as _

from mentorship.notifications.mail import Mail
from mentorship.notifications.models import Occurrence
from sessions.emails.sides import city_of, mail_between, sides_of
from sessions.models import Meeting
from sessions.queries.calendar import meeting_invitation
from sessions.queries.faces import zone_of


def meeting_booked(occurrence: Occurrence) -> Mail | None:
    return _invitation(occurrence, "meeting_booked", Meeting.State.BOOKED)


def meeting_moved(occurrence: Occurrence) -> Mail | None:
    return _invitation(occurrence, "meeting_moved", Meeting.State.BOOKED)


def meeting_cancelled(occurrence: Occurrence) -> Mail | None:
    return _invitation(occurrence, "meeting_cancelled", Meeting.State.CANCELLED)


def _invitation(occurrence: Occurrence, name: str, state: str) -> Mail | None:
    """No longer wanted once the meeting has changed again (`period` is its SEQUENCE) or has ended."""
    meeting = Meeting.objects.filter(pk=occurrence.subject_id, state=state).first()
    sides = sides_of(meeting.mentorship_id, occurrence.recipient) if meeting else None
    if meeting is None or sides is None or str(meeting.sequence) != occurrence.period or meeting.has_ended:
        return None
    wall = zone_of(sides[0])
    path = reverse("sessions:meeting", args=[sides[0].mentorship.code, meeting.number])
    mail = mail_between(
        name,
        occurrence,
        sides,
        path=path,
        button=_("Open the meeting"),
        line=bool(meeting.line),
        when=format_date(meeting.starts_at.astimezone(wall), "D j M Y, H:i"),
        until=format_date(meeting.ends_at.astimezone(wall), "H:i"),
        city=city_of(wall),
    )
    return replace(
        mail,
        calendar=meeting_invitation(meeting, reader=occurrence.recipient, path=path),
        calendar_method="CANCEL" if meeting.state == Meeting.State.CANCELLED else "REQUEST",
    )
