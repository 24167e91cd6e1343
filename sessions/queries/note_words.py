"""What stands in for the words of a coordinator's note, for one reader, and for how many there is nothing."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Min
from django.template.defaultfilters import date as format_date
from django.utils.functional import Promise
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from programs.models import Member, Person
from programs.queries.coordinator_notes import Reached
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


def values_for(person: Person, members: Sequence[Member]) -> dict[str, str]:
    """Two statements. Dates in the zone that is active."""
    pairs = [member.mentorship_id for member in members]
    others = Person.objects.filter(enrolments__members__mentorship__in=pairs).exclude(pk=person.pk)
    names = list(dict.fromkeys(one.first_name for one in others.order_by("name", "pk").distinct()))
    at = min(_ahead(pairs).values(), default=None)
    return {
        "name": person.first_name,
        "partner": _joined(names) or str(INSTEAD["partner"]),
        "next date": format_date(localtime(at), "D j M, H:i") if at else str(INSTEAD["next date"]),
    }


def missing_words(people: Sequence[Reached]) -> list[Missing]:
    """One statement."""
    booked = _ahead({seat.mentorship_id for one in people for seat in one.members})
    found = {
        "name": sum(not one.person.name for one in people),
        "partner": sum(not one.members for one in people),
        "next date": sum(all(seat.mentorship_id not in booked for seat in one.members) for one in people),
    }
    return [Missing(word, n, str(INSTEAD.get(word, ""))) for word, n in found.items() if n]


def _ahead(pairs: Iterable[int]) -> dict[int, datetime]:
    """The next date of each of these mentorships that has one."""
    rows = Meeting.objects.upcoming().filter(mentorship__in=list(pairs)).order_by()
    return dict(rows.values_list("mentorship").annotate(at=Min("starts_at")))


def _joined(names: Sequence[str]) -> str:
    if len(names) < 2:
        return "".join(names)
    return _("%(first)s and %(last)s") % {"first": ", ".join(names[:-1]), "last": names[-1]}
