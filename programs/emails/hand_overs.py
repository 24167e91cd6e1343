"""The mail to whoever a program is handed over to."""

from django.urls import reverse
from django.utils.translation import gettext as _

from mentorship.accounts.links import mailed_link
from mentorship.notifications.mail import Mail
from mentorship.notifications.models import Occurrence
from programs.models import HandOver, Person


def program_handed_over(occurrence: Occurrence) -> Mail | None:
    """Unless it is over already. Before its first day it leads to Today: the program is not theirs yet."""
    rows = HandOver.objects.filter(pk=occurrence.subject_id, taker=occurrence.recipient)
    found = rows.select_related("program__organisation", "giver").first()
    if found is None or (found.until and found.ended_at):
        return None
    program, people = found.program, Person.objects.filter(user=found.giver).exclude(name="")
    path = reverse("programs:hand_over", args=[program.code])
    return Mail(
        template="programs/emails/program_handed_over",
        context={
            "program": program,
            "giver": people.values_list("name", flat=True).first() or found.giver.email,
            "from_on": found.from_on,
            "until": found.until,
            "link": mailed_link(
                occurrence.recipient, path if found.begun_at else reverse("dashboards:today")
            ),
            "button": _("See what waits") if found.begun_at else _("Open Trellis"),
            "why": _("You get this because a coordinator of %(program)s chose you.")
            % {"program": program.name},
        },
        sender_name=program.organisation.name,
    )
