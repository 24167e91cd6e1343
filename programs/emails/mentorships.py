"""Mails about the person somebody is matched with: who it is, and that their address is a new one."""

from django.urls import reverse
from django.utils.translation import gettext as _

from mentorship.accounts.links import mailed_link
from mentorship.notifications.mail import Mail
from mentorship.notifications.models import Occurrence
from programs.models import Member, Mentorship, Part


def matched(occurrence: Occurrence) -> Mail | None:
    """Says how the other likes to be reached, unless that person switched it off."""
    member = (
        Member.objects.filter(
            pk=occurrence.subject_id,
            mentorship__state=Mentorship.State.ACTIVE,
            enrolment__person__user=occurrence.recipient,
        )
        .select_related("enrolment__person", "mentorship__cohort__program__organisation")
        .first()
    )
    if member is None:
        return None
    others = member.mentorship.members.exclude(pk=member.pk).select_related("enrolment__person")
    partner = others[0].enrolment.person
    program = member.mentorship.cohort.program
    return Mail(
        template="programs/emails/matched",
        context={
            "person": member.enrolment.person,
            "partner": partner,
            "partner_is_mentor": not member.is_mentor,
            "contact": partner.contact if partner.shows_contact else "",
            "rhythm": member.mentorship.rhythm_weeks,
            "program": program,
            "link": mailed_link(
                occurrence.recipient, reverse("sessions:space", args=[member.mentorship.code])
            ),
            "hello": mailed_link(
                occurrence.recipient, reverse("sessions:messages", args=[member.mentorship.code])
            )
            if Part.MESSAGES in program.parts
            else "",
            "button": _("Open your space"),
            "why": _("You get this because you take part in %(program)s.") % {"program": program.name},
        },
        reply_to=partner.shared_address,
        sender_name=program.organisation.name,
    )


def address_changed(occurrence: Occurrence) -> Mail | None:
    """To the partner of somebody whose address a coordinator changed: the account that reads along is new."""
    member = (
        Member.objects.filter(pk=occurrence.subject_id, enrolment__person__user=occurrence.recipient)
        .select_related("enrolment__person", "mentorship__cohort__program__organisation")
        .first()
    )
    if member is None:
        return None
    others = member.mentorship.members.exclude(pk=member.pk).select_related("enrolment__person")
    program = member.mentorship.cohort.program
    return Mail(
        template="programs/emails/address_changed",
        context={
            "person": member.enrolment.person,
            "partner": others[0].enrolment.person,
            "program": program,
            "link": mailed_link(
                occurrence.recipient, reverse("sessions:space", args=[member.mentorship.code])
            ),
            "button": _("Open your space"),
            "why": _("You get this because you take part in %(program)s.") % {"program": program.name},
        },
        sender_name=program.organisation.name,
    )
