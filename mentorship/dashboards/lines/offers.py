"""A proposed match, an ask, a question before it, a first call: lines of Today and of the daily mail."""

from django.template.defaultfilters import date as format_date
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from matching.models import PairingWay
from matching.queries.own_offers import Waits
from matching.queries.ways import may_look
from mentorship.lib.lines import Line
from programs.models import Enrolment

OFFER, LOOK = 12, 47


def offer_line(waits: Waits) -> Line:
    day = format_date(timezone.localtime(waits.until), "l j F")
    title, action, minutes = {
        "proposal": (_("We think you and %(name)s fit"), _("See why"), 3),
        "ask": (_("%(name)s would like you as a mentor"), _("Read it"), 2),
        "question": (_("%(name)s would like to know something first"), _("Answer"), 3),
        "call": (_("A first call with %(name)s, then your word"), _("Say how it was"), 1),
    }[waits.what]
    return Line(
        rank=OFFER,
        key=waits.key,
        title=title % {"name": waits.name},
        detail=_("%(program)s · answer by %(day)s") % {"program": waits.program, "day": day},
        url=reverse("matching:offer", args=[waits.code]),
        action=action,
        minutes=minutes,
        why=_(
            "Two people become a pair here when both say yes. A no needs no reason, and helps more than silence."
        ),
    )


def look_line(place: Enrolment, way: PairingWay, *, has_named: bool, has_asked: bool) -> Line | None:
    """To whoever may look for somebody themselves and has not begun."""
    where = [place.cohort.program.code, place.cohort.code]
    if not may_look(place, way):
        return None
    if way.is_self_match and not place.is_mentor:
        if has_asked:
            return None
        title, url = _("Find your mentor"), reverse("matching:find", args=where)
        why = _("In this program mentees look for a mentor themselves.")
    elif has_named:
        return None
    else:
        title, url = (
            _("Whom would you like to be matched with?"),
            reverse("matching:wishes", args=[*where, place.role]),
        )
        why = _("The coordinators ask for wishes before they make pairs. Naming nobody is fine, too.")
    return Line(
        rank=LOOK,
        key=f"look-{place.code}-{way.way}",
        title=title,
        detail=place.cohort.program.name,
        url=url,
        action=_("Look"),
        minutes=5,
        why=why,
    )
