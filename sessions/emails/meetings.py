"""Invitations: a meeting was booked, moved or called off. Both get them, with a calendar part."""

from typing import Any

from django.template.defaultfilters import date as format_date
from django.urls import reverse
from django.utils.translation import gettext as _

from mentorship.accounts.links import mailed_link, site_link
from mentorship.accounts.models import User
from mentorship.notifications.mail import Mail
from mentorship.notifications.models import Occurrence
from programs.models import Member
from sessions.models import Feedback, Meeting
from sessions.queries.calendar import meeting_invitation
from sessions.queries.faces import face_of, shared_address, zone_of


def meeting_booked(occurrence: Occurrence) -> Mail | None:
    return _invitation(occurrence, "meeting_booked", Meeting.State.BOOKED)


def meeting_moved(occurrence: Occurrence) -> Mail | None:
    return _invitation(occurrence, "meeting_moved", Meeting.State.BOOKED)


def meeting_cancelled(occurrence: Occurrence) -> Mail | None:
    return _invitation(occurrence, "meeting_cancelled", Meeting.State.CANCELLED)


def feedback_received(occurrence: Occurrence) -> Mail | None:
    """That the other wrote something, never what."""
    rows = Feedback.objects.select_related("meeting").filter(pk=occurrence.subject_id)
    feedback = rows.first()
    if feedback is None or (meeting := feedback.meeting) is None:
        return None
    sides = _sides(meeting, occurrence.recipient)
    if sides is None or feedback.author_id == sides[0].pk:
        return None
    return _mail("feedback_received", meeting, occurrence, sides, button=_("Read it"))


def _invitation(occurrence: Occurrence, name: str, state: str) -> Mail | None:
    """No longer wanted once the meeting has changed again (`period` is its SEQUENCE) or has ended."""
    meeting = Meeting.objects.filter(pk=occurrence.subject_id, state=state).first()
    sides = _sides(meeting, occurrence.recipient) if meeting else None
    if meeting is None or sides is None or str(meeting.sequence) != occurrence.period or meeting.has_ended:
        return None
    return _mail(name, meeting, occurrence, sides, button=_("Open the meeting"), invites=True)


def _sides(meeting: Meeting, reader: User) -> tuple[Member, Member] | None:
    """The reader's seat and the other's; None for somebody who is not one of the two."""
    members = list(
        Member.objects.filter(mentorship=meeting.mentorship_id)
        .select_related("mentorship__cohort__program__organisation", "enrolment__person__user")
        .order_by("pk")
    )
    mine = [one for one in members if one.enrolment.person.user_id == reader.pk]
    others = [one for one in members if one not in mine]
    return (mine[0], others[0]) if mine and others else None


def _mail(
    name: str,
    meeting: Meeting,
    occurrence: Occurrence,
    sides: tuple[Member, Member],
    *,
    button: str,
    invites: bool = False,
) -> Mail:
    me, partner = sides
    wall = zone_of(me)
    start = meeting.starts_at.astimezone(wall)
    page = reverse("sessions:meeting", args=[me.mentorship.code, meeting.number])
    context: dict[str, Any] = {
        "me": me.enrolment.person.first_name,
        "partner": face_of(partner).name,
        "line": bool(meeting.line),
        "when": format_date(start, "D j M Y, H:i"),
        "until": format_date(meeting.ends_at.astimezone(wall), "H:i"),
        "city": wall.key.rsplit("/", 1)[-1].replace("_", " "),
        "link": mailed_link(occurrence.recipient, page),
        "button": button,
    }
    return Mail(
        template=f"sessions/emails/{name}",
        context=context,
        reply_to=shared_address(partner.enrolment.person),
        sender_name=me.mentorship.cohort.program.organisation.name,
        calendar=meeting_invitation(meeting, reader=occurrence.recipient, link=site_link(page))
        if invites
        else "",
        calendar_method="CANCEL" if meeting.state == Meeting.State.CANCELLED else "REQUEST",
    )
