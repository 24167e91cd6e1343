"""A look at the form of a goal, never at the dream: is it a sentence about you, can you both see it, has it a date?"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

FEWEST_WORDS = 6


@dataclass(frozen=True)
class Check:
    """One line of the list: what is there, or what may still come."""

    key: str
    done: bool
    words: str | Promise


def checks_of(goal: Mapping[str, Any] | object) -> list[Check]:
    """Of what was typed (a mapping), or of a goal. Nothing here stops anybody from saving."""
    known = _reader(goal)
    sentence = str(known("sentence") or "").strip()
    counted = known("start_value") not in {None, ""} and known("target_value") not in {None, ""}
    return [
        _check(
            "you",
            _is_about_the_writer(sentence) and not _is_several(sentence),
            _("It is one sentence about you."),
            _("One sentence that begins with you: “By … I will …”."),
        ),
        _check(
            "specific",
            len(sentence.split()) >= FEWEST_WORDS,
            _("It says what exactly."),
            _("What exactly? A few more words help you both see the same thing."),
        ),
        _check(
            "measure",
            bool(known("measure")) or counted,
            _("It says how you will both see it."),
            _("How will you both see it? A number, an event, a sentence somebody says."),
        ),
        _check(
            "hands",
            bool(known("in_hands")),
            _("It says what is in your hands."),
            _("Which part of it is in your own hands?"),
        ),
        _check("why", bool(known("relevance")), _("It says why now."), _("Why now, and not next year?")),
        _check("date", bool(known("until")), _("It has a date."), _("Until when? A rough date is enough.")),
    ]


def _check(key: str, done: bool, there: str, missing: str) -> Check:
    return Check(key, done, there if done else missing)


def _reader(goal: Mapping[str, Any] | object) -> Any:
    if isinstance(goal, Mapping):
        return goal.get
    return lambda name: getattr(goal, name)


def _is_about_the_writer(sentence: str) -> bool:
    words = pgettext("words by which a sentence is about whoever writes it", "I me my mine we us our")
    return bool(set(re.findall(r"\w+", sentence.casefold())) & set(words.casefold().split()))


def _is_several(sentence: str) -> bool:
    """A full stop with another sentence behind it."""
    return bool(re.search(r"[.!?]\s+\w+\s+\w+\s+\w+", sentence))
