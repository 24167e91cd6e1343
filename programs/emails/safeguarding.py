"""The mail to somebody who was named a safeguarding contact: what this means, and how to say no."""

from django.urls import reverse
from django.utils.translation import gettext as _

from mentorship.accounts.links import mailed_link
from mentorship.notifications.mail import Mail
from mentorship.notifications.models import Occurrence
from programs.models import SafeguardingContact


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
