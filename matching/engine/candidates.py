"""Scores of very many pairs, a block of rows at a time, and the few of them worth showing to the solver.

Nothing here holds a matrix of 64-bit numbers: what is kept is 16 bits a pair, and only up to a limit; beyond it a
block is asked for again.
"""

from collections.abc import Callable, Iterator
from typing import Protocol

import numpy as np
import numpy.typing as npt

from matching.engine.problem import IntArray
from matching.engine.sides import Sides

Block = npt.NDArray[np.int16]
# Hears (stage, done, total) of a long run, and raises when it must not go on.
Report = Callable[[str, int, int], None]

# Per mentee and per mentor (MATCHING 1.3: 50 on both sides leave 0.01 % at 10,000, which the price check then mends).
BEST = 50
# 16 bits a pair: this keeps 16,000 x 16,000. Beyond, scores are computed again for each look at them.
MOST_KEPT = 2**29
# Pairs of a block, so that its 64-bit sums stay near 32 MB.
_PAIRS_AT_ONCE = 2**22


class Scores(Protocol):
    """Where scores come from: of any mentees, with every mentor, in the order of the problem."""

    @property
    def shape(self) -> tuple[int, int]:
        """How many mentees and how many mentors."""

    def rows(self, wanted: IntArray) -> Block:
        """A row for each of these mentees: 0..10000, or -1 where the pair is impossible."""


class Kept:
    """Scores that are computed once, as long as they fit into `most` bytes."""

    def __init__(self, scores: Scores, most: int = MOST_KEPT) -> None:
        self.scores = scores
        self.shape = scores.shape
        mentees, mentors = self.shape
        self._kept = np.empty(self.shape, dtype=np.int16) if 2 * mentees * mentors <= most else None
        self._known = np.zeros(mentees, dtype=bool)

    def rows(self, wanted: IntArray) -> Block:
        if self._kept is None:
            return self.scores.rows(wanted)
        missing = wanted[~self._known[wanted]]
        if missing.size:
            self._kept[missing] = self.scores.rows(missing)
            self._known[missing] = True
        return self._kept[wanted]


class Whole:
    """Scores that are all there already."""

    def __init__(self, matrix: npt.NDArray[np.integer]) -> None:
        self.shape: tuple[int, int] = (matrix.shape[0], matrix.shape[1])
        self._matrix = matrix

    def rows(self, wanted: IntArray) -> Block:
        return self._matrix[wanted].astype(np.int16, copy=False)


