"""Two questions to the flow solver: how many mentees can be reached, and which arcs are best.

Everything is an integer. Costs are built so that a later goal never outweighs an earlier one (every weight is
one more than all that lies below it can add up to), and the solver refuses costs it could overflow on.
"""

from dataclasses import dataclass, replace
from hashlib import blake2b

import numpy as np
import numpy.typing as npt

from matching.engine.problem import IntArray

Hashes = npt.NDArray[np.uint64]

# MATCHING 1.6, cure B: 12 bits fit at 2,000 people; more than 16 separate nothing further.
_MOST_BITS = 16
# Costs times nodes must stay inside int64; the solver has the last word, this only saves it refused attempts.
COST_ROOM = 2**62


@dataclass(frozen=True, eq=False)
class Network:
    """What is left to decide: n mentees, m mentors and the arcs between them, all sorted by ids.

    Per mentee: `first` is 1 where a first mentor is still missing, `need` how many more mentors are wanted,
    that first one included. Per mentor: `room`, the places left. Per arc: positions `mentee` and `mentor`,
    `score`, and `tie`, a hash of the ids in 0..2**16-1.
    """

    first: IntArray
    need: IntArray
    room: IntArray
    mentee: IntArray
    mentor: IntArray
    score: IntArray
    tie: IntArray

    def at_least(self, level: int) -> "Network":
        """The same people with only the arcs scoring `level` or more."""
        return self.only(self.score >= level)

    def only(self, keep: npt.NDArray[np.bool_]) -> "Network":
        """The same people with only these arcs."""
        return replace(
            self,
            mentee=self.mentee[keep],
            mentor=self.mentor[keep],
            score=self.score[keep],
            tie=self.tie[keep],
        )


def pair_hashes(mentees: list[str], mentors: list[str], mentee: IntArray, mentor: IntArray) -> IntArray:
    """A hash of both ids for every arc, 0..2**16-1, the same on any machine and in any order of the input."""
    return mixed_hashes(id_hashes(mentees), id_hashes(mentors), mentee, mentor)


