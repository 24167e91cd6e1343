"""Stable pairs, and how many pairs would rather have each other.

Both sides rank by the one score, so what a stable choice is can be said without two lists of wishes. A mentee prefers
the higher score. A mentor prefers being somebody's first mentor to being anybody's further one, and then the higher
score: this is how "a first mentor for everybody before a second for anybody" enters. A mentee's first mentor is the
one of their best score; somebody with a locked pair has their first mentor there.

A possible pair *blocks* when it is not chosen and both would rather have it: the mentee wants one more or has a lower
score, and the mentor has a place left or somebody they prefer less. Locked pairs never move. With one mentor per
mentee this is the textbook definition.

The policy `stable` chooses pairs so that none blocks, and nothing comes before that: not the number of mentees
reached, not the floor, not the total. The pairs are taken from the highest score down, first all first mentors, then
all further ones; among equal scores the hash of the ids decides, then the ids. Without ties this is the only stable
choice. With ties there may be another that reaches more mentees; finding it is NP-hard, and we do not look for it.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from matching.engine.flow import Network
from matching.engine.levels import Mask
from matching.engine.problem import TOP_SCORE, IntArray

# Pairs looked at before those whose people are served already are left out.
_AT_ONCE = 4096
_NOBODY = TOP_SCORE + 1


def stable_pairs(network: Network) -> Mask:
    """Which pairs of the network to take."""
    order = np.lexsort((network.mentor, network.mentee, network.tie, -network.score))
    taken = np.zeros(len(order), dtype=bool)
    room = network.room.copy()
    further = network.need - network.first
    first_round = _take(network, order, network.first.copy(), room)
    taken[first_round] = True
    taken[_take(network, order[~taken[order]], further, room)] = True
    return taken


def _take(network: Network, order: IntArray, need: IntArray, room: IntArray) -> list[int]:
    """Pairs in this order while both have room; `need` and `room` are used up."""
    found: list[int] = []
    for start in range(0, len(order), _AT_ONCE):
        some = order[start : start + _AT_ONCE]
        some = some[(need[network.mentee[some]] > 0) & (room[network.mentor[some]] > 0)]
        mentees, mentors = network.mentee[some].tolist(), network.mentor[some].tolist()
        for at, mentee, mentor in zip(some.tolist(), mentees, mentors, strict=True):
            if need[mentee] and room[mentor]:
                need[mentee] -= 1
                room[mentor] -= 1
                found.append(at)
    return found


@dataclass(frozen=True, eq=False)
class Standing:
    """What everybody would have to be offered to prefer it, after a choice.

    A mentee gains by a score above `worst`; above `best` it would be their first mentor. A mentor gains by a first
    pair above `first_above` and by a further pair above `further_above`; -1 with a place left.
    """

    worst: IntArray
    best: IntArray
    first_above: IntArray
    further_above: IntArray

    def blocks(self, score: npt.NDArray[np.signedinteger], mentee: IntArray, mentor: IntArray) -> Mask:
        """Which of these pairs block, if they are not chosen; the three are broadcast against each other."""
        first = score > self.best[mentee]
        wanted = np.where(first, self.first_above[mentor], self.further_above[mentor])
        return np.asarray((score >= 0) & (score > self.worst[mentee]) & (score > wanted))


def standing(network: Network, taken: Mask) -> Standing:
    """Where a choice leaves everybody."""
    mentee, mentor, score = network.mentee[taken], network.mentor[taken], network.score[taken]
    least = np.full(len(network.need), _NOBODY)
    np.minimum.at(least, mentee, score)
    best = np.full(len(network.need), -1)
    np.maximum.at(best, mentee, score)
    is_first = (network.first[mentee] > 0) & (score == best[mentee])
    best[network.first == 0] = _NOBODY  # whoever has a locked pair gets no first mentor any more
    left = network.need - np.bincount(mentee, minlength=len(network.need))
    places = network.room - np.bincount(mentor, minlength=len(network.room))
    first_above, further_above = (np.full(len(network.room), _NOBODY) for _ in range(2))
    np.minimum.at(first_above, mentor[is_first], score[is_first])
    np.minimum.at(further_above, mentor[~is_first], score[~is_first])
    first_above[mentor[~is_first]] = -1
    first_above[places > 0] = -1
    further_above[places > 0] = -1
    worst = np.where(left > 0, -1, np.where(network.need > 0, least, _NOBODY))
    no_room = network.room <= 0
    first_above[no_room] = further_above[no_room] = _NOBODY
    return Standing(worst, best, first_above, further_above)


def count_blocking(network: Network, taken: Mask) -> int:
    """How many pairs of the network block this choice."""
    blocks = standing(network, taken).blocks(network.score, network.mentee, network.mentor)
    return int(np.count_nonzero(blocks & ~taken))
