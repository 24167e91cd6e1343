"""Prices of mentors: how far a choice among few pairs can be from the best among all.

The objective of a policy becomes one integer (`Worth`): what a pair of each score is worth, and what reaching a mentee
adds. For any prices p >= 0 of the mentors' places no choice is worth more than the sum of the prices of all places and
of what each mentee could gain at these prices; with the prices of the present choice (the least that explain it) that
bound is tight as soon as no pair left out is worth more than its price. Pairs that are, are the ones worth adding.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from matching.engine.bands import USUAL_BANDS
from matching.engine.candidates import Grid, Report
from matching.engine.flow import COST_ROOM, Network, most_pairs
from matching.engine.levels import Mask
from matching.engine.problem import TOP_SCORE, IntArray

Pairs = tuple[IntArray, IntArray, IntArray]

# Less than anything can be worth.
_NEVER = -(2**61)
_UNBOUND = 2**61
# Pairs added to a mentee's candidates in one round.
_MOST_ADDED = 20


@dataclass(frozen=True, eq=False)
class Worth:
    """`of` holds what a pair is worth by its score, and last (at -1) what an impossible one is.

    Every goal outweighs all below it twice: a bound less than `slack` above a choice proves the goals before its total.
    """

    of: IntArray
    first: int
    slack: int


def worth_of(network: Network, policy: str, bands: Sequence[int], floor: int) -> Worth | None:
    """The policy as one integer, or None where 64 bits do not hold it."""
    pairs = most_pairs(network)
    scores = np.arange(TOP_SCORE + 1, dtype=np.int64)
    values, slack = scores.copy(), pairs * TOP_SCORE
    spread = slack
    weak = [scores < band for band in sorted(set(bands or USUAL_BANDS), reverse=True)]
    several = bool((network.need > network.first).any())
    signs = ([1] if several else []) + ([-1] * len(weak) if policy == "fewest_poor" else [])
    marks = ([scores >= 0] if several else []) + weak
    for sign, mark in zip(signs, marks, strict=False):
        weight = 2 * spread + 1
        if weight * pairs >= COST_ROOM // 8:
            return None
        values += sign * weight * mark
        spread += weight * pairs
    first = 2 * spread + 1
    if first >= COST_ROOM // 8:
        return None
    values[scores < floor] = _NEVER
    return Worth(np.append(values, _NEVER), first, slack)


@dataclass(frozen=True, eq=False)
class Prices:
    """Per mentor the price of a place, and per mentee what a further pair would have to be worth beyond its price."""

    mentor: IntArray
    mentee: IntArray


def prices_of(network: Network, taken: Mask, worth: Worth) -> Prices:
    """The least prices that explain an optimal choice.

    Prices rise from 0: a mentee's chosen pairs, at their present prices, say what they would leave for another mentor;
    that mentor's places cost at least the difference. Only what changed is looked at again.
    """
    value = worth.of[network.score]
    mentee, mentor = network.mentee, network.mentor
    chosen = np.flatnonzero(taken)
    starts = np.searchsorted(mentee, np.arange(len(network.need) + 1))
    price = np.zeros(len(network.room), dtype=np.int64)
    gain = _limits(network, taken, worth)
    np.minimum.at(gain, mentee[chosen], value[chosen])
    changed = np.flatnonzero(gain < _UNBOUND)
    for _ in range(4 * len(network.need) + 4):
        arcs = _arcs_of(changed, starts)
        arcs = arcs[~taken[arcs]]
        before = price.copy()
        np.maximum.at(price, mentor[arcs], value[arcs] - gain[mentee[arcs]])
        touched = chosen[price[mentor[chosen]] > before[mentor[chosen]]]
        if not touched.size:
            break
        least = gain.copy()
        np.minimum.at(least, mentee[touched], value[touched] - price[mentor[touched]])
        changed = np.flatnonzero(least < gain)
        gain = least
    return Prices(price, gain)


def _limits(network: Network, taken: Mask, worth: Worth) -> IntArray:
    """What a further pair may be worth at most with a choice that is optimal: nothing to who wants one more."""
    given = np.bincount(network.mentee[taken], minlength=len(network.need))
    limits = np.where(given < network.need, 0, _UNBOUND)
    limits[(given == 0) & (network.first > 0)] = -worth.first
    return limits


def _arcs_of(mentees: IntArray, starts: IntArray) -> IntArray:
    """The positions of these mentees' arcs, which lie together."""
    lengths = starts[mentees + 1] - starts[mentees]
    ends = np.cumsum(lengths)
    inside = np.arange(ends[-1] if ends.size else 0) - np.repeat(ends - lengths, lengths)
    return np.asarray(np.repeat(starts[mentees], lengths) + inside, dtype=np.int64)


