"""The letter of the other has been delivered: that, never what it says."""

from django.urls import reverse
from django.utils.translation import gettext as _

from mentorship.accounts.links import mailed_link
from mentorship.notifications.mail import Mail
from mentorship.notifications.models import Occurrence
from programs.models import Letter, Member


def letter_delivered(occurrence: Occurrence) -> Mail | None:
    letter = Letter.objects.filter(
        pk=occurrence.subject_id, opened_at__isnull=False, mentorship__contact_stopped_at=None
    ).first()
    if letter is None:
        return None
    members = list(
        Member.objects.filter(mentorship=letter.mentorship_id)
        .select_related("enrolment__person", "mentorship__cohort__program__organisation")
        .order_by("pk")
    )
    mine = next((one for one in members if one.enrolment.person.user_id == occurrence.recipient_id), None)
    author = next((one for one in members if one.pk == letter.author_id), None)
    if mine is None or author is None or mine.pk == author.pk:
        return None
    program = mine.mentorship.cohort.program
    return Mail(
        template="sessions/emails/letter_delivered",
        context={
            "me": mine.enrolment.person,
            "partner": author.enrolment.person,
            "link": mailed_link(
                occurrence.recipient, reverse("sessions:letter", args=[mine.mentorship.code])
            ),
            "button": _("Read the letter"),
        },
        sender_name=program.organisation.name,
    )
