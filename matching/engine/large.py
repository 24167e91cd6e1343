"""The same choice for thousands of people, without showing every pair to the solver.

The solver sees the best pairs of both sides (candidates.py). What it finds is then held against *all* pairs; those that
could improve it are added, and it is solved again:

- the number of mentees reached and the floor, by the cut of the flow: the floor is proved when no pair above it leads
  out of the cut of the pairs above it;
- the counts and the total, by prices (prices.py): `gap` is the distance to the bound, `proved` says whether the goals
  before the total are the best possible;
- a stable choice, by looking for pairs that would rather have each other.

With up to EXACT_TO people on the larger side this goes on until nothing is left to prove: matched, floor, counts,
number and total are those of `solve`. (Among choices that are equal in all of these, another one may be found; it is
the same for every order of the input.) Beyond, it ends as soon as the goals before the total are proved and the gap is
under SMALL_GAP, or after ROUNDS rounds. What is then not proved is said: `proved` is False when rounds ran out before
the cut or the prices ruled out a higher floor or more people; `gap` is 1.0 when they ruled out nothing. For
`fewest_poor` with several mentors per mentee among very many people the objective does not fit into 64 bits; then the
result is the best of the candidates, and nothing is proved.
"""

import numpy as np
import numpy.typing as npt

from matching.engine.assignment import Proof, Solution, choose, highest_floor, solution_of
from matching.engine.candidates import BEST, Grid, Report, Scores, best_of_both
from matching.engine.flow import reach
from matching.engine.levels import Mask
from matching.engine.prices import Check, Pairs, Worth, all_that_matter, check, joined, worth_of
from matching.engine.problem import TOP_SCORE, IntArray, Problem
from matching.engine.sides import sides_of
from matching.engine.stable import Standing, standing

EXACT_TO = 2000
SMALL_GAP = 0.0001
ROUNDS = 3
# While people might still be reached who are not, or up to EXACT_TO: rounds before all pairs are taken, or we give up.
MOST_ROUNDS = 20
_MOST_ADDED = 20
# When the bound is so near that about this many pairs a mentee could matter, all of them are taken.
_NEAR = 100


def solve_large(
    problem: Problem,
    scores: Scores,
    *,
    report: Report = lambda *_: None,
    best: int = BEST,
    exact_to: int = EXACT_TO,
) -> Solution:
    """The best pairs of a problem whose arcs are left empty and whose scores come in blocks.

    `report` hears how far it is: comparing, choosing, proving.
    """
    search = _Search(problem, scores, report, best, exact=max(scores.shape, default=0) <= exact_to)
    taken, proof = search.stable() if problem.policy == "stable" else search.flow()
    locked = search.grid.scores_of(search.sides.locked)
    return solution_of(problem, search.sides, search.network, taken, locked, proof)


