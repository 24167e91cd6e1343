"""The score of every pair: hard rules first, then weighted points that add up to it exactly.

Each criterion has a value v in 0..100 and a weight w in 0..5; its points are 100 * w * v // sum of the
weights, and the score is the sum of the points, 0..10000. A weight of 0 drops the criterion. With every
weight at 0 each possible pair scores 5000, in one part named `none`: nothing is known, nobody is preferred.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from matching.engine.criteria import (
    CRITERIA,
    DEFAULT_WEIGHTS,
    MISSING_VALUE,
    RULES,
    broken_rules,
    count_broken,
)
from matching.engine.problem import Arcs, IntArray, Mentee, Mentor, Problem, ProblemError
from matching.engine.text import Vocabulary
from matching.engine.traits import MenteeTraits, MentorTraits

TOP_WEIGHT = 5
NO_CRITERION = "none"
IMPOSSIBLE = -1


@dataclass(frozen=True)
class CriterionPoints:
    """One criterion of one pair: value 0..100 (50 where `missing`), weight 1..5, points."""

    name: str
    value: int
    weight: int
    points: int
    missing: bool = False


@dataclass(frozen=True)
class PairScore:
    """A possible pair: the points of `parts` add up to `score`, 0..10000."""

    score: int
    parts: tuple[CriterionPoints, ...]


@dataclass(frozen=True)
class Impossible:
    """A pair that breaks hard rules; `rule` is the first of `rules` in the order of RULES."""

    rules: tuple[str, ...]

    @property
    def rule(self) -> str:
        """The rule to name when only one is named."""
        return self.rules[0]


@dataclass(frozen=True, eq=False)
class ScoreTable:
    """All pairs of a pool. Matrices have the shape mentees x mentors.

    `score` is -1 where the pair is impossible; `broken` is a bit mask over RULES; `values` holds per weighted
    criterion 0..100, or -1 where one side did not answer.
    """

    mentees: tuple[MenteeTraits, ...]
    mentors: tuple[MentorTraits, ...]
    weights: Mapping[str, int]
    vocabulary: Vocabulary
    values: Mapping[str, IntArray]
    broken: IntArray
    score: IntArray

    @cached_property
    def mentee_at(self) -> dict[str, int]:
        """The row of each mentee id."""
        return {mentee.id: at for at, mentee in enumerate(self.mentees)}

    @cached_property
    def mentor_at(self) -> dict[str, int]:
        """The column of each mentor id."""
        return {mentor.id: at for at, mentor in enumerate(self.mentors)}

    def pair(self, mentee: str, mentor: str) -> PairScore | Impossible:
        """The points of one pair, or the rules it breaks. Raises KeyError for an unknown id."""
        at = self.mentee_at[mentee], self.mentor_at[mentor]
        mask = int(self.broken[at])
        if mask:
            return Impossible(tuple(rule for bit, rule in enumerate(RULES) if mask >> bit & 1))
        weight_sum = sum(self.weights.values())
        if not weight_sum:
            even = CriterionPoints(NO_CRITERION, MISSING_VALUE, 0, 100 * MISSING_VALUE, missing=True)
            return PairScore(even.points, (even,))
        parts = tuple(
            _part(name, int(self.values[name][at]), weight, weight_sum)
            for name, weight in self.weights.items()
            if weight
        )
        return PairScore(sum(part.points for part in parts), parts)

    def problem(self, policy: str = "fair_floor", locked: Iterable[tuple[str, str]] = ()) -> Problem:
        """What `solve` needs, with every possible pair. Raises ProblemError (ids used twice, wrong locks)."""
        mentee, mentor = np.nonzero(self.score >= 0)
        return Problem(
            mentees=tuple(Mentee(person.id, person.wants) for person in self.mentees),
            mentors=tuple(Mentor(person.id, person.capacity) for person in self.mentors),
            arcs=Arcs(mentee, mentor, self.score[mentee, mentor]),
            locked=tuple(locked),
            policy=policy,
        )

    def removed_for_mentee(self, mentee: str) -> dict[str, int]:
        """How many mentors each hard rule removes for this mentee, most first; a pair may break several."""
        return count_broken(self.broken[self.mentee_at[mentee], :])

    def removed_for_mentor(self, mentor: str) -> dict[str, int]:
        """How many mentees each hard rule removes for this mentor, most first; a pair may break several."""
        return count_broken(self.broken[:, self.mentor_at[mentor]])


def score_all(
    mentees: Sequence[MenteeTraits],
    mentors: Sequence[MentorTraits],
    weights: Mapping[str, int] = DEFAULT_WEIGHTS,
    aliases: Mapping[str, str] | None = None,
) -> ScoreTable:
    """The score of every pair. `aliases` maps another name of a tag to the tag.

    A criterion that `weights` does not name has weight 0, so that the weights stored with an old run still
    mean what they meant. Raises ProblemError naming `weights.<name>`.
    """
    checked = check_weights(weights)
    vocabulary = Vocabulary(aliases)
    values = {
        name: rate(mentees, mentors, vocabulary) for name, rate in CRITERIA.items() if checked.get(name, 0)
    }
    broken = broken_rules(mentees, mentors)
    score = np.where(broken > 0, IMPOSSIBLE, _scores(values, checked, broken.shape))
    return ScoreTable(tuple(mentees), tuple(mentors), checked, vocabulary, values, broken, score)


def score_pair(
    mentee: MenteeTraits,
    mentor: MentorTraits,
    weights: Mapping[str, int] = DEFAULT_WEIGHTS,
    aliases: Mapping[str, str] | None = None,
) -> PairScore | Impossible:
    """The score of one pair, by the same code as all pairs."""
    return score_all([mentee], [mentor], weights, aliases).pair(mentee.id, mentor.id)


def check_weights(weights: Mapping[str, int]) -> dict[str, int]:
    """The weights in the order of the criteria. Raises ProblemError naming `weights.<name>`."""
    for name, weight in weights.items():
        if name not in CRITERIA:
            raise ProblemError(f"weights.{name}", f"is no criterion; those are {', '.join(CRITERIA)}")
        if isinstance(weight, bool) or not isinstance(weight, int) or not 0 <= weight <= TOP_WEIGHT:
            raise ProblemError(f"weights.{name}", f"must be a whole number 0..{TOP_WEIGHT}")
    return {name: weights.get(name, 0) for name in CRITERIA}


def _part(name: str, value: int, weight: int, weight_sum: int) -> CriterionPoints:
    missing = value < 0
    value = MISSING_VALUE if missing else value
    return CriterionPoints(name, value, weight, 100 * weight * value // weight_sum, missing)


def _scores(values: Mapping[str, IntArray], weights: Mapping[str, int], shape: tuple[int, ...]) -> IntArray:
    weight_sum = sum(weights.values())
    if not weight_sum:
        return np.full(shape, 100 * MISSING_VALUE, dtype=np.int64)
    score = np.zeros(shape, dtype=np.int64)
    for name, value in values.items():
        score += 100 * weights[name] * np.where(value < 0, MISSING_VALUE, value) // weight_sum
    return score
