"""What speaks for two people, and what does not fit, as the two read it: sentences, never numbers or other names."""

from collections.abc import Iterable
from typing import Any

from django.utils.dates import WEEKDAYS_ABBR
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import ngettext

from matching.engine.likeness import CLOSE
from matching.queries.pool import HOURS_OF_WEEK, hours_ahead, hours_in_utc
from matching.queries.rule_words import Words
from programs.models import Enrolment

DAY = 24
SHOWN = 3


def speaks_for(points: list[list[Any]], *, to_mentor: bool, name: str) -> list[str]:
    """Most first. `name` is the other’s."""
    rows = sorted((row for row in points if row[4] == "plus"), key=lambda row: -row[3])
    told = (
        _TOLD[row[0]]([value.removeprefix(CLOSE) for value in row[5]], to_mentor, name)
        for row in rows
        if row[0] in _TOLD
    )
    return [words for words in told if words]


def speaks_against(points: list[list[Any]], *, to_mentor: bool, name: str) -> list[str]:
    rows = sorted((row for row in points if row[4] in ("minus", "missing")), key=lambda row: -row[2])
    told = (_LACKS.get((row[0], row[4])) for row in rows)
    words = [str(one[0] if to_mentor else one[1]) % {"name": name} for one in told if one]
    return words[:SHOWN]


def _topics(evidence: list[str], to_mentor: bool, name: str) -> str:
    values = {"name": name, "topics": joined(evidence)}
    if to_mentor:
        return _("%(name)s would like to talk about %(topics)s, which you offer.") % values
    return _("You asked for %(topics)s; %(name)s offers that.") % values


def _expertise(evidence: list[str], to_mentor: bool, name: str) -> str:
    values = {"name": name, "tags": joined(evidence)}
    if to_mentor:
        return _("What %(name)s wants to reach touches what you know: %(tags)s.") % values
    return _("What you want to reach touches what %(name)s knows: %(tags)s.") % values


def _goal_kind(evidence: list[str], to_mentor: bool, name: str) -> str:
    kind = evidence[0] if evidence else ""
    if kind not in Enrolment.GoalKind.values:
        return ""
    label = str(Enrolment.GoalKind(kind).label)
    values = {"name": name, "kind": label[:1].lower() + label[1:]}
    if to_mentor:
        return _("%(name)s looks for the kind of help you like to give: %(kind)s.") % values
    return _("%(name)s likes to help with what you are after: %(kind)s.") % values


def _hours(evidence: list[str], _to_mentor: bool, _name: str) -> str:
    count = int(evidence[0]) if evidence else 0
    if not count:
        return ""
    words = ngettext(
        "You two share one free hour in a usual week.",
        "You two share %(count)s free hours in a usual week.",
        count,
    )
    return words % {"count": count}


def _seniority(_evidence: list[str], to_mentor: bool, name: str) -> str:
    words = (
        _("You have been where %(name)s is now.")
        if to_mentor
        else _("%(name)s has been at it longer than you.")
    )
    return words % {"name": name}


def _department(_evidence: list[str], _to_mentor: bool, name: str) -> str:
    return _("%(name)s works elsewhere in the organisation.") % {"name": name}


_TOLD = {
    "topics": _topics,
    "expertise": _expertise,
    "goal_kind": _goal_kind,
    "hours": _hours,
    "seniority": _seniority,
    "department": _department,
}


# What a mentor reads, and what a mentee reads.
_SAME_LEVEL = lazy("%(name)s has about as much experience as you.")
_SAME_HOUSE = lazy("You two work in the same department.")
_NO_HOURS = lazy("Your usual hours are not known of both: ask each other early.")
_LACKS: dict[tuple[str, str], tuple[Words, Words]] = {
    ("topics", "minus"): (
        lazy("The topics %(name)s named are not on your list."),
        lazy("None of the topics you named is on %(name)s’s list."),
    ),
    ("expertise", "minus"): (
        lazy("What %(name)s wants to reach is not what you named as your field."),
        lazy("What you want to reach is not what %(name)s named as their field."),
    ),
    ("goal_kind", "minus"): (
        lazy("%(name)s looks for another kind of help than you named."),
        lazy("%(name)s named another kind of help than you look for."),
    ),
    ("seniority", "minus"): (_SAME_LEVEL, _SAME_LEVEL),
    ("department", "minus"): (_SAME_HOUSE, _SAME_HOUSE),
    ("hours", "missing"): (_NO_HOURS, _NO_HOURS),
}


def shared_times(mine: Enrolment, theirs: Enrolment) -> list[str]:
    """When both are usually free, on the reader’s clock: “Tue 12:00–14:00”, three at most."""
    fallback = mine.cohort.program.time_zone
    zones = [place.person.time_zone or fallback for place in (mine, theirs)]
    both = [
        hours_in_utc(place.person.usual_hours, zone_name)
        for place, zone_name in zip((mine, theirs), zones, strict=True)
    ]
    ahead = int(hours_ahead(zones[0]) // 1)
    here = sorted((hour + ahead) % HOURS_OF_WEEK for hour in both[0] & both[1])
    return [_stretch(first, end) for first, end in _stretches(here)][:SHOWN]


def _stretches(hours: Iterable[int]) -> list[tuple[int, int]]:
    """Hours that follow each other on one day, as (first, end)."""
    found: list[tuple[int, int]] = []
    for hour in hours:
        if found and found[-1][1] == hour and hour % DAY:
            found[-1] = (found[-1][0], hour + 1)
        else:
            found.append((hour, hour + 1))
    return found


def _stretch(first: int, end: int) -> str:
    return f"{WEEKDAYS_ABBR[first // DAY % 7]} {first % DAY:02}:00–{(end - 1) % DAY + 1:02}:00"


def joined(words: list[str]) -> str:
    if len(words) < 2:
        return "".join(words)
    return _("%(first)s and %(last)s") % {"first": ", ".join(words[:-1]), "last": words[-1]}
