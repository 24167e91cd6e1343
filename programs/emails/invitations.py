"""The mail that asks somebody to take part, or to coordinate, and the one that reminds them of a place."""

from django.template.defaultfilters import date as format_date
from django.urls import reverse
from django.utils.translation import gettext as _

from mentorship.accounts.links import site_link
from mentorship.notifications.mail import Mail
from mentorship.notifications.models import Occurrence
from programs.models import Enrolment, Invitation, Person, Program
from programs.queries.invitations import REMINDER_DAYS, unanswered
from programs.queries.mail_texts import Words, place_values, words_of


def invitation(occurrence: Occurrence) -> Mail | None:
    """Its link is a token: opening it shows a page, a press there accepts."""
    return _asking(occurrence, "programs/emails/invitation")


def invitation_reminder(occurrence: Occurrence) -> Mail | None:
    """While they have not answered. `period` is the day after the invitation, the last of which says so."""
    if not unanswered().filter(pk=occurrence.subject_id).exists():
        return None
    last = occurrence.period == str(REMINDER_DAYS[-1])
    return _asking(occurrence, "programs/emails/invitation_reminder", last=last)


def _asking(occurrence: Occurrence, template: str, **facts: object) -> Mail | None:
    """None when the invitation is no longer open. The only mails whose link is a token."""
    found = (
        Invitation.objects.open()
        .filter(pk=occurrence.subject_id, user=occurrence.recipient)
        .select_related(
            "enrolment__person", "enrolment__cohort__program__organisation", "program__organisation"
        )
        .first()
    )
    if found is None:
        return None
    place = found.enrolment
    program = place.cohort.program if place else found.program
    if program is None:
        return None
    inviter = Person.objects.filter(user=found.invited_by, organisation=program.organisation).first()
    return Mail(
        template=template,
        context={
            "person": place and place.person,
            "words": place and _words(place, inviter.shown_name if found.invited_by and inviter else ""),
            "program": program,
            "cohort": place and place.cohort,
            "role": place.get_role_display() if place else "",
            "inviter": inviter.shown_name if found.invited_by and inviter else "",
            "until": format_date(found.expires_at.astimezone(program.zone), "l j F"),
            "link": site_link(reverse("programs:invitation", args=[found.token])),
            "button": _("See the invitation"),
            "why": _why(program),
            **facts,
        },
        sender_name=program.organisation.name,
    )


def _words(place: Enrolment, inviter: str) -> Words:
    """Nobody in particular invites in the name of the organisation."""
    cohort = place.cohort
    values = {
        **place_values(cohort, place.get_role_display()),
        "name": place.person.first_name if place.person.name else "",
        "inviter": inviter or cohort.program.organisation.name,
    }
    return words_of(cohort.program, "invitation", values)


def _why(program: Program) -> str:
    return _("You get this because a coordinator of %(program)s gave this address.") % {
        "program": program.name
    }
