"""Both sides of a problem in order of their ids, with what the locked pairs leave of wishes and places."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from matching.engine.flow import Hashes, Network, id_hashes, mixed_hashes
from matching.engine.problem import IntArray, Problem


@dataclass(frozen=True, eq=False)
class Sides:
    """`mentee_order` and `mentor_order` are positions in the problem, by id; everything else is in that order.

    `first`, `need` and `room` are those of a Network. `locked` holds a row (mentee, mentor) for each locked pair.
    """

    mentees: list[str]
    mentors: list[str]
    mentee_order: IntArray
    mentor_order: IntArray
    first: IntArray
    need: IntArray
    room: IntArray
    locked: IntArray

    @cached_property
    def _hashes(self) -> tuple[Hashes, Hashes]:
        return id_hashes(self.mentees), id_hashes(self.mentors)

    def network(self, mentee: IntArray, mentor: IntArray, score: IntArray) -> Network:
        """The pairs (in ranks, in any order, none twice) that are not locked and that both have room for."""
        keep = (self.need[mentee] > 0) & (self.room[mentor] > 0)
        keys = mentee * max(len(self.mentors), 1) + mentor
        if len(self.locked):
            keep &= ~np.isin(keys, self.locked[:, 0] * max(len(self.mentors), 1) + self.locked[:, 1])
        order = np.argsort(keys, kind="stable")
        order = order[keep[order]]
        tail, head = mentee[order], mentor[order]
        ties = mixed_hashes(*self._hashes, tail, head)
        return Network(self.first, self.need, self.room, tail, head, score[order], ties)


def sides_of(problem: Problem) -> Sides:
    """The people of a problem, sorted."""
    mentee_order = sorted(range(len(problem.mentees)), key=lambda at: problem.mentees[at].id)
    mentor_order = sorted(range(len(problem.mentors)), key=lambda at: problem.mentors[at].id)
    mentees = [problem.mentees[at].id for at in mentee_order]
    mentors = [problem.mentors[at].id for at in mentor_order]
    # A wish for more mentors than there are is the wish for all of them; it also keeps any number in int64.
    need = _column([min(problem.mentees[at].wants, len(mentors)) for at in mentee_order])
    room = _column([min(problem.mentors[at].capacity, len(mentees)) for at in mentor_order])
    mentee_rank = {key: rank for rank, key in enumerate(mentees)}
    mentor_rank = {key: rank for rank, key in enumerate(mentors)}
    locked = _column(
        [(mentee_rank[mentee], mentor_rank[mentor]) for mentee, mentor in sorted(problem.locked)]
    ).reshape(-1, 2)
    first = np.minimum(need, 1)
    first[locked[:, 0]] = 0
    np.subtract.at(need, locked[:, 0], 1)
    np.subtract.at(room, locked[:, 1], 1)
    return Sides(
        mentees, mentors, _column(mentee_order), _column(mentor_order), first, need, room, locked
    )  # fmt: skip


def ranks(order: IntArray) -> IntArray:
    """The rank of each position, from the position of each rank."""
    found = np.empty_like(order)
    found[order] = np.arange(len(order))
    return found


def _column(values: object) -> IntArray:
    return np.array(values, dtype=np.int64)