@dataclass(frozen=True, eq=False)
class Check:
    """How far above the choice the bound lies, and pairs (mentee, mentor, score) that could close the distance.

    `least` says per mentee which worth beyond its price a pair has to have not to lower the bound.
    """

    above: int
    better: Pairs
    prices: Prices
    least: IntArray


def check(grid: Grid, network: Network, taken: Mask, worth: Worth, report: Report) -> Check:
    """One look at every pair there is, with the prices of this choice."""
    prices = prices_of(network, taken, worth)
    bound = sum((network.room * prices.mentor).tolist())
    least = np.full(len(network.need), _UNBOUND)
    chosen = np.searchsorted(network.mentee[taken], np.arange(len(network.need) + 1))
    mentors = network.mentor[taken]
    found = []
    for ranks, block in grid.blocks(report, "proving"):
        left = worth.of[block]
        left -= prices.mentor
        gains, least[ranks] = _gains(left, network.first[ranks], network.need[ranks], worth.first)
        bound += sum(gains.tolist())
        place = np.repeat(np.arange(len(ranks)), chosen[ranks + 1] - chosen[ranks])
        left[place, mentors[_arcs_of(ranks, chosen)]] = _NEVER
        better = left > prices.mentee[ranks][:, None]
        for row in np.flatnonzero(better.any(axis=1)).tolist():
            columns = np.flatnonzero(better[row])
            best = columns[np.argsort(-left[row, columns], kind="stable")][:_MOST_ADDED]
            found.append(np.stack((np.full(len(best), ranks[row]), best, block[row, best])))
    reached = np.unique(network.mentee[taken & (network.first[network.mentee] > 0)]).size
    value = sum(worth.of[network.score[taken]].tolist()) + worth.first * reached
    return Check(bound - value, joined(found), prices, least)


def all_that_matter(grid: Grid, seen: Check, worth: Worth, most: int, report: Report) -> Pairs | None:
    """Every pair that a choice as good as this or better could hold, or None when they are more than `most`.

    Whoever takes another pair lowers the bound by what that pair lacks; more than the bound is above the choice must
    not be lacking. Solved with these pairs alone, the result is the best of all.
    """
    found, count = [], 0
    for ranks, block in grid.blocks(report, "proving"):
        left = worth.of[block]
        left -= seen.prices.mentor
        at, to = np.nonzero(left >= (seen.least[ranks] - seen.above)[:, None])
        count += len(at)
        if count > most:
            return None
        found.append(np.stack((ranks[at], to, block[at, to].astype(np.int64))))
    return joined(found)


def joined(found: list[IntArray]) -> Pairs:
    """The columns of many pieces."""
    every = np.concatenate(found, axis=1) if found else np.zeros((3, 0), dtype=np.int64)
    return every[0], every[1], every[2]


def _gains(left: IntArray, first: IntArray, need: IntArray, bonus: int) -> tuple[IntArray, IntArray]:
    """What each mentee of a block can gain at most (the best pairs that are worth it, and the first one's bonus), and
    what a pair must leave not to make that less.
    """
    most = min(int(need.max(initial=1)), left.shape[1])
    if not most:
        return np.zeros_like(need), np.zeros_like(need)
    if most == 1:
        best = left.max(axis=1)[:, None].copy()
    else:
        best = np.sort(np.partition(left, left.shape[1] - most, axis=1)[:, -most:], axis=1)[:, ::-1].copy()
    bonuses = np.zeros_like(best)
    bonuses[:, 0] = first * bonus
    counts = (best + bonuses > 0) & (np.arange(best.shape[1])[None, :] < need[:, None])
    gains = np.where(counts, best + bonuses, 0).sum(axis=1)
    number = counts.sum(axis=1)
    last = best[np.arange(len(best)), np.maximum(number, 1) - 1]
    some = np.where(number < need, np.minimum(last, 0), last)
    return gains, np.where(number == 0, -first * bonus, some)
