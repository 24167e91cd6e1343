"""A time read off a wall, and the same one some weeks on: in every zone, through every change of clocks."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentorship.lib import clock
from mentorship.lib.refusals import Refusal
from sessions.queries.wall import When
from tests.zones import DAY, hours, shown, zones_and_days

MINUTES = st.sampled_from([15, 45, 90, 240])


def booked(when: When, *, on: date) -> tuple[datetime, datetime] | None:
    """Start and end as somebody books them two days before `on`; None where that hour is refused."""
    with clock.at(datetime.combine(on - 2 * DAY, time(12), UTC)):
        try:
            return when.ahead()
        except Refusal as refusal:
            return {"hour": None}[refusal.field]


@given(zones_and_days(), hours, MINUTES, st.integers(1, 26))
def test_a_series_keeps_its_hour_on_the_wall_one_for_each_period(where, hour, minutes, weeks):
    zone, day = where
    first = When(day, hour, minutes, zone)
    series = [first.later(weeks * number) for number in range(6)]
    assert [one.day - day for one in series] == [timedelta(weeks=weeks * number) for number in range(6)]
    times = [booked(one, on=day if number < 4 else one.day) for number, one in enumerate(series)]
    there = [clock.exists_on_the_wall(one.day, hour, zone) for one in series]
    assert [one is not None for one in times] == there
    for one, instants in zip(series, times, strict=True):
        if instants is not None:
            start, end = instants
            assert shown(start, zone) == datetime.combine(one.day, hour)
            assert end - start == timedelta(minutes=minutes)
            assert start == clock.wall_time(one.day, hour, zone)
    starts = [one[0] for one in times if one is not None]
    assert starts == sorted(set(starts))


@pytest.mark.parametrize(
    ("zone", "day", "hour", "weeks", "starts"),
    [
        # Berlin falls back on 25 October: 17:00 is 15:00 UTC before, 16:00 after.
        ("Europe/Berlin", date(2026, 10, 21), time(17), 1, ["2026-10-21 15:00", "2026-10-28 16:00"]),
        # Lord Howe goes ahead by half an hour on 4 October.
        ("Australia/Lord_Howe", date(2026, 9, 30), time(17), 1, ["2026-09-30 06:30", "2026-10-07 06:00"]),
        # Santiago goes ahead at midnight of 6 September; half past midnight is there again a week on.
        ("America/Santiago", date(2026, 8, 30), time(0, 30), 2, ["2026-08-30 04:30", "2026-09-13 03:30"]),
        # Apia went over the date line: the week in which it did had six days.
        ("Pacific/Apia", date(2011, 12, 28), time(9), 1, ["2011-12-28 19:00", "2012-01-03 19:00"]),
        # From a leap day, and through week 53.
        ("Europe/Berlin", date(2028, 2, 29), time(9), 52, ["2028-02-29 08:00", "2029-02-27 08:00"]),
        ("Europe/Berlin", date(2026, 12, 31), time(9), 1, ["2026-12-31 08:00", "2027-01-07 08:00"]),
        # In the hour that comes twice: the first one.
        ("Europe/Berlin", date(2026, 10, 18), time(2, 30), 1, ["2026-10-18 00:30", "2026-10-25 00:30"]),
    ],
)
def test_the_next_one_of_a_series_by_name(zone, day, hour, weeks, starts):
    first = When(day, hour, 45, ZoneInfo(zone))
    instants = [booked(one, on=one.day) for one in (first, first.later(weeks))]
    assert [f"{one[0]:%Y-%m-%d %H:%M}" for one in instants if one] == starts


@pytest.mark.parametrize(
    ("zone", "day", "hour"),
    [
        ("America/Santiago", date(2026, 9, 6), time(0, 30)),
        ("Australia/Lord_Howe", date(2026, 10, 4), time(2, 15)),
        ("Pacific/Apia", date(2011, 12, 30), time(9)),
        ("Europe/Berlin", date(2027, 3, 28), time(2, 30)),
    ],
)
def test_a_time_no_clock_shows_is_refused_and_the_day_is_not_blamed(zone, day, hour):
    assert booked(When(day, hour, 45, ZoneInfo(zone)), on=day) is None
