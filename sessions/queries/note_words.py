"""What stands in for the words of a coordinator's note, for one reader, and for how many there is nothing."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Min
from django.template.defaultfilters import date as format_date
from django.utils.functional import Promise
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from programs.models import Cohort, Person
from programs.queries.coordinator_notes import Known, Reached, Seat
from sessions.models import Meeting

# What stands where somebody has no such thing.
INSTEAD: dict[str, str | Promise] = {
    "partner": gettext_lazy("your partner"),
    "next date": gettext_lazy("no date yet"),
}


@dataclass(frozen=True)
class Missing:
    """A word that has no value for `n` people, and what stands there instead; "" is what else is known of them."""

    word: str
    n: int
    instead: str


def values_for(person: Person | Known, seats: Sequence[Seat]) -> dict[str, str]:
    """Two statements. Dates in the zone that is active."""
    pairs = [seat.mentorship_id for seat in seats]
    others = Person.objects.filter(enrolments__members__mentorship__in=pairs).exclude(pk=person.pk)
    names = list(dict.fromkeys(one.first_name for one in others.order_by("name", "pk").distinct()))
    at = Meeting.objects.upcoming().filter(mentorship__in=pairs).aggregate(at=Min("starts_at"))["at"]
    return {
        "name": person.first_name,
        "partner": _joined(names) or str(INSTEAD["partner"]),
        "next date": format_date(localtime(at), "D j M, H:i") if at else str(INSTEAD["next date"]),
    }


def missing_words(people: Sequence[Reached], cohort: Cohort) -> list[Missing]:
    """For people of this cohort. One statement."""
    booked = set(
        Meeting.objects.upcoming().filter(mentorship__cohort=cohort).values_list("mentorship", flat=True)
    )
    found = {
        "name": sum(not one.person.name for one in people),
        "partner": sum(not one.members for one in people),
        "next date": sum(all(seat.mentorship_id not in booked for seat in one.members) for one in people),
    }
    return [Missing(word, n, str(INSTEAD.get(word, ""))) for word, n in found.items() if n]


def _joined(names: Sequence[str]) -> str:
    if len(names) < 2:
        return "".join(names)
    return _("%(first)s and %(last)s") % {"first": ", ".join(names[:-1]), "last": names[-1]}
