"""How long somebody usually takes to answer when they are asked, in words."""

from collections.abc import Iterable
from statistics import median
from typing import Any

from django.db.models import F
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from matching.models import OfferSide

# One answer says something of a day, not of a person.
ENOUGH = 2
DAY = 24 * 3600


def answer_words(places: Iterable[int]) -> dict[int, str]:
    """By place, of what it was asked and answered. One statement."""
    rows: Any = OfferSide.objects.filter(enrolment__in=list(places), answered_at__isnull=False)
    rows = rows.filter(answered_at__gt=F("offer__sent_at"))  # whoever asks has said yes by asking
    taken: dict[int, list[float]] = {}
    for place, answered, sent in rows.values_list("enrolment", "answered_at", "offer__sent_at"):
        taken.setdefault(place, []).append((answered - sent).total_seconds())
    return {place: _words(median(times)) for place, times in taken.items() if len(times) >= ENOUGH}


def _words(seconds: float) -> str:
    if seconds < DAY:
        return _("usually answers within a day")
    days = round(seconds / DAY)
    words = ngettext("usually answers within %(count)s day", "usually answers within %(count)s days", days)
    return words % {"count": days}
