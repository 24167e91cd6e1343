"""Matrices over all pairs that are computed once for each pair of different answers, and spread over the people.

Two thousand people give some dozens of different departments or sets of languages: the small matrix is worked out,
the large one is read from it. The products add zeros and ones in float32, far under 2**24, so that the number of
threads cannot change a score (MATCHING 1.6, trap 3).
"""

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.integer[Any]]
Bools = npt.NDArray[np.bool_]
Sets = Sequence[frozenset[Any]]

# In the matrices of values: one side did not answer.
MISSING = -1


@dataclass(frozen=True, eq=False)
class Grid:
    """`small` by the different answers of each side; `rows` and `columns` say whose answer is which."""

    small: npt.NDArray[Any]
    rows: Ints
    columns: Ints

    def __getitem__(self, at: tuple[int, int]) -> Any:
        return self.small[self.rows[at[0]], self.columns[at[1]]]

    def spread(self) -> npt.NDArray[Any]:
        """The whole matrix, mentees x mentors."""
        rows, columns = self.small.shape
        wide = self.small if _in_order(self.rows, rows) else self.small[self.rows]
        return wide if _in_order(self.columns, columns) else wide.take(self.columns, axis=1)

    def map(self, how: Callable[[npt.NDArray[Any]], npt.NDArray[Any]]) -> "Grid":
        return Grid(how(self.small), self.rows, self.columns)


def _in_order(positions: Ints, length: int) -> bool:
    return len(positions) == length and bool((positions == np.arange(length)).all())


def distinct(answers: Sequence[Hashable]) -> tuple[list[Any], Ints]:
    """The different answers in the order met, and for everybody which one is theirs."""
    place: dict[Hashable, int] = {}
    which = np.fromiter((place.setdefault(one, len(place)) for one in answers), np.intp, len(answers))
    return list(place), which


def paired(
    left: Sequence[Hashable],
    right: Sequence[Hashable],
    how: Callable[[list[Any], list[Any]], npt.NDArray[Any]],
) -> Grid:
    """`how` gets the different answers of both sides and gives their small matrix."""
    (ones, rows), (others, columns) = distinct(left), distinct(right)
    return Grid(how(ones, others), rows, columns)


def shared(left: Sequence[Iterable[Hashable]], right: Sequence[Iterable[Hashable]]) -> npt.NDArray[np.int16]:
    """How many members each set of the left shares with each set of the right."""
    column = {member: at for at, member in enumerate({member for keys in left for member in keys})}
    product = incidence(left, column) @ incidence(right, column).T
    return product.astype(np.int16)


def sizes(sets: Sequence[Any]) -> npt.NDArray[np.int16]:
    return np.fromiter(map(len, sets), np.int16, len(sets))


def both(left: Bools, right: Bools) -> Bools:
    return np.asarray(left[:, None] & right[None, :])


def unless_missing(values: npt.NDArray[Any], left: Sequence[object], right: Sequence[object]) -> Ints:
    """The values as int8, MISSING where a side gave nothing: an empty set, an empty text, None."""
    given = [
        np.fromiter((bool(one) or one == 0 for one in side), np.bool_, len(side)) for side in (left, right)
    ]
    return np.where(both(*given), values, MISSING).astype(np.int8)


def incidence(sets: Sequence[Iterable[Hashable]], column: Mapping[Any, int]) -> npt.NDArray[np.float32]:
    """A row of zeros and ones for each set, by the places of its members."""
    at = [[column[key] for key in keys if key in column] for keys in sets]
    matrix = np.zeros((len(sets), len(column)), dtype=np.float32)
    rows = np.repeat(np.arange(len(sets)), np.fromiter(map(len, at), np.intp, len(at)))
    matrix[rows, np.fromiter((one for some in at for one in some), np.intp, len(rows))] = 1
    return matrix
