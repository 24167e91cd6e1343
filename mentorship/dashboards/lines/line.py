"""What a line is."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Line:
    """The smallest rank is the hero; ranks are those of UX 2.4's table, see `sessions.queries.waiting.RANKS`."""

    rank: int
    key: str  # a stable id for the page
    title: str
    detail: str
    url: str
    action: str
    minutes: int
    why: str
