"""What waits for one person in their live mentorships: the rules of Today."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from mentorship.accounts.models import User
from mentorship.lib import clock
from sessions.models import Goal
from sessions.queries.faces import Face
from sessions.queries.pairs import Pair, live_pairs

# What only the daily mail asks (`sessions.reminders.readers`) has its place among what Today asks.
# The order of UX 2.4; coordinators' lines (50 to 54) stand between what asks today and what can wait a week.
RANKS = {
    "meeting_now": 10,
    "agenda": 20,
    "meeting_soon": 21,
    "feedback": 30,
    "action_overdue": 40,
    "action_due": 40,
    "first_meeting": 45,
    "agreement": 48,
    "rhythm": 60,
    "first_goal": 61,
    "goal_steps": 62,
    "goal_untouched": 63,
}
NOW, PREPARE, UNTOUCHED = timedelta(minutes=15), timedelta(hours=48), timedelta(days=30)


@dataclass(frozen=True)
class Waiting:
    """One thing that waits; `number` is the meeting's or the goal's in its mentorship."""

    kind: str
    code: str
    partner: Face
    program: str
    number: int = 0
    at: datetime | None = None
    text: str = ""  # an action's own words
    weeks: int = 0

    @property
    def rank(self) -> int:
        return RANKS[self.kind]

    @property
    def key(self) -> str:
        """A stable id for the page. With its date: what is put off for good does not hide the next one."""
        day = f"-{self.at:%Y%m%d}" if self.at else ""
        kind = "action_overdue" if self.kind == "action_due" else self.kind  # told by mail, put off on Today
        return f"{kind}-{self.code}-{self.number}{day}"


def waiting_for(user: User) -> list[Waiting]:
    """Everything that waits for this person, the most pressing first."""
    return waiting_in(live_pairs(user))


def waiting_in(pairs: list[Pair]) -> list[Waiting]:
    """The same for pairs a page has already read."""
    return sorted((line for pair in pairs for line in lines_of(pair)), key=_pressing)


def lines_of(pair: Pair) -> list[Waiting]:
    """What one mentorship asks of its member, the most pressing first.

    Two who rest or come to an end are asked for nothing new, no date, no goal; where contact has stopped, for nothing.
    """
    if pair.stopped:
        return []
    rules = (_meetings, _actions) if pair.rests or pair.ending else (_meetings, _actions, _dates, _goals)
    return sorted((line for rule in rules for line in rule(pair)), key=_pressing)


def _pressing(line: Waiting) -> tuple[int, datetime, str]:
    return line.rank, line.at or clock.now(), line.code


def _waits(pair: Pair, kind: str, **facts: Any) -> Waiting:
    return Waiting(kind=kind, code=pair.code, partner=pair.partner, program=pair.program, **facts)


def _meetings(pair: Pair) -> Iterator[Waiting]:
    now = clock.now()
    for meeting in pair.meetings:
        facts = {"number": meeting["number"], "at": meeting["starts_at"]}
        if meeting["ends_at"] <= now:
            if not meeting["answered"]:
                yield _waits(pair, "feedback", **facts)
        elif meeting["starts_at"] <= now + NOW:
            yield _waits(pair, "meeting_now", **facts)
        elif meeting["starts_at"] <= now + PREPARE and not pair.only_helps and not meeting["topics"]:
            yield _waits(pair, "agenda", **facts)


def _actions(pair: Pair) -> Iterator[Waiting]:
    here = timezone.get_current_timezone()
    for item in pair.actions:
        if item.is_overdue and item.due_on:
            at = clock.wall_time(item.due_on, datetime.min.time(), here)
            yield _waits(pair, "action_overdue", number=item.pk, at=at, text=item.text)


def _dates(pair: Pair) -> Iterator[Waiting]:
    if pair.next_meeting or pair.rests or pair.times_wait:
        return  # who picks has a line of their own
    if pair.last_met is None:
        yield _waits(pair, "first_meeting", at=pair.started_at, weeks=pair.weeks)
    elif pair.rhythm.is_due:
        yield _waits(pair, "rhythm", at=pair.rhythm.due_at, weeks=pair.weeks)


def _goals(pair: Pair) -> Iterator[Waiting]:
    """A mentee is asked for a goal, and so is each of two peers.

    A mentor never is, but is reminded of a learning goal they chose to have.
    """
    mine = [goal for goal in pair.goals if goal["is_mine"]]
    if not mine and not pair.only_helps:
        yield _waits(pair, "first_goal", at=pair.started_at)
    for goal in mine:
        if goal["state"] != Goal.State.IN_FOCUS:
            continue
        facts = {"number": goal["number"], "at": goal["touched_at"]}
        if not goal["steps"]:
            yield _waits(pair, "goal_steps", **facts)
        elif goal["touched_at"] < clock.now() - UNTOUCHED:
            yield _waits(pair, "goal_untouched", **facts)
