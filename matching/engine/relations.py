"""What each relation makes of two people: a value 0..100 for all pairs at once, and whether a hard rule holds."""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from matching.engine.criteria import QUESTION, Criterion, field_kind
from matching.engine.grids import MISSING, Grid, Ints, both, paired, shared, sizes, unless_missing
from matching.engine.text import Vocabulary
from matching.engine.touching import expertise_values, wanted_values
from matching.engine.traits import MenteeTraits, MentorTraits

Mentees = Sequence[MenteeTraits]
Mentors = Sequence[MentorTraits]
Person = MenteeTraits | MentorTraits

_A_DAY = 24 * 60


def values_of(one: Criterion, mentees: Mentees, mentors: Mentors, vocabulary: Vocabulary) -> Grid:
    """0..100 for every pair, MISSING where a side did not answer. Not for the relations about pairs."""
    if one.relation == "touches":
        return expertise_values(mentees, mentors, vocabulary)
    if by_meaning(one):
        return _by_meaning(one, mentees, mentors, vocabulary)
    left, right = answers_of(one, mentees, mentors, vocabulary)
    how = _VALUES[one.relation]
    return paired(left, right, lambda ones, others: unless_missing(how(ones, others, one), ones, others))


def breaks(one: Criterion, mentees: Mentees, mentors: Mentors, vocabulary: Vocabulary) -> Grid:
    """Where a hard criterion is broken. Who did not answer passes, unless silence means impossible."""
    quiet = one.missing == "impossible"
    if one.relation == "touches" or by_meaning(one):
        grid = values_of(one, mentees, mentors, vocabulary)
        return grid.map(lambda values: (values == 0) | (quiet & (values == MISSING)))
    left, right = answers_of(one, mentees, mentors, vocabulary)

    def broken(ones: list[Any], others: list[Any]) -> npt.NDArray[np.bool_]:
        lacking = unless_missing(np.zeros((len(ones), len(others)), np.int8), ones, others) == MISSING
        return np.where(lacking, quiet, ~_holds(one, ones, others))

    return paired(left, right, broken)


def by_meaning(one: Criterion) -> bool:
    """Whether tags of two people are compared that may have the same meaning under another name."""
    words = {field_kind(one.mentee, "mentee"), field_kind(one.mentor, "mentor")} == {"words"}
    return one.relation == "wants_offers" and words


def _by_meaning(one: Criterion, mentees: Mentees, mentors: Mentors, vocabulary: Vocabulary) -> Grid:
    wanted, offered = (
        [tuple(said(person, name)) for person in side]
        for side, name in ((mentees, one.mentee), (mentors, one.mentor))
    )
    return wanted_values(wanted, offered, mentees, mentors, vocabulary)


class _Once(dict[str, str]):
    """Works each spelling out once: two thousand people name some dozens of topics."""

    def __init__(self, how: Callable[[str], str]) -> None:
        super().__init__()
        self._how = how

    def __missing__(self, spelling: str) -> str:
        found = self[spelling] = self._how(spelling)
        return found


def answers_of(
    one: Criterion, mentees: Mentees, mentors: Mentors, vocabulary: Vocabulary
) -> tuple[list[Any], list[Any]]:
    """What both sides answered, as it is compared."""
    number = one.relation in {"more", "within"}
    words = "words" in {field_kind(one.mentee, "mentee"), field_kind(one.mentor, "mentor")}
    as_compared = _Once(vocabulary.key if words else folded)

    def side(name: str, people: Sequence[Person]) -> list[Any]:
        if number:
            return [_number(person, name) for person in people]
        if name == "hours":
            return [frozenset(person.hours) for person in people]
        return [frozenset(map(as_compared.__getitem__, said(person, name))) - {""} for person in people]

    if one.relation == "from":
        return [frozenset({"any"})] * len(mentees), side(one.mentor, mentors)
    return side(one.mentee, mentees), side(one.mentor, mentors)


def said(person: Person, name: str) -> Sequence[str]:
    """What somebody answered, in their own spelling and in an order that is always the same."""
    if name.startswith(QUESTION):
        code = name.removeprefix(QUESTION)
        return sorted(answer for question, answer in person.answers if question == code)
    if name == "goal_kind":
        return [person.goal_kind] if isinstance(person, MenteeTraits) else sorted(person.focus_kinds)
    if name == "expertise" and isinstance(person, MentorTraits):
        return [*person.expertise, *person.areas]
    found = getattr(person, name)
    if found is None or isinstance(found, str):
        return [found] if found else []
    return found if isinstance(found, tuple) else sorted(found)


def folded(text: str) -> str:
    """A value as it is compared: case and outer spaces do not count."""
    return text.strip().casefold()


def _number(person: Person, name: str) -> int | None:
    if name.startswith(QUESTION):
        digits = [one for one in said(person, name) if one.isdecimal() and len(one) < 6]
        return int(digits[0]) if digits else None
    found: int | None = getattr(person, name)
    return found


def _holds(one: Criterion, ones: list[Any], others: list[Any]) -> npt.NDArray[np.bool_]:
    if one.relation == "more":
        return np.asarray(_gap(ones, others) >= one.n)
    if one.relation == "within":
        return np.asarray(_apart(ones, others, one) <= _allowed(one))
    if one.relation == "from":
        return np.asarray(_from(ones, others, one) > 0)
    common = shared(ones, others)
    if one.relation in {"different", "never"}:
        return np.asarray(common == 0)
    return np.asarray(common >= (one.n if one.relation == "shared_hours" else 1))


