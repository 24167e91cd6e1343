"""That feedback was written, and that somebody asks for it. What it says stays inside."""

from django.template.defaultfilters import date as format_date
from django.urls import reverse
from django.utils.translation import gettext as _

from mentorship.notifications.mail import Mail
from mentorship.notifications.models import Occurrence
from sessions.emails.sides import mail_between, sides_in_contact, sides_of
from sessions.models import Feedback, FeedbackRequest
from sessions.queries.faces import zone_of


def feedback_received(occurrence: Occurrence) -> Mail | None:
    """That the other wrote something, never what; not where contact was stopped meanwhile."""
    rows = Feedback.objects.filter(
        pk=occurrence.subject_id, meeting__isnull=False, meeting__mentorship__contact_stopped_at=None
    )
    feedback = rows.select_related("meeting__mentorship").first()
    if feedback is None or feedback.meeting is None:
        return None
    sides = sides_of(feedback.meeting.mentorship_id, occurrence.recipient)
    if sides is None or feedback.author_id == sides[0].pk:
        return None
    start = feedback.meeting.starts_at.astimezone(zone_of(sides[0]))
    path = reverse("sessions:feedback", args=[sides[0].mentorship.code, feedback.meeting.number])
    when = format_date(start, "D j M Y, H:i")
    return mail_between("feedback_received", occurrence, sides, path=path, button=_("Read it"), when=when)


def feedback_asked(occurrence: Occurrence) -> Mail | None:
    """The subject is the seat of whoever asks: one mail a day, about the oldest question still open."""
    rows = FeedbackRequest.objects.open().filter(author=occurrence.subject_id)
    request = rows.order_by("number").first()
    sides = sides_in_contact(request.mentorship_id, occurrence.recipient) if request else None
    if request is None or sides is None or request.author_id == sides[0].pk:
        return None
    path = reverse("sessions:feedback_request", args=[sides[0].mentorship.code, request.number])
    until = format_date(request.until, "D j M") if request.until else ""
    return mail_between("feedback_asked", occurrence, sides, path=path, button=_("Answer"), until=until)
