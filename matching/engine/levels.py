"""Several goals one after the other, each exact, where one integer could not hold them all.

The first goal is solved as a flow. What its solution and its prices prove about *every* optimal flow (an arc that
each of them fills, an arc that none of them uses) is fixed, and the next goal is solved on what is left: complementary
slackness, no tolerance, and numbers that never grow beyond one goal. Goals that fit into 64 bits together are joined.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from matching.engine.flow import COST_ROOM, Network, most_pairs
from matching.engine.problem import IntArray

Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Goal:
    """What is to be as large as possible: `value` per pair of the network, and `first` per mentee reached."""

    value: IntArray
    first: int = 0

    def spread(self, pairs: int) -> int:
        """No two sets of at most so many pairs differ by more than this."""
        if not self.value.size:
            return pairs * self.first
        return pairs * (max(int(self.value.max()), 0) - min(int(self.value.min()), 0) + self.first)

    def highest(self) -> int:
        return int(np.abs(self.value).max(initial=0)) + self.first


@dataclass(eq=False)
class _Edges:
    """Arcs of the flow, pairs first; `open` ones are still to be decided, `full` ones carry all they can."""

    tail: IntArray
    head: IntArray
    room: IntArray
    supply: IntArray
    open: Mask
    full: Mask


def best_by_goals(network: Network, goals: Sequence[Goal]) -> Mask:
    """Which pairs to take: the first goal as high as possible, then the second, and so on.

    Raises OverflowError when a single goal does not fit into 64 bits.
    """
    if not network.mentee.size:
        return np.zeros(0, dtype=bool)
    edges = _edges(network)
    waiting = list(goals)
    while True:
        flow, goal, joined = _solve_some(edges, waiting, network)
        waiting = waiting[joined:]
        if not waiting:
            return flow[: len(network.mentee)] > 0
        _fix(edges, flow, _gains(edges, goal, network))


def _solve_some(edges: _Edges, goals: Sequence[Goal], network: Network) -> tuple[IntArray, Goal, int]:
    """The flow that is best by as many goals from the front as the solver takes at once."""
    goal, joined = _join(goals, network)
    while (flow := _solve(edges, goal, network)) is None:
        if joined == 1:
            raise OverflowError("scores and people are too many for the solver's 64-bit costs")
        joined -= 1
        goal = _joined(goals[:joined], network)
    return flow, goal, joined


def _join(goals: Sequence[Goal], network: Network) -> tuple[Goal, int]:
    """As many goals from the front as one integer holds, as one goal."""
    nodes = len(network.need) + len(network.room) + 2
    count = 1
    while count < len(goals) and _joined(goals[: count + 1], network).highest() * nodes < COST_ROOM:
        count += 1
    return _joined(goals[:count], network), count


def _joined(goals: Sequence[Goal], network: Network) -> Goal:
    pairs = most_pairs(network)
    found = goals[-1]
    for goal in reversed(goals[:-1]):
        weight = found.spread(pairs) + 1
        if weight * max(goal.highest(), 1) >= COST_ROOM:
            return Goal(found.value, COST_ROOM)  # more than fits: whoever asks sees it at `highest`
        found = Goal(goal.value * weight + found.value, goal.first * weight + found.first)
    return found


def _edges(network: Network) -> _Edges:
    """Pairs; then per mentee the first mentor and the further ones; per mentor the places; what stays unused."""
    mentees, mentors = len(network.need), len(network.room)
    source, sink = 0, mentees + mentors + 1
    people = np.arange(1, mentees + 1, dtype=np.int64)
    givers = np.arange(mentees + 1, sink, dtype=np.int64)
    amount = most_pairs(network)
    supply = np.zeros(sink + 1, dtype=np.int64)
    supply[source], supply[sink] = amount, -amount
    tail = np.concatenate(
        (people[network.mentee], np.full(2 * mentees, source), givers, np.array([source], dtype=np.int64))
    )
    head = np.concatenate(
        (givers[network.mentor], people, people, np.full(mentors, sink), np.array([sink], dtype=np.int64))
    )
    room = np.concatenate(
        (
            np.ones_like(network.mentee),
            network.first,
            network.need - network.first,
            network.room,
            np.array([amount], dtype=np.int64),
        )
    )
    return _Edges(tail, head, room, supply, room > 0, np.zeros(len(room), dtype=bool))


def _gains(edges: _Edges, goal: Goal, network: Network) -> IntArray:
    gain = np.zeros(len(edges.tail), dtype=np.int64)
    pairs = len(network.mentee)
    gain[:pairs] = goal.value
    gain[pairs : pairs + len(network.need)] = goal.first
    return gain


def _solve(edges: _Edges, goal: Goal, network: Network) -> IntArray | None:
    """The flow of every arc, or None when the solver refuses costs so high."""
    from ortools.graph.python import min_cost_flow  # noqa: PLC0415 - the web process pays for it on first use

    gain = _gains(edges, goal, network)
    flow = min_cost_flow.SimpleMinCostFlow()
    arcs = flow.add_arcs_with_capacity_and_unit_cost(
        edges.tail[edges.open], edges.head[edges.open], edges.room[edges.open], -gain[edges.open]
    )
    flow.set_nodes_supplies(np.arange(len(edges.supply), dtype=np.int64), edges.supply)
    status = flow.solve()
    if status == flow.BAD_COST_RANGE:
        return None
    if status != flow.OPTIMAL:
        raise RuntimeError(f"minimum-cost flow ended as {status.name}")
    found = np.where(edges.full, edges.room, 0)
    found[edges.open] = np.asarray(flow.flows(arcs), dtype=np.int64)
    return found


def _fix(edges: _Edges, flow: IntArray, gain: IntArray) -> None:
    """Decide what every optimal flow shares: above its price an arc is full, below it unused."""
    at = potentials(len(edges.supply), edges.tail, edges.head, gain, edges.open & (flow < edges.room),
                    edges.open & (flow > 0))  # fmt: skip
    reduced = gain + at[edges.tail] - at[edges.head]
    full = edges.open & (reduced > 0)
    edges.full |= full
    edges.open &= reduced == 0
    np.subtract.at(edges.supply, edges.tail[full], edges.room[full])
    np.add.at(edges.supply, edges.head[full], edges.room[full])


def potentials(
    nodes: int, tail: IntArray, head: IntArray, gain: IntArray, forward: Mask, back: Mask
) -> IntArray:
    """Per node the highest gain of a way to it through what a flow leaves open (Bellman and Ford, all arcs at once).

    With an optimal flow no circle gains anything, so this ends; then `gain + at[tail] - at[head]` is at most 0 where
    more could flow and at least 0 where less could.
    """
    start = np.concatenate((tail[forward], head[back]))
    end = np.concatenate((head[forward], tail[back]))
    step = np.concatenate((gain[forward], -gain[back]))
    order = np.argsort(end, kind="stable")
    start, end, step = start[order], end[order], step[order]
    at = np.zeros(nodes, dtype=np.int64)
    if not end.size:
        return at
    firsts = np.flatnonzero(np.concatenate(([True], end[1:] != end[:-1])))
    ends = end[firsts]
    for _ in range(nodes + 1):
        better = np.maximum(at[ends], np.maximum.reduceat(at[start] + step, firsts))
        if np.array_equal(better, at[ends]):
            return at
        at[ends] = better
    raise RuntimeError("the flow is not optimal: a circle gains")
