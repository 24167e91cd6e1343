"""What somebody finds on Today when a program was handed over to them."""

from django.urls import reverse
from django.utils.translation import gettext as _

from mentorship.lib.lines import Line
from programs.queries.roles import Roles

HANDED_OVER = 12


def hand_over_lines(roles: Roles) -> list[Line]:
    """One after the other; it goes once they say that they have seen it."""
    if roles.handed is None:
        return []
    code, name = roles.handed
    return [
        Line(
            rank=HANDED_OVER,
            key=f"handed-{code}",
            title=_("%(program)s is handed over to you") % {"program": name},
            detail="",
            url=reverse("programs:hand_over", args=[code]),
            action=_("See what waits"),
            minutes=5,
            why=_("A coordinator is away, or has left, and chose you to look after it."),
        )
    ]
