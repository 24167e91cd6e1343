"""What a safeguarding contact is needed for today. A count; the words stand on its page."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mentorship.lib import clock
from mentorship.lib.lines import Line
from programs.queries.roles import Roles

CONCERNS = 11


def concern_lines(roles: Roles) -> list[Line]:
    if not roles.concerns:
        return []
    n = roles.concerns
    return [
        Line(
            rank=CONCERNS,
            key=f"concerns-{clock.today(timezone.get_current_timezone()):%Y%m%d}",  # put off, never for good
            title=ngettext("%(n)s person needs you", "%(n)s people need you", n) % {"n": n},
            detail="",
            url=reverse("programs:concerns"),
            action=_("Read it"),
            minutes=10 * n,
            why=_("Somebody told the safeguarding contacts that something felt wrong."),
        )
    ]
