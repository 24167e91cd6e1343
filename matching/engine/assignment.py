"""The exact assignment: integer flows, no tolerance, the same pairs for the same people in any order.

The objective, in this order: mentees with at least one mentor; under `fair_floor` the worst pair as high as
possible; the number of pairs; the total of the scores. Locked pairs are taken out with their places first,
and count for the first goal only.

The floor is what the goal before it leaves free: the largest t for which the pairs scoring t or more still
reach as many mentees as all pairs do (maximum flow, bisected over the distinct scores). The later goals then
choose among the pairs at or above t, so a second mentor is never found by lowering the floor.
"""

from dataclasses import dataclass

import numpy as np

from matching.engine.flow import Network, best_arcs, most_reached, pair_hashes
from matching.engine.problem import IntArray, Problem, ProblemError

BUILT = ("fair_floor", "best_total")


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
    `floor` is None without any. `matched` counts mentees with at least one pair, locked ones included. `gap`
    is how far the total may be from the best possible: 0.0, this solver proves its result.
    """

    policy: str
    matched: int
    total: int
    floor: int | None
    pairs: tuple[Pair, ...]
    locked: tuple[Pair, ...]
    unmatched: tuple[str, ...]
    gap: float = 0.0

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


def solve(problem: Problem) -> Solution:
    """The best pairs under the problem's policy. Raises ProblemError naming `policy` when it is not built."""
    if problem.policy not in BUILT:
        raise ProblemError("policy", f"{problem.policy} is not built yet; {' and '.join(BUILT)} are")
    mentees = sorted(mentee.id for mentee in problem.mentees)
    mentors = sorted(mentor.id for mentor in problem.mentors)
    locked = _locked_pairs(problem)
    network = _open_network(problem, mentees, mentors)
    if problem.policy == "fair_floor":
        network = _raise_floor(network)
    taken = best_arcs(network)
    chosen = [
        Pair(mentees[mentee], mentors[mentor], score)
        for mentee, mentor, score in zip(
            network.mentee[taken].tolist(),
            network.mentor[taken].tolist(),
            network.score[taken].tolist(),
            strict=True,
        )
    ]
    return _solution(problem, chosen, locked)


def _solution(problem: Problem, chosen: list[Pair], locked: tuple[Pair, ...]) -> Solution:
    pairs = tuple(sorted((*chosen, *locked), key=lambda pair: (pair.mentee, pair.mentor)))
    reached = {pair.mentee for pair in pairs}
    return Solution(
        policy=problem.policy,
        matched=len(reached),
        total=sum(pair.score for pair in chosen),
        floor=min((pair.score for pair in chosen), default=None),
        pairs=pairs,
        locked=locked,
        unmatched=tuple(sorted(m.id for m in problem.mentees if m.wants and m.id not in reached)),
    )


def _locked_pairs(problem: Problem) -> tuple[Pair, ...]:
    arcs = problem.arcs
    mentee_at = {mentee.id: at for at, mentee in enumerate(problem.mentees)}
    mentor_at = {mentor.id: at for at, mentor in enumerate(problem.mentors)}
    pairs = []
    for mentee, mentor in sorted(problem.locked):
        listed = (arcs.mentee == mentee_at[mentee]) & (arcs.mentor == mentor_at[mentor])
        pairs.append(Pair(mentee, mentor, int(arcs.score[listed].sum())))
    return tuple(pairs)


def _open_network(problem: Problem, mentees: list[str], mentors: list[str]) -> Network:
    """The network in order of the ids, without locked pairs, their places, and arcs nobody has room for."""
    arcs = problem.arcs
    mentee_rank = {key: rank for rank, key in enumerate(mentees)}
    mentor_rank = {key: rank for rank, key in enumerate(mentors)}
    # A wish for more mentors than there are is the wish for all of them; it also keeps any number in int64.
    need = _ranked({m.id: min(m.wants, len(mentors)) for m in problem.mentees}, mentees)
    room = _ranked({m.id: min(m.capacity, len(mentees)) for m in problem.mentors}, mentors)
    first = np.minimum(need, 1)
    mentee = _ranked({m.id: mentee_rank[m.id] for m in problem.mentees}, [m.id for m in problem.mentees])
    mentor = _ranked({m.id: mentor_rank[m.id] for m in problem.mentors}, [m.id for m in problem.mentors])
    tail, head = mentee[arcs.mentee], mentor[arcs.mentor]
    keep = np.ones(len(tail), dtype=bool)
    for mentee_id, mentor_id in problem.locked:
        at, to = mentee_rank[mentee_id], mentor_rank[mentor_id]
        keep &= (tail != at) | (head != to)
        need[at] -= 1
        room[to] -= 1
        first[at] = 0
    keep &= (need[tail] > 0) & (room[head] > 0)
    order = np.lexsort((head, tail))
    order = order[keep[order]]
    tail, head = tail[order], head[order]
    return Network(
        first, need, room, tail, head, arcs.score[order], pair_hashes(mentees, mentors, tail, head)
    )


def _ranked(values: dict[str, int], keys: list[str]) -> IntArray:
    return np.array([values[key] for key in keys], dtype=np.int64)


def _raise_floor(network: Network) -> Network:
    levels = np.unique(network.score)
    if not levels.size:
        return network
    reached = most_reached(network)
    low, high = 0, len(levels) - 1
    while low < high:
        middle = (low + high + 1) // 2
        if most_reached(network.at_least(int(levels[middle]))) == reached:
            low = middle
        else:
            high = middle - 1
    return network.at_least(int(levels[low]))
