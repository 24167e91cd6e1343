"""The scores of a pool, a block of mentees at a time: what the engine asks for, and what a draft tells of all pairs."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property

import numpy as np

from matching.engine import Arcs, Block, Kept, Mentee, Mentor, Problem, Rules, ScoreTable, as_rules
from matching.engine.hard import count_each, names_of
from matching.engine.problem import IntArray
from matching.queries.points import Points, points_of
from matching.queries.pool import Pool

# Beyond this many on one side the solver is shown the best pairs of both sides instead of all.
MOST_FOR_ALL_PAIRS = 300
# Mentees whose chosen pairs are explained together. Each is scored with the mentors of all of them, so more are slower;
# fewer are slower too, because every block is begun anew (measured at 2,000: 50 0.40 s, 200 0.17 s, 400 0.22 s).
_EXPLAINED_TOGETHER = 200


class _Fresh:
    """Rows as the pool scores them; counts each once."""

    def __init__(self, pool: Pool, rules: Rules) -> None:
        self.pool, self.rules = pool, rules
        self.shape = (len(pool.mentees), len(pool.mentors))
        self.possible = 0
        self.broken: Counter[int] = Counter()  # by the mask of the rules
        self._seen = np.zeros(self.shape[0], dtype=bool)

    def rows(self, wanted: IntArray) -> Block:
        table = replace(self.pool, mentees=tuple(self.pool.mentees[at] for at in wanted.tolist())).score(
            self.rules
        )
        new = ~self._seen[wanted]
        self._seen[wanted] = True
        masks, counts = np.unique(table.broken[new], return_counts=True)
        self.broken.update(dict(zip(masks.tolist(), counts.tolist(), strict=True)))
        self.possible += int(table.counted[new].sum())
        return table.score.astype(np.int16)


class Scored:
    """A pool and its scores, kept while they fit into memory (engine/candidates.py says how many do)."""

    def __init__(self, pool: Pool, rules: Rules | Mapping[str, int]) -> None:
        self.pool, self.rules = pool, as_rules(rules)
        self._fresh = _Fresh(pool, self.rules)
        self.scores = Kept(self._fresh)

    @property
    def weights(self) -> dict[str, int]:
        """By key of what is weighted, bonuses included."""
        return {one.key: one.weight for one in self.rules if not one.hard}

    @property
    def small(self) -> bool:
        return max(self.scores.shape) <= MOST_FOR_ALL_PAIRS

    @cached_property
    def mentee_at(self) -> dict[str, int]:
        return {mentee.id: at for at, mentee in enumerate(self.pool.mentees)}

    @cached_property
    def mentor_at(self) -> dict[str, int]:
        return {mentor.id: at for at, mentor in enumerate(self.pool.mentors)}

    @property
    def possible(self) -> int:
        """How many pairs no rule forbids, of all that were looked at; who is kept apart shows in no number."""
        return self._fresh.possible

    @property
    def removed(self) -> dict[str, int]:
        """How many pairs each hard rule removes, most first; a pair may break several."""
        return count_each(self._fresh.broken, names_of(self.rules))

    def possible_ones(self, pairs: Iterable[tuple[str, str]]) -> set[tuple[str, str]]:
        """Those of these (mentee, mentor) that are in the pool and that no rule forbids."""
        known = [pair for pair in pairs if pair[0] in self.mentee_at and pair[1] in self.mentor_at]
        rows = self.scores.rows(np.array([self.mentee_at[pair[0]] for pair in known], dtype=np.int64))
        return {pair for at, pair in enumerate(known) if rows[at, self.mentor_at[pair[1]]] >= 0}

    def problem(self, policy: str, locked: Sequence[tuple[str, str]]) -> Problem:
        """What the engine solves: with every pair where they are few, else without any."""
        mentee, mentor, score = np.zeros((3, 0), dtype=np.int64)
        if self.small:
            matrix = self.scores.rows(np.arange(self.scores.shape[0]))
            mentee, mentor = np.nonzero(matrix >= 0)
            score = matrix[mentee, mentor].astype(np.int64)
        return Problem(
            mentees=tuple(Mentee(person.id, person.wants) for person in self.pool.mentees),
            mentors=tuple(Mentor(person.id, person.capacity) for person in self.pool.mentors),
            arcs=Arcs(mentee, mentor, score),
            locked=tuple(locked),
            policy=policy,
        )

    def points(self, pairs: Sequence[tuple[str, str]]) -> Iterator[Points]:
        """The points of each of these pairs, in their order."""
        for start in range(0, len(pairs), _EXPLAINED_TOGETHER):
            some = pairs[start : start + _EXPLAINED_TOGETHER]
            table = self.table({mentee for mentee, _ in some}, {mentor for _, mentor in some})
            for mentee, mentor in some:
                yield points_of(table, mentee, mentor)

    def table(self, mentees: set[str] | None = None, mentors: set[str] | None = None) -> ScoreTable:
        """Every fact about the pairs of these people."""
        return replace(
            self.pool,
            mentees=tuple(one for one in self.pool.mentees if mentees is None or one.id in mentees),
            mentors=tuple(one for one in self.pool.mentors if mentors is None or one.id in mentors),
        ).score(self.rules)