def _any_shared(ones: list[Any], others: list[Any], _one: Criterion) -> Ints:
    return np.asarray(100 * (shared(ones, others) > 0))


def _nothing_shared(ones: list[Any], others: list[Any], one: Criterion) -> Ints:
    return np.asarray(100 - _any_shared(ones, others, one))


def _overlap(ones: list[Any], others: list[Any], _one: Criterion) -> Ints:
    """What is shared, of all that could be: two of two are as good as two of ten."""
    most = np.minimum(sizes(ones)[:, None], sizes(others)[None, :])
    return np.asarray(_hundredfold(ones, others) // np.maximum(most, 1))


def _wanted_and_offered(ones: list[Any], others: list[Any], _one: Criterion) -> Ints:
    """The share of the wanted that is offered."""
    return np.asarray(_hundredfold(ones, others) // np.maximum(sizes(ones), 1)[:, None])


def _hours(ones: list[Any], others: list[Any], one: Criterion) -> Ints:
    """The more shared hours the better, up to n."""
    return np.asarray(np.minimum(_hundredfold(ones, others), 100 * one.n) // max(one.n, 1))


def _more(ones: list[Any], others: list[Any], one: Criterion) -> Ints:
    """n or more above is 100, on the way there from 50 up, level with the mentee 25, below 0."""
    gap = np.clip(_gap(ones, others), -1, one.n)
    between = 50 + 50 * gap // max(one.n, 1)
    return np.select([gap < 0, gap >= one.n, gap == 0], [0, 100, 25], between)


def _within(ones: list[Any], others: list[Any], one: Criterion) -> Ints:
    """Up to n apart is 100, up to twice as much 50, further 0."""
    apart, most = _apart(ones, others, one), _allowed(one)
    return np.select([apart <= most, apart <= 2 * most], [100, 50], 0)


def _from(ones: list[Any], others: list[Any], one: Criterion) -> Ints:
    wanted = {folded(value) for value in one.values}
    row = np.fromiter((100 * bool(wanted & other) for other in others), np.int16, len(others))
    return np.broadcast_to(row, (len(ones), len(others)))


def _hundredfold(ones: list[Any], others: list[Any]) -> Ints:
    return shared(ones, others).astype(np.int32) * 100


def _numbers(side: list[int | None]) -> npt.NDArray[np.int64]:
    return np.array([one or 0 for one in side], dtype=np.int64)


def _gap(ones: list[Any], others: list[Any]) -> npt.NDArray[np.int64]:
    return np.asarray(_numbers(others)[None, :] - _numbers(ones)[:, None])


def _apart(ones: list[Any], others: list[Any], one: Criterion) -> npt.NDArray[np.int64]:
    """The distance; round the clock for zones, whose unit is the minute."""
    apart = np.abs(_gap(ones, others))
    return np.minimum(apart % _A_DAY, -apart % _A_DAY) if one.mentee == "zone" else apart


def _allowed(one: Criterion) -> int:
    return one.n * 60 if one.mentee == "zone" else one.n


_VALUES: dict[str, Callable[[list[Any], list[Any], Criterion], Ints]] = {
    "same": _any_shared,
    "different": _nothing_shared,
    "overlap": _overlap,
    "wants_offers": _wanted_and_offered,
    "has_done": _any_shared,
    "shared_hours": _hours,
    "more": _more,
    "within": _within,
    "from": _from,
}

# --- Rules that are always there, and what is known of pairs ----------------------------------------------------


def same_person(mentees: Mentees, mentors: Mentors) -> list[tuple[int, int]]:
    """Positions of the pairs that are one person."""
    return _meeting([one.person for one in mentees], [one.person for one in mentors])


def reporting(mentees: Mentees, mentors: Mentors) -> list[tuple[int, int]]:
    """Positions of the pairs of whom one reports to the other."""
    above = _meeting([one.manager or "" for one in mentees], [one.person for one in mentors])
    return above + _meeting([one.person for one in mentees], [one.manager or "" for one in mentors])


def _meeting(ones: Sequence[str], others: Sequence[str]) -> list[tuple[int, int]]:
    columns: dict[str, list[int]] = {}
    for at, key in enumerate(others):
        columns.setdefault(key, []).append(at)
    return [(row, at) for row, key in enumerate(ones) if key for at in columns.get(key, ())]


def beyond_values(mentees: Mentees, mentors: Mentors) -> Grid:
    """How much of what two people could have in common at work they do not: department and team."""

    def small(ones: list[Any], others: list[Any]) -> Ints:
        answered, apart = (np.zeros((len(ones), len(others)), np.int16) for _ in range(2))
        for at in range(len(_CIRCLE)):
            left, right = ([one[at] for one in side] for side in (ones, others))
            known = both(*(np.array([bool(one) for one in side], dtype=np.bool_) for side in (left, right)))
            same = np.array(left, dtype=object)[:, None] == np.array(right, dtype=object)[None, :]
            answered += known
            apart += known & ~same.astype(bool)
        return np.where(answered > 0, 100 * apart // np.maximum(answered, 1), MISSING).astype(np.int8)

    left, right = ([_circle(one) for one in side] for side in (mentees, mentors))
    return paired(left, right, small)


_CIRCLE = ("department", "manager")


def _circle(person: Person) -> tuple[str, ...]:
    return tuple(folded(getattr(person, name) or "") for name in _CIRCLE)
