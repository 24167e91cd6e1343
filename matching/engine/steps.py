"""Weighing again without comparing again: what every criterion says of every pair is kept, a step only adds it up.

Up to DENSE pairs a step decides over all of them and is exact. Above, over the best for each mentee and for each mentor
(two-sided lists of NEAREST), which a draft's own run then proves or repairs.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from matching.engine.assignment import Solution, solve
from matching.engine.criteria import Rules, with_weights
from matching.engine.grids import Grid
from matching.engine.problem import Arcs, Mentee, Mentor, Problem
from matching.engine.scoring import IMPOSSIBLE, ScoreTable, scores_of

DENSE = 300 * 300
NEAREST = 50
Pair = tuple[str, str]  # (mentee, mentor)
Scores = npt.NDArray[np.int16]


@dataclass(frozen=True, eq=False)
class Ground:
    """Who takes part, by which rules, and what every criterion says, by the different answers of both sides.

    Small enough to keep and to send to another process: a byte for each pair, and the small matrices.
    """

    mentees: tuple[Mentee, ...]
    mentors: tuple[Mentor, ...]
    rules: Rules
    values: Mapping[str, Grid]
    possible: npt.NDArray[np.bool_]

    @property
    def cells(self) -> int:
        return len(self.mentees) * len(self.mentors)


def ground_of(table: ScoreTable) -> Ground:
    """Of a table that was scored with every criterion, whatever its weights."""
    return Ground(
        mentees=tuple(Mentee(one.id, one.wants) for one in table.mentees),
        mentors=tuple(Mentor(one.id, one.capacity) for one in table.mentors),
        rules=table.rules,
        values=dict(table.values),
        possible=table.score >= 0,
    )


def scores(ground: Ground, weights: Mapping[str, int]) -> Scores:
    """The score of every pair under these weights, as `score_all` gives it; -1 where it is impossible."""
    found = scores_of(with_weights(ground.rules, weights), ground.values, ground.possible.shape)
    found[~ground.possible] = IMPOSSIBLE
    return found


def problem_of(ground: Ground, found: Scores, policy: str, locked: Iterable[Pair]) -> Problem:
    """What is to be decided, given the scores."""
    locked = tuple(locked)
    keep = found >= 0
    if ground.cells > DENSE:
        keep &= _near(found) | _cells(ground, locked)
    mentee, mentor = np.nonzero(keep)
    arcs = Arcs(mentee, mentor, found[mentee, mentor].astype(np.int64))
    return Problem(ground.mentees, ground.mentors, arcs, locked, policy)


def step(ground: Ground, weights: Mapping[str, int], policy: str, locked: Iterable[Pair]) -> Solution:
    """Who goes with whom under these weights."""
    return solve(problem_of(ground, scores(ground, weights), policy, locked))


def that_hold(ground: Ground, pairs: Iterable[Pair]) -> tuple[Pair, ...]:
    """Of these pairs those that can still be: both take part, no rule forbids it, and both have a place for it."""
    mentee_at = {one.id: at for at, one in enumerate(ground.mentees)}
    mentor_at = {one.id: at for at, one in enumerate(ground.mentors)}
    places = _places(ground)
    held: list[Pair] = []
    for mentee, mentor in pairs:
        room = places.get(mentee, 0) and places.get(mentor, 0)
        if room and ground.possible[mentee_at[mentee], mentor_at[mentor]]:
            places[mentee] -= 1
            places[mentor] -= 1
            held.append((mentee, mentor))
    return tuple(held)


def forced(
    ground: Ground, weights: Mapping[str, int], policy: str, locked: Iterable[Pair], pairs: Iterable[Pair]
) -> tuple[Solution, list[Solution | None]]:
    """The best there is, and the best with each of `pairs` in it. None: locked pairs leave no room for that one."""
    held = tuple(locked)
    wanted = [pair for pair in pairs if pair not in held]
    found = scores(ground, weights)
    problem = problem_of(ground, found, policy, held)
    if ground.cells > DENSE:
        # A pair far down both lists is still asked for.
        wide = (
            problem_of(ground, found, policy, (*held, *wanted))
            if _has_room(ground, (*held, *wanted))
            else None
        )
        problem = replace(wide, locked=held) if wide else problem
    best = solve(problem)
    answers = [
        solve(replace(problem, locked=(*held, pair))) if _has_room(ground, (*held, pair)) else None
        for pair in wanted
    ]
    return best, answers


def _has_room(ground: Ground, pairs: Iterable[Pair]) -> bool:
    """Whether everybody in these pairs has a place for each of them."""
    places = _places(ground)
    for pair in pairs:
        for one in pair:
            places[one] = places.get(one, 0) - 1
            if places[one] < 0:
                return False
    return True


def _places(ground: Ground) -> dict[str, int]:
    return {one.id: one.wants for one in ground.mentees} | {one.id: one.capacity for one in ground.mentors}


def _near(found: Scores) -> npt.NDArray[np.bool_]:
    """The NEAREST best of every row and of every column."""
    near = np.zeros(found.shape, dtype=bool)
    for axis in (1, 0):
        if found.shape[axis] <= NEAREST:
            return np.ones(found.shape, dtype=bool)
        order = np.argpartition(-found, NEAREST, axis=axis)
        best = order[:, :NEAREST] if axis else order[:NEAREST]
        np.put_along_axis(near, best, values=True, axis=axis)
    return near


def _cells(ground: Ground, pairs: Iterable[Pair]) -> npt.NDArray[np.bool_]:
    mentee_at = {one.id: at for at, one in enumerate(ground.mentees)}
    mentor_at = {one.id: at for at, one in enumerate(ground.mentors)}
    cells = np.zeros(ground.possible.shape, dtype=bool)
    for mentee, mentor in pairs:
        cells[mentee_at[mentee], mentor_at[mentor]] = True
    return cells
