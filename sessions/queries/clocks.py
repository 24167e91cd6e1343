"""Changes of clocks between two instants, said in words before somebody books across one."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from django.utils import timezone

from mentorship.lib import clock
from sessions.access import Seat
from sessions.queries.faces import zone_of


@dataclass(frozen=True)
class ClockChange:
    """`forward`: that night is an hour shorter."""

    zone: str
    day: date
    forward: bool


def clocks_before(seat: Seat, until: datetime) -> list[ClockChange]:
    """On the reader's wall and the partner's, from now on."""
    return clock_changes(
        [timezone.get_current_timezone_name(), zone_of(seat.partner).key], clock.now(), until
    )


def clock_changes(zones: list[str], start: datetime, until: datetime) -> list[ClockChange]:
    """Each change on either wall from `start` to `until`, the soonest first; a zone both share is named once."""
    if until <= start:
        return []
    found = [change for name in dict.fromkeys(zones) for change in _changes(name, start, until)]
    return sorted(found, key=lambda change: (change.day, change.zone))


def _changes(name: str, start: datetime, until: datetime) -> list[ClockChange]:
    here = ZoneInfo(name)
    # Weeks, and the end itself: nowhere do clocks change and change back within one.
    count = (until - start) // timedelta(weeks=1)
    instants = [*(start + timedelta(weeks=step) for step in range(count + 1)), until]
    return [
        ClockChange(name, _day_of_change(before, after, here), _offset(after, here) > _offset(before, here))
        for before, after in pairwise(instants)
        if _offset(before, here) != _offset(after, here)
    ]


def _day_of_change(before: datetime, after: datetime, here: ZoneInfo) -> date:
    """The date on the wall at the first quarter of an hour with the new offset."""
    while _offset(before, here) != _offset(after, here):
        before += timedelta(minutes=15)
    return before.astimezone(here).date()


def _offset(instant: datetime, here: ZoneInfo) -> timedelta:
    return instant.astimezone(here).utcoffset() or timedelta()
