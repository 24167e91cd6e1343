"""What the columns of a file of people mean: guessed from their headings, checked against their values."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from programs.queries.importing import Sheet
from programs.queries.importing_cells import (
    capacity_of,
    goal_kind_of,
    roles_of,
    seniority_of,
    words_of,
    zone_of,
)


@dataclass(frozen=True)
class Target:
    """A thing we keep about people. `several`: more than one column may feed it. `fits`: does a value look so?"""

    label: str | Promise
    headings: str  # exact headings, separated by |
    parts: str = ""  # words which, somewhere in a heading, make it a guess
    several: bool = False
    fits: Callable[[str], bool] | None = None


def _is_email(value: str) -> bool:
    try:
        validate_email(value.strip())
    except ValidationError:
        return False
    return True


def _is_list_of_words(value: str) -> bool:
    """Tags, as against sentences about them."""
    return all(len(word) <= 60 for word in words_of(value))


TARGETS: dict[str, Target] = {
    "name": Target(
        _("Name"),
        "name|full name|display name|person|participant|first name|forename|given name|last name|surname|family name",
        several=True,
    ),
    "email": Target(
        _("E-mail address"),
        "email|e mail|mail|email address|e mail address|work email",
        "email|mail",
        fits=_is_email,
    ),
    "reference": Target(
        _("Own reference"),
        "id|reference|ref|own reference|mentor id|mentee id|person id|employee id|staff id|user id|number"
        "|employee number|staff number|personnel number|code",
        "id|reference",
    ),
    "role": Target(
        _("Role (mentor or mentee)"),
        "role|roles|participant role|mentor or mentee|mentor mentee|participating as",
        "role",
        fits=lambda value: roles_of(value) is not None,
    ),
    "capacity": Target(
        _("Capacity (how many mentorships)"),
        "capacity|num mentee|num mentees|number of mentees|mentees|max mentees|maximum mentees|places|slots",
        "capacity|places|slots",
        fits=lambda value: capacity_of(value) is not None,
    ),
    "languages": Target(
        _("Languages"),
        "languages|language|spoken languages|languages spoken",
        "languages|language",
        several=True,
    ),
    "time_zone": Target(
        _("Time zone"),
        "time zone|timezone|tz|zone|iana time zone",
        "timezone|zone",
        fits=lambda value: bool(zone_of(value)),
    ),
    "department": Target(
        _("Department"), "department|dept|team|division|unit|business unit", "department|division"
    ),
    "seniority": Target(
        _("Seniority"),
        "seniority|level|career level|experience|experience band|years of experience|years|grade",
        "seniority|experience",
        fits=lambda value: seniority_of(value) is not None,
    ),
    "line_manager": Target(
        _("Line manager (e-mail or reference)"),
        "line manager|manager|manager email|line manager email|manager id|reports to|supervisor|boss",
        "manager|supervisor",
    ),
    "topics": Target(
        _("Topics (offered or wanted)"),
        "topics|topic|focus|focus areas|interests|topics offered|topics wanted|can help with|wants help with",
        "topics|interests",
        several=True,
        fits=_is_list_of_words,
    ),
    "expertise": Target(
        _("Expertise and areas"),
        "expertise|skills|technical areas|code languages|programming languages|areas|areas of expertise"
        "|course of study|field of study|subject|major|tech stack|profession",
        "expertise|skills|areas",
        several=True,
        fits=_is_list_of_words,
    ),
    "goal": Target(
        _("Goal"), "goal|goals|objective|objectives|what do you want to learn|motivation", "goal|goals"
    ),
    "goal_kind": Target(
        _("Kind of goal"),
        "goal kind|kind of goal|goal type",
        fits=lambda value: goal_kind_of(value) is not None,
    ),
    "introduction": Target(
        _("Introduction"),
        "introduction|intro|about|about me|bio|biography|summary|role title|job title|title|position",
        "bio|introduction",
        several=True,
    ),
}
_WHOLE_NAMES = {"name", "full name", "display name"}
SURE, GUESS, UNUSED = "sure", "guess", "unused"


@dataclass(frozen=True)
class Guess:
    target: str  # "" is not used
    confidence: str


def guess_columns(sheet: Sheet) -> list[Guess]:
    """A target for each column. One target is given twice only where several columns may feed it."""
    guesses = [_guess(name, sheet.samples(at, 40)) for at, name in enumerate(sheet.header)]
    taken: dict[str, int] = {}
    for at in sorted(range(len(guesses)), key=lambda at: (guesses[at].confidence != SURE, at)):
        target = guesses[at].target
        if target and target in taken and not TARGETS[target].several:
            guesses[at] = Guess("", UNUSED)
        taken.setdefault(target, at)
    return _whole_name_only(sheet.header, guesses)


def _whole_name_only(header: tuple[str, ...], guesses: list[Guess]) -> list[Guess]:
    """First and last name make a name together, but not beside a column that has it whole."""
    names = [at for at, guess in enumerate(guesses) if guess.target == "name"]
    whole = [at for at in names if _plain(header[at]) in _WHOLE_NAMES]
    for at in names if whole else []:
        if at != whole[0]:
            guesses[at] = Guess("", UNUSED)
    return guesses


def _plain(heading: str) -> str:
    return re.sub(r"[^a-z0-9]+", " ", heading.lower()).strip()


def _guess(heading: str, samples: list[str]) -> Guess:
    words = _plain(heading)
    exact = next((key for key, target in TARGETS.items() if words in target.headings.split("|")), "")
    if exact:
        return Guess(exact, SURE if _agree(exact, samples) else GUESS)
    for key, target in TARGETS.items():
        if set(words.split()) & set(target.parts.split("|")) and _agree(key, samples):
            return Guess(key, GUESS)
    if samples and all(_is_email(value) for value in samples):
        return Guess("email", GUESS)
    return Guess("", UNUSED)


def _agree(key: str, samples: Iterable[str]) -> bool:
    """Four of five values look like what the target holds; where anything may stand in it, always."""
    fits, values = TARGETS[key].fits, list(samples)
    return not fits or not values or sum(map(fits, values)) * 5 >= len(values) * 4


def guessed_role(filename: str, guesses: list[Guess]) -> str:
    """What everybody in the file is, when its name says so; "column" where a column does."""
    if any(guess.target == "role" for guess in guesses):
        return "column"
    words = set(re.split(r"[^a-z]+", filename.lower()))
    found = [role for role in ("mentor", "mentee") if words & {role, f"{role}s"}]
    return found[0] if len(found) == 1 else ""