def mixed_hashes(mentees: Hashes, mentors: Hashes, mentee: IntArray, mentor: IntArray) -> IntArray:
    """The same from the hashes of the ids."""
    mixed = mentees[mentee] * np.uint64(0x9E3779B97F4A7C15) + mentors[mentor]
    # The last steps of splitmix64: without them, ids that share a mentor would share their low bits.
    mixed = (mixed ^ (mixed >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    mixed = (mixed ^ (mixed >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return (mixed >> np.uint64(64 - _MOST_BITS)).astype(np.int64)


def id_hashes(keys: list[str]) -> Hashes:
    """64 bits of each id."""
    digests = b"".join(blake2b(key.encode("utf-8", "surrogatepass"), digest_size=8).digest() for key in keys)
    return np.frombuffer(digests, dtype="<u8").astype(np.uint64)


@dataclass(frozen=True, eq=False)
class Reach:
    """How many mentees without a mentor can get a first one, and what proves it.

    `mentees` and `mentors` are those on the near side of a smallest cut: unless a pair leads from one of these
    mentees to a mentor outside, no further mentee can be reached.
    """

    count: int
    mentees: npt.NDArray[np.bool_]
    mentors: npt.NDArray[np.bool_]


def reach(network: Network) -> Reach:
    """Maximum flow of first mentors, with its cut."""
    from ortools.graph.python import max_flow  # noqa: PLC0415 - the web process pays for the solver on first use

    source, sink, mentee_node, mentor_node = _nodes(network)
    flow = max_flow.SimpleMaxFlow()
    flow.add_arcs_with_capacity(
        np.concatenate((np.full_like(mentee_node, source), mentee_node[network.mentee], mentor_node)),
        np.concatenate((mentee_node, mentor_node[network.mentor], np.full_like(mentor_node, sink))),
        np.concatenate((network.first, np.ones_like(network.mentee), network.room)),
    )
    status = flow.solve(source, sink)
    if status != flow.OPTIMAL:
        raise RuntimeError(f"maximum flow ended as {status.name}")
    near = np.zeros(sink + 1, dtype=bool)
    near[np.asarray(flow.get_source_side_min_cut(), dtype=np.int64)] = True
    return Reach(int(flow.optimal_flow()), near[mentee_node], near[mentor_node])


def most_reached(network: Network) -> int:
    """How many mentees without a mentor can get a first one."""
    return reach(network).count


def best_arcs(network: Network) -> npt.NDArray[np.bool_]:
    """Which arcs to take: most mentees reached, then most arcs, then the highest total, then the hash.

    Raises OverflowError when the sums do not fit int64 even without a tie-break, never a wrong answer.
    """
    if not network.mentee.size:
        return np.zeros(0, dtype=bool)
    for bits in range(_bits_that_fit(network), -1, -1):
        taken = _try_best_arcs(network, bits)
        if taken is not None:
            return taken
    raise OverflowError("scores and people are too many for the solver's 64-bit costs")


def _try_best_arcs(network: Network, bits: int) -> npt.NDArray[np.bool_] | None:
    """The best arcs with a tie-break of this many bits, or None when the solver refuses costs so high."""
    from ortools.graph.python import min_cost_flow  # noqa: PLC0415 - as above

    source, sink, mentee_node, mentor_node = _nodes(network)
    cost, later = _costs(network, bits)
    from_source = np.full_like(mentee_node, source)
    flow = min_cost_flow.SimpleMinCostFlow()
    arcs = flow.add_arcs_with_capacity_and_unit_cost(
        np.concatenate((mentee_node[network.mentee], from_source, from_source, mentor_node)),
        np.concatenate(
            (mentor_node[network.mentor], mentee_node, mentee_node, np.full_like(mentor_node, sink))
        ),
        np.concatenate((np.ones_like(cost), network.first, network.need - network.first, network.room)),
        np.concatenate(
            (cost, np.zeros_like(mentee_node), np.full_like(mentee_node, later), np.zeros_like(mentor_node))
        ),
    )
    supply = most_pairs(network)
    flow.set_node_supply(source, supply)
    flow.set_node_supply(sink, -supply)
    status = flow.solve_max_flow_with_min_cost()
    if status == flow.BAD_COST_RANGE:
        return None
    if status != flow.OPTIMAL:
        raise RuntimeError(f"minimum-cost flow ended as {status.name}")
    return np.asarray(flow.flows(arcs[: len(cost)])) > 0


def _costs(network: Network, bits: int) -> tuple[IntArray, int]:
    """The cost of each arc, and of every mentor after a mentee's first.

    One score point costs more than the hashes of all pairs together; one later mentor instead of somebody's
    first costs more than all the score points that can be won by it.
    """
    point = _point(network, bits)
    top = int(network.score.max())
    cost = (top - network.score) * point + (network.tie >> (_MOST_BITS - bits))
    return cost, _later(network, bits)


def _point(network: Network, bits: int) -> int:
    return most_pairs(network) * 2**bits if bits else 1


def _later(network: Network, bits: int) -> int:
    spread = int(network.score.max()) - int(network.score.min())
    return (spread * most_pairs(network) + 1) * _point(network, bits)


def _bits_that_fit(network: Network) -> int:
    nodes = len(network.need) + len(network.room) + 2
    for bits in range(_MOST_BITS, 0, -1):
        if _later(network, bits) * nodes < COST_ROOM:
            return bits
    return 0


def most_pairs(network: Network) -> int:
    return min(int(network.need.sum()), int(network.room.sum()), len(network.mentee))


def _nodes(network: Network) -> tuple[int, int, IntArray, IntArray]:
    """Source, sink, and the node of each mentee and mentor."""
    mentees, mentors = len(network.need), len(network.room)
    return (
        0,
        mentees + mentors + 1,
        np.arange(1, mentees + 1, dtype=np.int64),
        np.arange(mentees + 1, mentees + mentors + 1, dtype=np.int64),
    )
