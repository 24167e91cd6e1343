"""What a story of the demo is made of."""

from dataclasses import dataclass
from datetime import datetime, time


@dataclass(frozen=True)
class Held:
    """A meeting `ago` days before today. Empty feedback was not given."""

    ago: int
    hour: time = time(17, 0)
    agenda: tuple[str, ...] = ()
    notes: str = ""
    from_mentor: str = ""
    from_mentee: str = ""
    state: str = ""  # "missed" or "cancelled"; else it took place


@dataclass(frozen=True)
class Booked:
    """A meeting in `ahead` days."""

    ahead: int
    hour: time = time(17, 0)
    agenda: tuple[str, ...] = ()


@dataclass(frozen=True)
class Action:
    """By `owner`, written down `ago` days before today, due in `due` days (negative: it is late)."""

    owner: str
    text: str
    ago: int
    due: int
    done: bool = False


@dataclass(frozen=True)
class Goal:
    sentence: str
    measure: str = ""
    relevance: str = ""
    until: int = 90  # days from today
    milestones: tuple[tuple[str, int], ...] = ()  # what, and how many days ago it was reached; 0: not yet
    ago: int = 0  # set so many days before today; 0: soon after the two were matched
    reached: bool = False


@dataclass(frozen=True)
class Pair:
    mentor: str
    mentee: str
    goal_id: str  # what the mentee wrote when enrolling
    started: int = 68  # days ago
    goals: tuple[Goal, ...] = ()
    held: tuple[Held, ...] = ()
    booked: tuple[Booked, ...] = ()
    actions: tuple[Action, ...] = ()
    ended: int = 0  # days ago
    just_met: datetime | None = None  # a meeting that ended at this instant
