"""That feedback was written, and that somebody asks for it. What it says stays inside."""

from typing import Any

from django.template.defaultfilters import date as format_date
from django.urls import reverse
from django.utils.translation import gettext as _

from mentorship.accounts.links import mailed_link
from mentorship.accounts.models import User
from mentorship.notifications.mail import Mail
from mentorship.notifications.models import Occurrence
from programs.models import Member, Mentorship
from sessions.models import Feedback, FeedbackRequest
from sessions.queries.faces import face_of, shared_address, zone_of


def feedback_received(occurrence: Occurrence) -> Mail | None:
    """That the other wrote something, never what; not where contact was stopped meanwhile."""
    rows = Feedback.objects.filter(
        pk=occurrence.subject_id, meeting__isnull=False, meeting__mentorship__contact_stopped_at=None
    )
    feedback = rows.select_related("meeting__mentorship").first()
    if feedback is None or feedback.meeting is None:
        return None
    sides = _sides(feedback.meeting.mentorship, occurrence.recipient)
    if sides is None or feedback.author_id == sides[0].pk:
        return None
    start = feedback.meeting.starts_at.astimezone(zone_of(sides[0]))
    path = reverse("sessions:feedback", args=[sides[0].mentorship.code, feedback.meeting.number])
    when = format_date(start, "D j M Y, H:i")
    return _mail("feedback_received", occurrence, sides, path, button=_("Read it"), when=when)


def feedback_asked(occurrence: Occurrence) -> Mail | None:
    """The subject is the seat of whoever asks: one mail a day, about the oldest question still open."""
    rows = FeedbackRequest.objects.open().filter(
        author=occurrence.subject_id, mentorship__in=Mentorship.objects.in_contact()
    )
    request = rows.select_related("mentorship").order_by("number").first()
    sides = _sides(request.mentorship, occurrence.recipient) if request else None
    if request is None or sides is None or request.author_id == sides[0].pk:
        return None
    path = reverse("sessions:feedback_request", args=[sides[0].mentorship.code, request.number])
    until = format_date(request.until, "D j M") if request.until else ""
    return _mail("feedback_asked", occurrence, sides, path, button=_("Answer"), until=until)


def _sides(mentorship: Mentorship, reader: User) -> tuple[Member, Member] | None:
    """The reader's seat and the other's; None for somebody who is not one of the two."""
    members = list(
        Member.objects.filter(mentorship=mentorship)
        .select_related("mentorship__cohort__program__organisation", "enrolment__person__user")
        .order_by("pk")
    )
    mine = [one for one in members if one.enrolment.person.user_id == reader.pk]
    others = [one for one in members if one not in mine]
    return (mine[0], others[0]) if mine and others else None


def _mail(name: str, occurrence: Occurrence, sides: tuple[Member, Member], path: str, **facts: Any) -> Mail:
    me, partner = sides
    return Mail(
        template=f"sessions/emails/{name}",
        context={
            "me": me.enrolment.person.first_name,
            "partner": face_of(partner).name,
            "link": mailed_link(occurrence.recipient, path),
            **facts,
        },
        reply_to=shared_address(partner.enrolment.person),
        sender_name=me.mentorship.cohort.program.organisation.name,
    )
