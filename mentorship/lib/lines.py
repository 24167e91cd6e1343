"""One thing that asks something of somebody: a line of Today and of the daily mail."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Line:
    """The smallest rank comes first; ranks are those of UX 2.4's table, see `sessions.queries.waiting.RANKS`."""

    rank: int
    key: str  # a stable id for the page; what somebody put off or stopped is kept under it
    title: str
    detail: str
    url: str
    action: str
    minutes: int
    why: str