class _Search:
    """The pairs looked at so far, and the rounds in which they grow."""

    def __init__(self, problem: Problem, scores: Scores, report: Report, best: int, *, exact: bool) -> None:
        self.problem, self.report, self.exact = problem, report, exact
        self.sides = sides_of(problem)
        self.grid = Grid(scores, self.sides)
        self.pairs: Pairs = best_of_both(self.grid, report, best)
        self.network = self.sides.network(*self.pairs)
        self.rounds = 0

    def add(self, more: Pairs) -> None:
        """The next round is solved with these too."""
        width = max(self.grid.shape[1], 1)
        every = [np.concatenate(columns).astype(np.int64) for columns in zip(self.pairs, more, strict=True)]
        _, first = np.unique(every[0] * width + every[1], return_index=True)
        self.pairs = (every[0][first], every[1][first], every[2][first])
        self.network = self.sides.network(*self.pairs)
        self.rounds += 1

    def add_all(self) -> None:
        """Every pair there is: the last way to be exact."""
        self.add(self._pairs_above(np.full(self.grid.shape[0], -1), most=None))

    def flow(self) -> tuple[Mask, Proof]:
        floor, proved = self._floor() if self.problem.policy == "fair_floor" else (0, True)
        last = self.rounds + (MOST_ROUNDS if self.exact else ROUNDS)
        taken, gap = self._choose(floor), 1.0
        worth = worth_of(self.network, self.problem.policy, self.problem.bands, floor)
        while worth and gap > 0.0:
            at_floor = self.network.score >= floor
            seen = check(self.grid, self.network.only(at_floor), taken[at_floor], worth, self.report)
            gap = _gap(seen, worth, int(self.network.score[taken].sum()))
            if self._keep_what_matters(seen, worth):
                gap = 0.0
            elif not seen.better[0].size or self._enough(gap, last):
                break
            else:
                self.add(seen.better)
            taken = self._choose(floor)
            worth = worth_of(self.network, self.problem.policy, self.problem.bands, floor)
        if self.exact and gap > 0.0:
            self.add_all()
            taken, gap = self._choose(floor), 0.0
        return taken, Proof(gap, proved and gap < 1.0, self._count_blocking(taken), self.rounds)

    def _enough(self, gap: float, last: int) -> bool:
        """Whether another round is not worth its time; as long as nothing is proved it is."""
        if self.rounds >= last:
            return gap < 1.0 or self.rounds >= last + MOST_ROUNDS
        return not self.exact and gap < SMALL_GAP

    def _keep_what_matters(self, seen: Check, worth: Worth) -> bool:
        """Leave only the pairs, of all there are, that a best choice could hold; if they are few enough."""
        if seen.above * self.grid.shape[1] > _NEAR * TOP_SCORE:
            return False
        pairs = all_that_matter(self.grid, seen, worth, len(self.network.score), self.report)
        if pairs is None:
            return False
        self.pairs, self.network = pairs, self.sides.network(*pairs)
        self.rounds += 1
        return True

    def stable(self) -> tuple[Mask, Proof]:
        while True:
            self.report("choosing", self.rounds, 0)
            taken = choose(self.network, "stable", ())
            more = self._blocking(taken, most=_MOST_ADDED)
            if not more[0].size or self.rounds >= MOST_ROUNDS:
                break
            self.add(more)
        if more[0].size:
            self.add_all()
            taken = choose(self.network, "stable", ())
        return taken, Proof(0.0, proved=True, blocking=0, rounds=self.rounds)

    def _choose(self, floor: int) -> Mask:
        self.report("choosing", self.rounds, 0)
        if self.problem.policy != "fair_floor":
            return choose(self.network, self.problem.policy, self.problem.bands)
        taken = np.zeros(len(self.network.score), dtype=bool)
        able = self.network.score >= floor
        taken[able] = choose(self.network.only(able), "best_total", ())
        return taken

    def _floor(self) -> tuple[int, bool]:
        """The highest floor, and whether it is proved to be: first how many can be reached, then how well."""
        proved = self._cut_holds(0)
        while True:
            self.report("choosing", self.rounds, 0)
            floor = highest_floor(self.network)
            before = self.rounds
            holds = self._cut_holds(floor + 1, once=True)
            if holds or self.rounds >= MOST_ROUNDS:
                break
            if self.rounds == before:
                break
        if self.exact and not (proved and holds):
            self.add_all()
            return highest_floor(self.network), True
        return floor, proved and holds

    def _cut_holds(self, level: int, *, once: bool = False) -> bool:
        """Whether no pair of this level or better would let more people be reached; if one would, it is added."""
        while True:
            network = self.network.at_least(level)
            cut = reach(network)
            with_options = np.unique(network.mentee[network.first[network.mentee] > 0]).size
            if level == 0 and cut.count == with_options:
                return True  # everybody who has any possible mentor has one among the candidates
            above = np.where(cut.mentees & (self.sides.need > 0), level - 1, _NOTHING)
            more = self._pairs_above(above, most=_MOST_ADDED, but=cut.mentors)
            if not more[0].size:
                return True
            if self.rounds >= MOST_ROUNDS:
                return False
            self.add(more)
            if once:
                return False

    def _pairs_above(self, above: IntArray, most: int | None, but: Mask | None = None) -> Pairs:
        """All possible pairs scoring more than `above` of their mentee, of each mentee `most`, without some mentors."""
        found = []
        for ranks, block in self.grid.blocks(self.report, "proving", above < _NOTHING):
            if but is not None:
                block[:, but] = -1
            at, to = np.nonzero(block > np.maximum(above[ranks], -1)[:, None])
            found.append(_best(_rows(ranks[at], to, block[at, to]), most))
        return joined(found)

    def _blocking(self, taken: Mask, most: int | None) -> Pairs:
        """The pairs, of all there are, that would rather have each other."""
        now: Standing = standing(self.network, taken)
        width = self.grid.shape[1]
        chosen = self.network.mentee[taken] * width + self.network.mentor[taken]
        found = []
        for ranks, block in self.grid.blocks(self.report, "proving"):
            at, to = np.nonzero(block > now.worst[ranks][:, None])
            pairs = _rows(ranks[at], to, block[at, to])
            pairs = pairs[:, now.blocks(pairs[2], pairs[0], pairs[1])]
            found.append(_best(pairs[:, ~np.isin(pairs[0] * width + pairs[1], chosen)], most))
        return joined(found)

    def _count_blocking(self, taken: Mask) -> int:
        return int(self._blocking(taken, most=None)[0].size)


_NOTHING = 2**15


def _rows(*columns: npt.NDArray[np.integer]) -> IntArray:
    return np.stack(columns).astype(np.int64)


def _best(pairs: IntArray, most: int | None) -> IntArray:
    """Of each mentee the `most` best of these pairs (rows mentee, mentor, score; mentees in order)."""
    if most is None:
        return pairs
    pairs = pairs[:, np.lexsort((pairs[1], -pairs[2], pairs[0]))]
    starts = np.searchsorted(pairs[0], pairs[0])
    return pairs[:, np.arange(pairs.shape[1]) - starts < most]


def _gap(seen: Check, worth: Worth, total: int) -> float:
    """How far the total may be from the best, as a share; 1.0 where nothing is proved."""
    return seen.above / max(total + seen.above, 1) if seen.above <= worth.slack else 1.0
