"""The score of every pair: hard rules first, then weighted points that add up to it exactly.

Each weighted criterion has a value v in 0..100 and a weight w in 0..5; its points are 100 * w * v // sum of the
weights, and their sum is 0..10000. A weight of 0 drops the criterion. With every weight at 0 each possible pair
scores 5000, in one part named `none`: nothing is known, nobody is preferred. A bonus adds 4 * w * v points on top,
as far as 10000: nobody loses by a wish that somebody else has.

The score of a pair depends on these two people alone, so a block of mentees scores as it does among all.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from matching.engine.criteria import (
    DEFAULT_WEIGHTS,
    MISSING_VALUES,
    OTHER,
    Criterion,
    Rules,
    as_rules,
    soft,
)
from matching.engine.grids import MISSING, Grid, Ints
from matching.engine.hard import broken_rules, count_broken, names_of
from matching.engine.likeness import Likeness
from matching.engine.problem import TOP_SCORE, Arcs, Mentee, Mentor, Problem
from matching.engine.relations import beyond_values, values_of
from matching.engine.text import Vocabulary
from matching.engine.traits import NOTHING_BETWEEN, Between, MenteeTraits, MentorTraits

NO_CRITERION = "none"
EVEN = 5000
IMPOSSIBLE = -1
# What a bonus of weight 1 adds for a value of 100, times 100: five times that is 2000 points at most.
_BONUS = 4
# A wish of the first rank is half of what two people can wish; the fifth and later count a tenth.
_RANKS = (50, 40, 30, 20, 10)


@dataclass(frozen=True)
class CriterionPoints:
    """One criterion of one pair: value 0..100 (that of its policy where `missing`), weight 1..5, points."""

    name: str
    value: int
    weight: int
    points: int
    missing: bool = False
    criterion: Criterion | None = None


@dataclass(frozen=True)
class PairScore:
    """A possible pair: the points of `parts` add up to `score`, 0..10000."""

    score: int
    parts: tuple[CriterionPoints, ...]


@dataclass(frozen=True)
class Impossible:
    """A pair that breaks hard rules; `rules` has at least one name, `other` where none may be said."""

    rules: tuple[str, ...]

    @property
    def rule(self) -> str:
        """The rule to name when only one is named."""
        return self.rules[0]


@dataclass(frozen=True, eq=False)
class ScoreTable:
    """All pairs of a pool. Matrices have the shape mentees x mentors.

    `score` is -1 where the pair is impossible; `broken` is a bit mask, bit i for `names[i]`; `values` holds per
    weighted criterion and bonus 0..100, or MISSING where one side did not answer.
    """

    mentees: tuple[MenteeTraits, ...]
    mentors: tuple[MentorTraits, ...]
    rules: Rules
    vocabulary: Vocabulary
    values: Mapping[str, Grid]
    names: tuple[str, ...]
    broken: Ints
    score: Ints

    @cached_property
    def weights(self) -> dict[str, int]:
        """By key of what is weighted, bonuses included."""
        return {one.key: one.weight for one in self._soft}

    @cached_property
    def _soft(self) -> Rules:
        return soft(self.rules)

    @cached_property
    def _weight_sum(self) -> int:
        return _weight_sum(self.rules)

    @cached_property
    def mentee_at(self) -> dict[str, int]:
        """The row of each mentee id."""
        return {mentee.id: at for at, mentee in enumerate(self.mentees)}

    @cached_property
    def mentor_at(self) -> dict[str, int]:
        """The column of each mentor id."""
        return {mentor.id: at for at, mentor in enumerate(self.mentors)}

    @cached_property
    def likeness(self) -> Likeness:
        """What the words of these people have in common, where it is to be said of a pair."""
        return Likeness(self.mentees, self.mentors, self.vocabulary)

    @property
    def counted(self) -> npt.NDArray[np.bool_]:
        """Which pairs are possible as far as anybody may be told: what has no name is in no number."""
        return np.asarray((self.broken & ~(1 << self.names.index(OTHER))) == 0)

    def pair(self, mentee: str, mentor: str) -> PairScore | Impossible:
        """The points of one pair, or the rules it breaks. Raises KeyError for an unknown id."""
        at = self.mentee_at[mentee], self.mentor_at[mentor]
        if mask := int(self.broken[at]):
            named = [name for bit, name in enumerate(self.names) if mask >> bit & 1 and name != OTHER]
            return Impossible(tuple(named) or (OTHER,))
        parts = [*self._weighed(at)]
        total = sum(part.points for part in parts)
        for one in self._soft:
            if one.bonus and one.key in self.values:
                value = max(int(self.values[one.key][at]), 0)
                points = min(_BONUS * one.weight * value, TOP_SCORE - total)
                total += points
                if value:
                    parts.append(CriterionPoints(one.key, value, one.weight, points, criterion=one))
        return PairScore(total, tuple(parts))

    def _weighed(self, at: tuple[int, int]) -> Iterable[CriterionPoints]:
        weight_sum = self._weight_sum
        if not weight_sum:
            yield CriterionPoints(NO_CRITERION, EVEN // 100, 0, EVEN, missing=True)
            return
        for one in self._soft:
            if one.weight and not one.bonus:
                value = int(self.values[one.key][at])
                missing = value == MISSING
                value = MISSING_VALUES[one.missing] if missing else value
                points = 100 * one.weight * value // weight_sum
                yield CriterionPoints(one.key, value, one.weight, points, missing, one)

    def problem(self, policy: str = "fair_floor", locked: Iterable[tuple[str, str]] = ()) -> Problem:
        """What `solve` needs, with every possible pair. Raises ProblemError (ids used twice, wrong locks)."""
        mentee, mentor = np.nonzero(self.score >= 0)
        return Problem(
            mentees=tuple(Mentee(person.id, person.wants) for person in self.mentees),
            mentors=tuple(Mentor(person.id, person.capacity) for person in self.mentors),
            arcs=Arcs(mentee, mentor, self.score[mentee, mentor].astype(np.int64)),
            locked=tuple(locked),
            policy=policy,
        )

    def removed(self) -> dict[str, int]:
        """How many pairs each hard rule removes, most first; a pair may break several."""
        return count_broken(self.broken, self.names)

    def removed_for_mentee(self, mentee: str) -> dict[str, int]:
        """How many mentors each hard rule removes for this mentee, most first; a pair may break several."""
        return count_broken(self.broken[self.mentee_at[mentee], :], self.names)

    def removed_for_mentor(self, mentor: str) -> dict[str, int]:
        """How many mentees each hard rule removes for this mentor, most first; a pair may break several."""
        return count_broken(self.broken[:, self.mentor_at[mentor]], self.names)


def score_all(
    mentees: Sequence[MenteeTraits],
    mentors: Sequence[MentorTraits],
    rules: Rules | Mapping[str, int] = DEFAULT_WEIGHTS,
    aliases: Mapping[str, str] | None = None,
    between: Between = NOTHING_BETWEEN,
) -> ScoreTable:
    """The score of every pair. `aliases` maps another name of a tag to the tag.

    Weights alone stand for the default rules weighted so, one that is not named 0: drafts of old mean what they
    meant. Raises ProblemError naming `weights.<name>` or `criteria[i]`.
    """
    checked, vocabulary = as_rules(rules), Vocabulary(aliases)
    values = {
        one.key: _values(one, mentees, mentors, vocabulary, between)
        for one in soft(checked)
        if one.weight or one.missing == "impossible"
    }
    broken = broken_rules(checked, values, mentees, mentors, vocabulary, between)
    score = scores_of(checked, values, (len(mentees), len(mentors)))
    score[broken != 0] = IMPOSSIBLE
    return ScoreTable(
        tuple(mentees), tuple(mentors), checked, vocabulary, values, names_of(checked), broken, score
    )


def score_pair(
    mentee: MenteeTraits,
    mentor: MentorTraits,
    rules: Rules | Mapping[str, int] = DEFAULT_WEIGHTS,
    aliases: Mapping[str, str] | None = None,
) -> PairScore | Impossible:
    """The score of one pair, by the same code as all pairs."""
    return score_all([mentee], [mentor], rules, aliases).pair(mentee.id, mentor.id)


def _weight_sum(rules: Rules) -> int:
    return sum(one.weight for one in soft(rules) if not one.bonus)


def scores_of(rules: Rules, values: Mapping[str, Grid], shape: tuple[int, int]) -> npt.NDArray[np.int16]:
    """What the weights make of the values, whatever the hard rules say."""
    weight_sum = _weight_sum(rules)
    score = np.full(shape, 0 if weight_sum else EVEN, dtype=np.int16)
    for one in soft(rules):
        if one.weight and not one.bonus:
            known = [100 * one.weight * value // weight_sum for value in range(101)]
            # The last entry is what MISSING, -1, looks up.
            points = np.array([*known, known[MISSING_VALUES[one.missing]]], dtype=np.int16)
            score += values[one.key].map(lambda small, points=points: points[small]).spread()  # type: ignore[misc]
    for one in soft(rules):
        if one.weight and one.bonus and values[one.key].small.any():
            bonus = values[one.key].map(lambda small: np.maximum(small, 0).astype(np.int16)).spread()
            np.minimum(score + _BONUS * one.weight * bonus, TOP_SCORE, out=score)
    return score


def _values(
    one: Criterion,
    mentees: Sequence[MenteeTraits],
    mentors: Sequence[MentorTraits],
    vocabulary: Vocabulary,
    between: Between,
) -> Grid:
    if one.relation == "wish":
        return _wish_values(mentees, mentors, between)
    if one.relation == "waited":
        return _waited_values(mentees, mentors, between)
    if one.relation == "beyond":
        return beyond_values(mentees, mentors)
    return values_of(one, mentees, mentors, vocabulary)


def _wish_values(mentees: Sequence[MenteeTraits], mentors: Sequence[MentorTraits], between: Between) -> Grid:
    """Only those who wished or were wished for have a row and a column; all others share the last."""
    rows = {mentee.id: at for at, mentee in enumerate(mentees)}
    columns = {mentor.id: at for at, mentor in enumerate(mentors)}
    present = [
        (pair, ranks) for pair, ranks in between.wished.items() if pair[0] in rows and pair[1] in columns
    ]
    here = [(rows[one], columns[other], ranks) for (one, other), ranks in present]
    left, right = (sorted({found[side] for found in here}) for side in (0, 1))
    small = np.zeros((len(left) + 1, len(right) + 1), dtype=np.int8)
    places = tuple({at: place for place, at in enumerate(side)} for side in (left, right))
    for row, column, ranks in here:
        small[places[0][row], places[1][column]] = sum(_RANKS[min(rank, 5) - 1] for rank in ranks if rank > 0)
    return Grid(
        small,
        np.array([places[0].get(at, len(left)) for at in range(len(mentees))], dtype=np.intp),
        np.array([places[1].get(at, len(right)) for at in range(len(mentors))], dtype=np.intp),
    )


def _waited_values(
    mentees: Sequence[MenteeTraits], mentors: Sequence[MentorTraits], between: Between
) -> Grid:
    waited = np.array([one.id in between.waited for one in mentees], dtype=np.intp)
    return Grid(
        np.array([[0], [100 * waited.any()]], dtype=np.int8), waited, np.zeros(len(mentors), dtype=np.intp)
    )
