"""What time it is, for everything but leases (those use the database's clock).

`with at(instant):` moves the time for tests, for the demo's past and for `send_due --as-of`; it nests, and a
thread or task started inside does not inherit it.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from zoneinfo import ZoneInfo

_set: ContextVar[datetime | None] = ContextVar("trellis_clock", default=None)


def now() -> datetime:
    """This instant, aware, in UTC."""
    return _set.get() or datetime.now(UTC)


@contextmanager
def at(instant: datetime) -> Iterator[datetime]:
    """Let `now()` answer `instant` inside the block. A naive instant is refused with ValueError."""
    if instant.tzinfo is None:
        raise ValueError("at() needs an aware instant")
    token = _set.set(instant.astimezone(UTC))
    try:
        yield instant
    finally:
        _set.reset(token)


def today(zone: tzinfo) -> date:
    """The calendar day it is in `zone`."""
    return now().astimezone(zone).date()


def wall_time(day: date, hour: time, zone: ZoneInfo) -> datetime:
    """The instant at which a clock on the wall in `zone` shows `hour` on `day`, in UTC.

    In the gap of a spring change: the first valid instant after it. Twice in autumn: the first.
    """
    local = datetime.combine(day, hour, tzinfo=zone)
    instant = local.astimezone(UTC)
    if instant.astimezone(zone).replace(tzinfo=None) == local.replace(tzinfo=None):
        return instant
    before, after = local.replace(fold=0).utcoffset(), local.replace(fold=1).utcoffset()
    gap = abs((after or timedelta()) - (before or timedelta()))
    shifted = (local.replace(tzinfo=None) + gap).replace(second=0, microsecond=0)
    # Back to the first minute after the gap: Lord Howe moves by thirty minutes, Apia by a day.
    step = timedelta(minutes=1)
    while _exists(shifted - step, zone):
        shifted -= step
    return shifted.replace(tzinfo=zone).astimezone(UTC)


def _exists(naive: datetime, zone: ZoneInfo) -> bool:
    return naive.replace(tzinfo=zone).astimezone(UTC).astimezone(zone).replace(tzinfo=None) == naive


def exists_on_the_wall(day: date, hour: time, zone: ZoneInfo) -> bool:
    """False inside the gap of a spring change, where no clock in `zone` ever shows this time."""
    return _exists(datetime.combine(day, hour), zone)
