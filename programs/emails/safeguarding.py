"""The mail to somebody who was named a safeguarding contact, and the one that tells the others who the contacts are."""

from django.urls import reverse
from django.utils.translation import gettext as _

from mentorship.accounts.links import mailed_link
from mentorship.accounts.models import User
from mentorship.notifications.mail import Mail
from mentorship.notifications.models import Occurrence
from programs.models import AuditEvent, Organisation, Person, SafeguardingContact


def safeguarding_added(occurrence: Occurrence) -> Mail | None:
    """While they still are one."""
    found = (
        SafeguardingContact.objects.filter(pk=occurrence.subject_id, user=occurrence.recipient)
        .select_related("program__organisation")
        .first()
    )
    if found is None:
        return None
    return Mail(
        template="programs/emails/safeguarding_added",
        context={
            "program": found.program,
            "link": mailed_link(occurrence.recipient, reverse("dashboards:today")),
            "button": _("Sign in"),
            "why": _("You get this because a coordinator of %(program)s named you.")
            % {"program": found.program.name},
        },
        sender_name=found.program.organisation.name,
    )


def contacts_changed(occurrence: Occurrence) -> Mail | None:
    """Of one line of the log: whom a coordinator named, or took out."""
    event = (
        AuditEvent.objects.filter(pk=occurrence.subject_id)
        .select_related("program__organisation", "actor")
        .first()
    )
    about = User.objects.filter(pk=event.target.removeprefix("user:")).first() if event else None
    if event is None or event.program is None or about is None:
        return None
    organisation = event.program.organisation
    return Mail(
        template="programs/emails/contacts_changed",
        context={
            "program": event.program,
            "who": _name(event.actor, organisation) if event.actor else _("Somebody"),
            "contact": _name(about, organisation),
            "was_added": event.verb == "safeguarding.added",
            "link": mailed_link(occurrence.recipient, reverse("dashboards:today")),
            "button": _("Sign in"),
            "why": _(
                "You get this because you are, or were, a safeguarding contact, or own the organisation."
            ),
        },
        sender_name=organisation.name,
    )


def _name(user: User, organisation: Organisation) -> str:
    known = Person.objects.filter(organisation=organisation, user=user).first()
    return known.shown_name if known else user.email
