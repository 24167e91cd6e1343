"""An agreement in words: each term as people read it, where two answers differ, what changed between two texts."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.template.defaultfilters import date as format_date
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from mentorship.lib.word_diff import Piece, compare_words, same_words
from programs.models.agreements import OWN, REQUIRED, TERMS, AnswerWithin, Minutes
from programs.models.mentorships import Channel

LABELS: dict[str, Any] = {
    "why": _("Why we are doing this"),
    "rhythm_weeks": _("How often we meet"),
    "minutes": _("How long"),
    "off_limits": _("Off the table"),
    "channel": _("How we meet"),
    "answer_within": _("How fast we answer"),
    "hours_month": _("Hours a month, each of us"),
    "topics": _("Topics we want to work on"),
    "confidentiality": _("Confidentiality"),
    "trouble": _("How we notice that it isn’t working, and what then"),
    "until": _("Until when"),
    "teach": _("I can teach"),
    "learn": _("I want to learn"),
    "duties": _("What I take on"),
}
CHOICES: dict[str, Any] = {"minutes": Minutes, "answer_within": AnswerWithin, "channel": Channel}


@dataclass(frozen=True)
class Clause:
    key: str
    label: str
    words: str


@dataclass(frozen=True)
class Difference:
    """One term the two see differently; `is_open` until the text says something about it."""

    key: str
    label: str
    mine: str
    theirs: str
    is_open: bool
    is_required: bool


@dataclass(frozen=True)
class Changed:
    """One term whose words are not the same in two texts; `whose` is a name where it is one person's."""

    label: str
    pieces: list[Piece]
    whose: str = ""


def in_words(key: str, value: Any) -> str:
    """A value as a page says it; empty for nothing said."""
    if value in (None, ""):
        return ""
    if key == "rhythm_weeks":
        return ngettext("every week", "every %(weeks)s weeks", value) % {"weeks": value}
    if key == "hours_month":
        return ngettext("%(hours)s hour", "%(hours)s hours", value) % {"hours": value}
    if key == "until":
        return format_date(value, "j F Y")
    return str(CHOICES[key](value).label) if key in CHOICES else str(value)


def clauses_of(row: object, keys: tuple[str, ...] = TERMS) -> list[Clause]:
    """What a text says, without what it is silent about."""
    found = [Clause(key, str(LABELS[key]), in_words(key, getattr(row, key))) for key in keys]
    return [clause for clause in found if clause.words]


def terms_of(row: object, keys: tuple[str, ...] = TERMS) -> dict[str, Any]:
    return {key: getattr(row, key) for key in keys}


def is_empty(value: Any) -> bool:
    return value in (None, "")


def differs(key: str, one: Any, other: Any) -> bool:
    """Two answers that are not the same. One who says nothing leaves it to the other, but in what is required."""
    if is_empty(one) or is_empty(other):
        return key in REQUIRED and not (is_empty(one) and is_empty(other))
    return not same_words(one, other) if isinstance(one, str) else one != other


def agreed_terms(one: object, other: object) -> dict[str, Any]:
    """The text two answers make: what is the same in both or said by one; differences stay empty."""
    text: dict[str, Any] = {}
    for key in TERMS:
        mine, theirs = getattr(one, key), getattr(other, key)
        nothing = "" if isinstance(mine, str) else None
        text[key] = nothing if differs(key, mine, theirs) else (theirs if is_empty(mine) else mine)
    return text


def differences(text: object | None, mine: object, theirs: object) -> list[Difference]:
    """Where the two see it differently, and whether `text` has settled it."""
    found = []
    for key in TERMS:
        one, other = getattr(mine, key), getattr(theirs, key)
        if differs(key, one, other):
            still = text is None or is_empty(getattr(text, key))
            words = in_words(key, one), in_words(key, other)
            found.append(Difference(key, str(LABELS[key]), *words, still, key in REQUIRED))
    return found


def changes(old: object, new: object, keys: tuple[str, ...] = TERMS, whose: str = "") -> list[Changed]:
    found = []
    for key in keys:
        before, after = in_words(key, getattr(old, key)), in_words(key, getattr(new, key))
        if before != after:
            found.append(Changed(str(LABELS[key]), compare_words(before, after), whose))
    return found


def changes_of_sides(
    old: Mapping[int, object], new: Mapping[int, object], names: Mapping[int, str]
) -> list[Changed]:
    """As `changes`, for what each of the two says about themselves."""
    return [
        change
        for member, side in new.items()
        if member in old
        for change in changes(old[member], side, OWN, names.get(member, ""))
    ]
