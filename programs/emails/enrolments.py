"""Mails to somebody who asked for a place in a cohort."""

from django.urls import reverse
from django.utils.translation import gettext as _

from mentorship.accounts.links import mailed_link
from mentorship.notifications.mail import Mail
from mentorship.notifications.models import Occurrence
from programs.models import Cohort, Enrolment
from programs.queries.mail_texts import place_values, words_of

State = Enrolment.State


def application_received(occurrence: Occurrence) -> Mail | None:
    """To the applicant, while nobody has answered yet.

    It goes to an address anybody may have typed, so it holds no word of what was typed, the name included.
    """
    return _to_applicant(occurrence, "application_received", {State.APPLIED}, _("See where it stands"))


def application_accepted(occurrence: Occurrence) -> Mail | None:
    return _to_applicant(occurrence, "application_accepted", {State.ACCEPTED}, _("See what happens next"))


def application_declined(occurrence: Occurrence) -> Mail | None:
    return _to_applicant(occurrence, "application_declined", {State.DECLINED}, _("See your application"))


def application_waitlisted(occurrence: Occurrence) -> Mail | None:
    """While they wait: whoever was decided on meanwhile gets that mail."""
    return _to_applicant(occurrence, "application_waitlisted", {State.APPLIED}, _("See your application"))


def application_known(occurrence: Occurrence) -> Mail | None:
    """Somebody gave the open form an address that has an account: its owner may go on, signed in."""
    cohort = Cohort.objects.filter(pk=occurrence.subject_id).select_related("program__organisation").first()
    if cohort is None or not cohort.enrolment_is_open:
        return None
    return Mail(
        template="programs/emails/application_known",
        context={
            "cohort": cohort,
            "program": cohort.program,
            "link": mailed_link(
                occurrence.recipient, reverse("programs:join", args=[cohort.program.code, cohort.code])
            ),
            "button": _("Sign in and apply"),
            "why": _(
                "You get this mail because somebody, probably you, filled in the form to join %(program)s."
            )
            % {"program": cohort.program.name},
        },
        sender_name=cohort.program.organisation.name,
    )


def _to_applicant(occurrence: Occurrence, name: str, states: set[str], button: str) -> Mail | None:
    enrolment = (
        Enrolment.objects.filter(pk=occurrence.subject_id, state__in=states)
        .select_related("person", "cohort__program__organisation")
        .first()
    )
    if enrolment is None or enrolment.person.user_id != occurrence.recipient_id:
        return None
    if name == "application_waitlisted" and not enrolment.waits:
        return None
    cohort = enrolment.cohort
    values = {**place_values(cohort, enrolment.get_role_display()), "name": enrolment.person.first_name}
    status = reverse("programs:join_status", args=[cohort.program.code, cohort.code])
    return Mail(
        template=f"programs/emails/{name}",
        context={
            "person": enrolment.person,
            "words": words_of(cohort.program, name, values),
            "said": _said(enrolment, name.removeprefix("application_")),
            "cohort": cohort,
            "program": cohort.program,
            "link": mailed_link(occurrence.recipient, status),
            "button": button,
            "why": _("You get this mail because you applied to %(program)s.")
            % {"program": cohort.program.name},
        },
        sender_name=cohort.program.organisation.name,
    )


def _said(enrolment: Enrolment, decision: str) -> str:
    """The words of the coordinator who decided, in place of our own. They were written to be mailed."""
    replies = enrolment.replies.filter(decision=decision).order_by("pk")
    return newest.text if (newest := replies.last()) else ""
