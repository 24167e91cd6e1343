"""Mails about requests and concerns: that there is one, never what it says."""

from django.urls import reverse
from django.utils.translation import gettext as _

from mentorship.accounts.links import mailed_link
from mentorship.notifications.mail import Mail
from mentorship.notifications.models import Occurrence
from programs.models import Concern, HelpRequest


def request_received(occurrence: Occurrence) -> Mail | None:
    """To each coordinator who may read it, while it waits."""
    rows = HelpRequest.objects.for_coordinator(occurrence.recipient).waiting()
    request = rows.filter(pk=occurrence.subject_id).select_related("cohort__program__organisation").first()
    if request is None:
        return None
    program = request.cohort.program
    path = reverse("programs:request", args=[program.code, request.cohort.code, request.code])
    return Mail(
        template="programs/emails/request_received",
        context={
            "program": program,
            "link": mailed_link(occurrence.recipient, path),
            "button": _("Read it"),
            "why": _("You get this because you coordinate %(program)s.") % {"program": program.name},
        },
        sender_name=program.organisation.name,
    )


def request_answered(occurrence: Occurrence) -> Mail | None:
    """To whoever asked, with or without a partner."""
    rows = HelpRequest.objects.own(occurrence.recipient).filter(pk=occurrence.subject_id)
    request = rows.select_related("cohort__program__organisation", "author__person").first()
    if request is None:
        return None
    program = request.cohort.program
    path = reverse("programs:my_request", args=[request.code])
    return Mail(
        template="programs/emails/request_answered",
        context={
            "person": request.author.person,
            "program": program,
            "link": mailed_link(occurrence.recipient, path),
            "button": _("Read the answer"),
            "why": _("You get this because you asked the coordinators of %(program)s.")
            % {"program": program.name},
        },
        sender_name=program.organisation.name,
    )


def concern_received(occurrence: Occurrence) -> Mail | None:
    """At once, to each contact who would read it. Neither names nor words."""
    rows = Concern.objects.for_contact(occurrence.recipient).open().filter(pk=occurrence.subject_id)
    concern = rows.select_related("mentorship__cohort__program__organisation").first()
    if concern is None:
        return None
    program = concern.mentorship.cohort.program
    return Mail(
        template="programs/emails/concern_received",
        context={
            "program": program,
            "link": mailed_link(occurrence.recipient, reverse("programs:concern", args=[concern.code])),
            "button": _("Read it"),
            "why": _("You get this because you are a safeguarding contact of %(program)s.")
            % {"program": program.name},
        },
        sender_name=program.organisation.name,
    )


def concern_answered(occurrence: Occurrence) -> Mail | None:
    """To whoever told it. The subject gives nothing away to somebody who looks over a shoulder."""
    rows = Concern.objects.filter(
        pk=occurrence.subject_id, author__enrolment__person__user=occurrence.recipient
    )
    concern = rows.select_related(
        "mentorship__cohort__program__organisation", "author__enrolment__person"
    ).first()
    if concern is None:
        return None
    program = concern.mentorship.cohort.program
    path = reverse("sessions:help_wrong", args=[concern.mentorship.code])
    return Mail(
        template="programs/emails/concern_answered",
        context={
            "person": concern.author.enrolment.person,
            "program": program,
            "link": mailed_link(occurrence.recipient, path),
            "button": _("Read it"),
            "why": _("You get this because you take part in %(program)s.") % {"program": program.name},
        },
        sender_name=program.organisation.name,
    )
