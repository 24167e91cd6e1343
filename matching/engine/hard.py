"""Which hard rules each pair breaks, as bits; and how many pairs each of them removes."""

from collections.abc import Callable, Iterable, Mapping, Sequence

import numpy as np

from matching.engine.criteria import ALREADY, EXCLUDED, FIXED_RULES, MISSING_OF, OTHER, Rules, hard, soft
from matching.engine.grids import MISSING, Grid, Ints
from matching.engine.relations import breaks, reporting, same_person
from matching.engine.text import Vocabulary
from matching.engine.traits import Between, MenteeTraits, MentorTraits, PairKey


def names_of(rules: Rules) -> tuple[str, ...]:
    """The name of each bit, in the order in which the first is named."""
    silent = [f"{MISSING_OF}{one.key}" for one in soft(rules) if one.missing == "impossible"]
    return (*FIXED_RULES, *(one.key for one in hard(rules)), *silent, EXCLUDED, ALREADY, OTHER)


def broken_rules(
    rules: Rules,
    values: Mapping[str, Grid],
    mentees: Sequence[MenteeTraits],
    mentors: Sequence[MentorTraits],
    vocabulary: Vocabulary,
    between: Between,
) -> Ints:
    """For every pair a bit mask of the hard rules it breaks, bit i for the i-th of `names_of`.

    A language or an hour must be shared where both sides gave any; a side that gave none passes, because an
    unanswered question is not a refusal, unless the criterion says that it is.
    """
    names = names_of(rules)
    mask = np.zeros((len(mentees), len(mentors)), dtype=np.int32)
    for one in hard(rules):
        _mark(mask, names.index(one.key, len(FIXED_RULES)), breaks(one, mentees, mentors, vocabulary))
    for one in soft(rules):
        if one.missing == "impossible":
            lacking = values[one.key].map(lambda small: small == MISSING)
            _mark(mask, names.index(f"{MISSING_OF}{one.key}"), lacking)
    _set(mask, 0, same_person(mentees, mentors))
    _set(mask, 1, reporting(mentees, mentors))
    rows = {mentee.id: at for at, mentee in enumerate(mentees)}
    columns = {mentor.id: at for at, mentor in enumerate(mentors)}
    for name, pairs in ((EXCLUDED, between.excluded), (ALREADY, between.taken)):
        _set(mask, names.index(name), _positions(pairs, rows, columns))
    # Where something with a name forbids a pair already, what has none leaves no trace: every sentence and every number
    # made of the mask is the same with a veto and without it.
    silent = [at for at in _positions(between.blocked, rows, columns) if not mask[at]]
    _set(mask, names.index(OTHER), silent)
    return mask


def count_broken(masks: Ints, names: Sequence[str]) -> dict[str, int]:
    """How many of the masks break each hard rule, most first; a pair may break several.

    Those who already meet were not removed by a rule, and what may not be named is not counted.
    """
    return _told(names, lambda bit: int(np.count_nonzero(masks & (1 << bit))))


def count_each(counts: Mapping[int, int], names: Sequence[str]) -> dict[str, int]:
    """The same from how many pairs have each mask."""
    return _told(names, lambda bit: sum(count for mask, count in counts.items() if mask >> bit & 1))


def _told(names: Sequence[str], count: Callable[[int], int]) -> dict[str, int]:
    counts = {name: count(bit) for bit, name in enumerate(names) if name not in (ALREADY, OTHER)}
    return {name: counts[name] for name in sorted(counts, key=lambda name: -counts[name]) if counts[name]}


def _mark(mask: Ints, bit: int, grid: Grid) -> None:
    if grid.small.any():
        mask |= grid.map(lambda small: small.astype(np.int32) << bit).spread()


def _set(mask: Ints, bit: int, positions: Iterable[tuple[int, int]]) -> None:
    found = np.array(sorted(set(positions)), dtype=np.intp).reshape(-1, 2)
    mask[found[:, 0], found[:, 1]] |= 1 << bit


def _positions(
    pairs: Iterable[PairKey], rows: Mapping[str, int], columns: Mapping[str, int]
) -> list[tuple[int, int]]:
    return [(rows[a], columns[b]) for a, b in pairs if a in rows and b in columns]
