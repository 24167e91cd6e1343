"""The rows of a board and who is left, and the numbers at its head."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from matching.models import Draft
from matching.queries.changes import PairNow
from programs.models import Person
from programs.models.enrolments import Role

# From here a pair is called strong; under LOOK it should be looked at.
STRONG, LOOK = 60, 45


@dataclass(frozen=True)
class Row:
    """One pair of the table. `places` of the mentor's `capacity` are taken with this draft."""

    pair: PairNow
    chips: list[tuple[str, str]]

    @property
    def why(self) -> str:
        """What speaks for it and against it; else what changed."""
        return self.pair.changed or "; ".join(str(words) for _tone, words in self.chips)

    @property
    def kinds(self) -> set[str]:
        """The filters that show this row."""
        found = {
            "strong": self.strong,
            "look": self.to_look_at,
            "locked": self.pair.locked,
            "changed": bool(self.pair.changed),
        }
        return {"all"} | {name for name, holds in found.items() if holds}

    @property
    def strong(self) -> bool:
        return self.pair.fit >= STRONG and not self.pair.changed

    @property
    def to_look_at(self) -> bool:
        return not self.pair.published and (self.pair.fit < LOOK or bool(self.pair.changed))


@dataclass(frozen=True)
class Left:
    """Somebody without a pair, and why."""

    code: str
    person: Person
    role: str
    sentence: str
    waits: bool  # a mentee for whom somebody would do, or might


@dataclass(frozen=True)
class Numbers:
    """The head of the board, for the whole draft and not the page."""

    rows: Sequence[Row]
    left: Sequence[Left]
    draft: Draft

    @property
    def pairs(self) -> int:
        return len(self.rows)

    @property
    def published(self) -> int:
        """Those that went ahead of the rest of an open draft."""
        return sum(row.pair.published for row in self.rows) if self.draft.state == Draft.State.OPEN else 0

    @property
    def to_publish(self) -> int:
        return self.pairs - self.published

    @property
    def mentees(self) -> int:
        return len({row.pair.mentee.pk for row in self.rows})

    @property
    def strong(self) -> int:
        return sum(row.strong for row in self.rows)

    @property
    def look(self) -> int:
        return sum(row.to_look_at for row in self.rows)

    @property
    def locked(self) -> int:
        return sum(row.pair.locked for row in self.rows)

    @property
    def changed(self) -> int:
        return sum(bool(row.pair.changed) for row in self.rows)

    @property
    def average(self) -> int:
        return sum(row.pair.score for row in self.rows) // (100 * len(self.rows)) if self.rows else 0

    @property
    def weakest(self) -> PairNow | None:
        return min((row.pair for row in self.rows), key=lambda pair: (pair.score, pair.code), default=None)

    @property
    def busiest(self) -> int:
        """The most mentees this draft gives one mentor."""
        return max(Counter(row.pair.mentor.pk for row in self.rows).values(), default=0)

    @property
    def waiting(self) -> list[Left]:
        return [one for one in self.left if one.role == Role.MENTEE]

    @property
    def free(self) -> list[Left]:
        return [one for one in self.left if one.role == Role.MENTOR]
