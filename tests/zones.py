"""Strategies for time on walls: zones, days on which their clocks change, hours at which that matters.

Most days are like any other, so every second one drawn here lies within a day of a change of clocks in its zone.
"""

from datetime import date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from mentorship.accounts.zones import zone_names

FIRST_YEAR, LAST_YEAR = 1990, 2040
DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)
# Clocks that do what nobody expects: no midnight, half an hour, a day that never was (twice), weeks of Ramadan.
NAMED = (
    "America/Santiago",
    "Australia/Lord_Howe",
    "Pacific/Apia",
    "Pacific/Kwajalein",
    "Africa/Casablanca",
    "Europe/Berlin",
)

zones = st.one_of(st.sampled_from(NAMED), st.sampled_from(zone_names())).map(ZoneInfo)
years = st.integers(FIRST_YEAR, LAST_YEAR)
days = st.dates(date(FIRST_YEAR, 1, 1), date(LAST_YEAR, 12, 31))
hours = st.one_of(
    st.builds(time, st.integers(0, 3), st.sampled_from([0, 15, 30, 45, 59])),
    st.builds(time, st.integers(0, 23), st.integers(0, 59)),
)


@cache
def days_of_change(zone: ZoneInfo, year: int) -> tuple[date, ...]:
    """The days of a year that begin with another distance to UTC than they end with."""
    first = date(year, 1, 1)
    found = (first + number * DAY for number in range(366))
    return tuple(day for day in found if _distance(zone, day) != _distance(zone, day + DAY))


def _distance(zone: ZoneInfo, day: date) -> timedelta | None:
    return datetime.combine(day, time(), zone).utcoffset()


@st.composite
def zones_and_days(draw: st.DrawFn) -> tuple[ZoneInfo, date]:
    """A zone, and a day near a change of its clocks where that year has one."""
    zone = draw(zones)
    changes = days_of_change(zone, draw(years))
    near = st.builds(
        lambda day, more: day + more * DAY, st.sampled_from(changes or [None]), st.integers(-1, 1)
    )
    return zone, draw(st.one_of(near, days) if changes else days)


def shown(instant: datetime, zone: ZoneInfo) -> datetime:
    """What the wall in `zone` shows then, as a plain day and hour."""
    return instant.astimezone(zone).replace(tzinfo=None)
