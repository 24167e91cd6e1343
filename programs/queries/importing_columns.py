"""What the columns of a file of people mean: guessed from their headings, checked against their values."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from programs.queries.importing import Sheet
from programs.queries.importing_cells import roles_of
from programs.queries.importing_dates import dates_in, order_of
from programs.queries.importing_targets import DATED, OF_PAIRS, OF_PEOPLE, TARGETS, is_email

_WHOLE_NAMES = {"name", "full name", "display name"}
SURE, GUESS, UNUSED = "sure", "guess", "unused"


@dataclass(frozen=True)
class Guess:
    target: str  # "" is not used
    confidence: str


def guess_columns(sheet: Sheet) -> list[Guess]:
    """A target for each column. One target is given twice only where several columns may feed it."""
    among = OF_PAIRS if is_of_pairs(sheet) else OF_PEOPLE
    guesses = [_guess(name, sheet.samples(at, 40), among) for at, name in enumerate(sheet.header)]
    taken: dict[str, int] = {}
    for at in sorted(range(len(guesses)), key=lambda at: (guesses[at].confidence != SURE, at)):
        target = guesses[at].target
        if target and target in taken and not TARGETS[target].several:
            guesses[at] = Guess("", UNUSED)
        taken.setdefault(target, at)
    return _whole_name_only(sheet.header, guesses)


def is_of_pairs(sheet: Sheet) -> bool:
    """A mentor and a mentee in each row: a heading names one, and another one the other."""
    sides = {side: set() for side in ("mentor", "mentee")}  # type: dict[str, set[str]]
    for target in TARGETS.values():
        if target.pair in sides:
            sides[target.pair] |= set(target.headings.split("|"))
    headings = {_plain(name) for name in sheet.header}
    return all(headings & names for names in sides.values())


def _whole_name_only(header: tuple[str, ...], guesses: list[Guess]) -> list[Guess]:
    """First and last name make a name together, but not beside a column that has it whole."""
    names = [at for at, guess in enumerate(guesses) if guess.target == "name"]
    whole = [at for at in names if _plain(header[at]) in _WHOLE_NAMES]
    for at in names if whole else []:
        if at != whole[0]:
            guesses[at] = Guess("", UNUSED)
    return guesses


def order_in(sheet: Sheet, columns: Sequence[str]) -> str:
    """Which comes first in dates such as 03/04/2026 of the columns that hold dates: as `order_of`."""
    held = [at for at, target in enumerate(columns) if target in DATED]
    cells = (cells[at] for _number, cells in sheet.rows for at in held if at < len(cells))
    return order_of(text for cell in cells for text in dates_in(cell))


def _plain(heading: str) -> str:
    return re.sub(r"[^a-z0-9]+", " ", heading.lower()).strip()


def _guess(heading: str, samples: list[str], among: tuple[str, ...]) -> Guess:
    words = _plain(heading)
    exact = [key for key in among if words in TARGETS[key].headings.split("|")]
    if exact:
        fitting = next((key for key in exact if _agree(key, samples)), "")
        return Guess(fitting or exact[0], SURE if fitting else GUESS)
    for key in among:
        if set(words.split()) & set(TARGETS[key].parts.split("|")) and _agree(key, samples):
            return Guess(key, GUESS)
    if "role" in among and _says_roles(samples):
        return Guess("role", GUESS)
    if "email" in among and samples and all(is_email(value) for value in samples):
        return Guess("email", GUESS)
    return Guess("", UNUSED)


def _says_roles(samples: list[str]) -> bool:
    """Whatever it is headed: every cell is one of our words for a role, and one names it outright."""
    said = " ".join(samples).lower()
    return all(roles_of(one) for one in samples) and ("mentor" in said or "mentee" in said)


def _agree(key: str, samples: Iterable[str]) -> bool:
    """Four of five values look like what the target holds; where anything may stand in it, always."""
    fits, values = TARGETS[key].fits, list(samples)
    return not fits or not values or sum(map(fits, values)) * 5 >= len(values) * 4


def guessed_role(filename: str, guesses: list[Guess]) -> str:
    """What everybody in the file is, when its name says so; "column" where a column does, "pairs" where both stand
    in each row."""
    if any(TARGETS[guess.target].pair for guess in guesses if guess.target):
        return "pairs"
    if any(guess.target == "role" for guess in guesses):
        return "column"
    words = set(re.split(r"[^a-z]+", filename.lower()))
    found = [role for role in ("mentor", "mentee") if words & {role, f"{role}s"}]
    return found[0] if len(found) == 1 else ""
