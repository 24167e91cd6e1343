"""What people said as they began against what they said at the end: sums of published figures, and nothing else.

No two published figures have an answer in common (`mentorship.lib.disclosure`), so their sums say nothing they did not.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from mentorship.dashboards.queries.figures import Figure, Measure, trend
from mentorship.dashboards.queries.sources import Words


@dataclass(frozen=True)
class StartAndEnd:
    """One question. None: too few have answered it yet."""

    question: Words
    good: Words
    start: Figure | None
    end: Figure | None

    @property
    def change(self) -> str:
        """One word, where start and end differ by more than chance makes of so few people."""
        return trend(self.start, self.end) if self.start and self.end else ""


def starts_and_ends(measures: Sequence[Measure]) -> list[StartAndEnd]:
    """The questions of which something is known, in their order. `measures`: all starts, then all ends."""
    half = len(measures) // 2
    both = zip(measures[:half], measures[half:], strict=True)
    found = [StartAndEnd(one.question, one.good, together(one), together(other)) for one, other in both]
    return [one for one in found if one.start or one.end]


def together(measure: Measure) -> Figure | None:
    """All its published months as one figure."""
    said = [one for one in measure.figures if one.said]
    if not said:
        return None
    people, least, most = (
        sum(getattr(one, name) or 0 for one in said) for name in ("people", "least", "most")
    )
    return Figure(said[-1].month, said[0].since, people, least, most)
