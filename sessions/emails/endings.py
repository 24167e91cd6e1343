"""The letter of the other has been delivered: that, never what it says."""

from django.urls import reverse
from django.utils.translation import gettext as _

from mentorship.notifications.mail import Mail
from mentorship.notifications.models import Occurrence
from programs.models import Letter
from sessions.emails.sides import mail_between, sides_of


def letter_delivered(occurrence: Occurrence) -> Mail | None:
    letter = Letter.objects.filter(
        pk=occurrence.subject_id, opened_at__isnull=False, mentorship__contact_stopped_at=None
    ).first()
    if letter is None:
        return None
    sides = sides_of(letter.mentorship_id, occurrence.recipient)
    if sides is None or sides[1].pk != letter.author_id:
        return None
    path = reverse("sessions:letter", args=[sides[0].mentorship.code])
    return mail_between("letter_delivered", occurrence, sides, path=path, button=_("Read the letter"))
