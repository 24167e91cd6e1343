"""The exact assignment: integer flows, no tolerance, the same pairs for the same people in any order.

The objective, in this order: mentees with at least one mentor; under `fair_floor` the worst pair as high as
possible, under `fewest_poor` the counts of weak pairs (bands.py); the number of pairs; the total of the scores. Locked
pairs are taken out with their places first, and count for the first goal only. `stable` has an order of its own
(stable.py).

The floor is what the goal before it leaves free: the largest t for which the pairs scoring t or more still
reach as many mentees as all pairs do (maximum flow, bisected over the distinct scores). The later goals then
choose among the pairs at or above t, so a second mentor is never found by lowering the floor.

Here every possible pair is looked at; large.py gives the same for thousands of people without that.
"""

from dataclasses import dataclass

import numpy as np

from matching.engine.bands import fewest_poor
from matching.engine.flow import Network, best_arcs, most_reached
from matching.engine.levels import Mask
from matching.engine.problem import TOP_SCORE, IntArray, Problem
from matching.engine.sides import Sides, ranks, sides_of
from matching.engine.stable import count_blocking, stable_pairs

BUILT = ("fair_floor", "fewest_poor", "best_total", "stable")


@dataclass(frozen=True)
class Pair:
    """One proposed or locked pair and its score, 0..10000."""

    mentee: str
    mentor: str
    score: int


@dataclass(frozen=True)
class Solution:
    """The pairs, sorted by ids, and the goals they reach.

    `pairs` holds the locked ones too, `locked` only those; `total` and `floor` count unlocked pairs, and
    `floor` is None without any. `matched` counts mentees with at least one pair, locked ones included.

    `gap` is how far the total may be from the best possible, as a share of it: 0.0 is proved, 0.00003 is "within
    0.003 %", 1.0 says that nothing is proved. It presumes the goals before the total, of which `proved` says whether
    they are the best possible too; where it is False the floor is what was found, and a higher one is not ruled out.
    `blocking` counts pairs that would rather have each other (stable.py), 0 under `stable`. `rounds` counts how
    often pairs were added that the lists of candidates had left out, `arcs` the pairs the solver was shown at last.
    """

    policy: str
    matched: int
    total: int
    floor: int | None
    pairs: tuple[Pair, ...]
    locked: tuple[Pair, ...]
    unmatched: tuple[str, ...]
    gap: float = 0.0
    proved: bool = True
    blocking: int = 0
    rounds: int = 0
    arcs: int = 0

    def as_json(self) -> dict[str, object]:
        """The solution in the JSON format, version 1."""
        return {
            "version": 1,
            "policy": self.policy,
            "matched": self.matched,
            "total": self.total,
            "floor": self.floor,
            "pairs": [[pair.mentee, pair.mentor, pair.score] for pair in self.pairs],
            "locked": [[pair.mentee, pair.mentor] for pair in self.locked],
            "unmatched": list(self.unmatched),
            "gap": self.gap,
        }


@dataclass(frozen=True)
class Proof:
    """What is known of a choice beyond its pairs; the fields of Solution."""

    gap: float = 0.0
    proved: bool = True
    blocking: int = 0
    rounds: int = 0


def solve(problem: Problem) -> Solution:
    """The best pairs under the problem's policy, exactly."""
    sides = sides_of(problem)
    mentee, mentor = (
        ranks(sides.mentee_order)[problem.arcs.mentee],
        ranks(sides.mentor_order)[problem.arcs.mentor],
    )
    network = sides.network(mentee, mentor, problem.arcs.score)
    taken = choose(network, problem.policy, problem.bands)
    scores = _scores_of_locked(sides, mentee, mentor, problem.arcs.score)
    return solution_of(problem, sides, network, taken, scores, Proof(blocking=count_blocking(network, taken)))