class Grid:
    """The same scores in order of the ids, with -1 too for locked pairs and where somebody has no room."""

    def __init__(self, scores: Scores, sides: Sides) -> None:
        self.sides = sides
        self.shape = scores.shape
        self._scores = scores
        self._straight = bool((sides.mentor_order == np.arange(len(sides.mentor_order))).all())
        self._full = sides.room <= 0

    def block(self, wanted: IntArray) -> Block:
        """A fresh block: a row for each of these ranks."""
        block = self._scores.rows(self.sides.mentee_order[wanted])
        block = block.copy() if self._straight else block[:, self.sides.mentor_order]
        block[:, self._full] = -1
        locked = self.sides.locked
        if len(locked):
            place = np.full(self.shape[0], -1, dtype=np.int64)
            place[wanted] = np.arange(len(wanted))
            here = locked[place[locked[:, 0]] >= 0]
            block[place[here[:, 0]], here[:, 1]] = -1
        return block

    def blocks(
        self, report: Report, stage: str, only: npt.NDArray[np.bool_] | None = None
    ) -> Iterator[tuple[IntArray, Block]]:
        """Every mentee who wants somebody (or those of `only` who do), block by block."""
        wanting = self.sides.need > 0
        ranks = np.flatnonzero(wanting if only is None else wanting & only)
        at_once = max(_PAIRS_AT_ONCE // max(self.shape[1], 1), 1)
        for start in range(0, len(ranks), at_once):
            report(stage, start, len(ranks))
            some = ranks[start : start + at_once]
            yield some, self.block(some)
        report(stage, len(ranks), len(ranks))

    def scores_of(self, pairs: IntArray) -> IntArray:
        """The scores of these few (mentee, mentor), 0 where impossible, whatever is locked or full."""
        found = np.zeros(len(pairs), dtype=np.int64)
        for at, (mentee, mentor) in enumerate(pairs.tolist()):
            row = self._scores.rows(self.sides.mentee_order[[mentee]])[0]
            found[at] = max(int(row[self.sides.mentor_order[mentor]]), 0)
        return found


def best_of_both(grid: Grid, report: Report, best: int = BEST) -> tuple[IntArray, IntArray, IntArray]:
    """The best mentors of every mentee and the best mentees of every mentor: mentee, mentor, score, none twice.

    Lists of one side alone leave people out whom nobody has among their best (MATCHING 1.3). A mentor with many places
    gets a list as long as twice those of most mentors. Among equal scores each mentee begins with another mentor, so
    that not all lists hold the same few; no two pairs of a row or column tie, so every machine finds the same.
    """
    mentors = grid.shape[1]
    room = grid.sides.room
    held = _Columns(mentors, max(best, 2 * int(np.quantile(room, 0.9)) if mentors else 0))
    rows = []
    for ranks, block in grid.blocks(report, "comparing"):
        keys = _keys(ranks, block)
        held.offer(ranks, keys)
        found, columns = _highest(keys, best)
        at, to = np.nonzero(found >= 0)
        rows.append((ranks[at] * mentors + columns[at, to], found[at, to]))
    rows.append(held.pairs())
    pairs, first = np.unique(np.concatenate([one[0] for one in rows]), return_index=True)
    keys = np.concatenate([one[1] for one in rows])[first]
    return pairs // max(mentors, 1), pairs % max(mentors, 1), keys.astype(np.int64) >> 16


def _keys(ranks: IntArray, block: Block) -> npt.NDArray[np.int32]:
    """The score, and below it a number that differs along every row and column; -1 for impossible pairs."""
    columns = np.arange(block.shape[1], dtype=np.int32)
    turned = (ranks * 40_503 % 2**16).astype(np.int32)
    mixed = (columns[None, :] + turned[:, None]) & np.int32(0xFFFF)
    mixed |= block.astype(np.int32) << 16
    mixed[block < 0] = -1
    return mixed


class _Columns:
    """The highest keys of every column seen so far, and their rows."""

    def __init__(self, columns: int, best: int) -> None:
        self.best = best
        self.keys = np.full((columns, best), -1, dtype=np.int32)
        self.ranks = np.zeros((columns, best), dtype=np.int64)

    def offer(self, ranks: IntArray, keys: npt.NDArray[np.int32]) -> None:
        high, at = _highest(np.ascontiguousarray(keys.T), self.best)
        both = np.concatenate((self.keys, high), axis=1)
        self.keys, kept = _highest(both, self.best)
        self.ranks = np.take_along_axis(np.concatenate((self.ranks, ranks[at]), axis=1), kept, axis=1)

    def pairs(self) -> tuple[IntArray, npt.NDArray[np.int32]]:
        """Pair numbers and keys."""
        column, at = np.nonzero(self.keys >= 0)
        return self.ranks[column, at] * len(self.keys) + column, self.keys[column, at]


def _highest(keys: npt.NDArray[np.int32], most: int) -> tuple[npt.NDArray[np.int32], IntArray]:
    """The `most` highest keys of each row, in no order, and where they stand."""
    width = keys.shape[1]
    if width <= most:
        return keys, np.broadcast_to(np.arange(width), keys.shape)
    columns = np.argpartition(keys, width - most, axis=1)[:, width - most :]
    return np.take_along_axis(keys, columns, axis=1), columns
