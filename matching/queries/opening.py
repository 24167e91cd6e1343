"""What the board says first: how many are matched, who is left and why, which pairs to look at."""

from collections.abc import Sequence
from dataclasses import dataclass

from matching.queries.board_rows import Left, Row

FEW = 3
TO_LOOK_AT = 5


@dataclass(frozen=True)
class Opening:
    """`named` are the first of those without a mentor, `more` how many there are beside them."""

    matched: int
    mentees: int
    named: list[Left]
    more: int
    look: list[Row]

    @property
    def left(self) -> int:
        return len(self.named) + self.more


def opening(rows: Sequence[Row], waiting: Sequence[Left]) -> Opening:
    """`rows` are all pairs of the draft. Those that changed come first, then the weakest; published ones not at all."""
    matched = len({row.pair.mentee.pk for row in rows})
    open_rows = [row for row in rows if not row.pair.published]
    look = sorted(open_rows, key=lambda row: (not row.pair.changed, row.pair.score, row.pair.code))
    return Opening(
        matched=matched,
        mentees=matched + len(waiting),
        named=list(waiting[:FEW]),
        more=len(waiting[FEW:]),
        look=look[:TO_LOOK_AT],
    )