def choose(network: Network, policy: str, bands: tuple[int, ...]) -> Mask:
    """Which pairs of the network to take under a policy."""
    if policy == "stable":
        return stable_pairs(network)
    if policy == "fewest_poor":
        return fewest_poor(network, bands)
    taken = np.zeros(len(network.score), dtype=bool)
    able = network.score >= (highest_floor(network) if policy == "fair_floor" else 0)
    taken[able] = best_arcs(network.only(able))
    return taken


def highest_floor(network: Network) -> int:
    """The largest score whose pairs, with all better ones, reach as many mentees as all pairs do.

    Often one person pins it: the lowest of everybody's best scores is tried first. Where that reaches all who have an
    option, no floor is higher, and how many all pairs reach need not be asked. Else it is looked for downwards from
    there, in longer and longer steps, then between the last two.
    """
    if not network.score.size:
        return 0
    best = _best_scores(network)
    ceiling = int(best.min(initial=TOP_SCORE))
    if best.size and _reaches(network, ceiling, best.size):
        return ceiling
    reached = most_reached(network)
    # In order; sorting all scores takes as long as a flow.
    levels = np.flatnonzero(np.bincount(network.score))
    high = int(np.searchsorted(levels, ceiling)) if best.size == reached > 0 else len(levels)
    high, step = high - 1, 1
    low = high
    while low > 0 and not _reaches(network, int(levels[low]), reached):
        low, high, step = max(low - step, 0), low - 1, 2 * step
    while low < high:
        middle = (low + high + 1) // 2
        if _reaches(network, int(levels[middle]), reached):
            low = middle
        else:
            high = middle - 1
    return int(levels[low])


def _reaches(network: Network, level: int, reached: int) -> bool:
    return most_reached(network.at_least(level)) == reached


def _best_scores(network: Network) -> IntArray:
    """The best score of each mentee who waits for a first mentor and has an option."""
    best = np.full(len(network.need), -1)
    np.maximum.at(best, network.mentee, network.score)
    return best[(best >= 0) & (network.first > 0)]


def solution_of(
    problem: Problem, sides: Sides, network: Network, taken: Mask, locked_scores: IntArray, proof: Proof
) -> Solution:
    """The pairs by their ids, and what they reach; `locked_scores` in the order of `sides.locked`."""
    chosen = _pairs(sides, network.mentee[taken], network.mentor[taken], network.score[taken])
    locked = _pairs(sides, sides.locked[:, 0], sides.locked[:, 1], locked_scores)
    pairs = tuple(sorted((*chosen, *locked), key=lambda pair: (pair.mentee, pair.mentor)))
    reached = {pair.mentee for pair in pairs}
    return Solution(
        policy=problem.policy,
        matched=len(reached),
        total=sum(pair.score for pair in chosen),
        floor=min((pair.score for pair in chosen), default=None),
        pairs=pairs,
        locked=tuple(locked),
        unmatched=tuple(sorted(m.id for m in problem.mentees if m.wants and m.id not in reached)),
        arcs=len(network.score),
        **vars(proof),
    )


def _pairs(sides: Sides, mentee: IntArray, mentor: IntArray, score: IntArray) -> list[Pair]:
    rows = zip(mentee.tolist(), mentor.tolist(), score.tolist(), strict=True)
    return [Pair(sides.mentees[at], sides.mentors[to], points) for at, to, points in rows]


def _scores_of_locked(sides: Sides, mentee: IntArray, mentor: IntArray, score: IntArray) -> IntArray:
    """The score of each locked pair, 0 where it is not among the arcs."""
    found = np.zeros(len(sides.locked), dtype=np.int64)
    if not len(found):
        return found
    width = max(len(sides.mentors), 1)
    wanted = sides.locked[:, 0] * width + sides.locked[:, 1]
    keys = mentee * width + mentor
    listed = np.flatnonzero(np.isin(keys, wanted))
    place = {key: at for at, key in enumerate(wanted.tolist())}
    for key, points in zip(keys[listed].tolist(), score[listed].tolist(), strict=True):
        found[place[key]] = points
    return found
