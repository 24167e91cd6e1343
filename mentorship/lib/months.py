"""Calendar months in a program's zone; a month is its first day."""

from collections.abc import Iterator
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from mentorship.lib import clock


def month_of(day: date) -> date:
    return day.replace(day=1)


def month_after(month: date) -> date:
    return date(month.year + month.month // 12, month.month % 12 + 1, 1)


def months_between(first: date, last: date) -> Iterator[date]:
    """From `first` to `last`, both among them; none if `last` is before `first`."""
    while first <= last:
        yield first
        first = month_after(first)


def begins_at(month: date, zone: ZoneInfo) -> datetime:
    """Midnight on the wall of `zone`."""
    return clock.wall_time(month, time(), zone)
