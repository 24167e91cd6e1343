"""Time: what `now()` answers, and what a clock on the wall means (RELIABILITY F10)."""

import threading
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentorship.lib import clock
from tests.zones import DAY, MINUTE, hours, shown, zones_and_days

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


def test_now_is_aware_and_moves():
    assert clock.now().tzinfo == UTC
    assert clock.now() <= clock.now()


def test_at_nests_and_ends():
    with clock.at(NOON):
        with clock.at(NOON + timedelta(days=1)):
            assert clock.now() == NOON + timedelta(days=1)
        assert clock.now() == NOON
    assert clock.now() != NOON


def test_at_answers_in_utc_whatever_the_zone_of_the_instant():
    with clock.at(datetime(2026, 11, 22, 13, tzinfo=ZoneInfo("Europe/Berlin"))):
        assert clock.now() == NOON
        assert clock.now().tzinfo == UTC


def test_at_refuses_a_naive_instant():
    with pytest.raises(ValueError, match="aware"), clock.at(datetime(2026, 1, 1)):  # noqa: DTZ001
        pass


def test_at_holds_for_its_own_thread_only():
    seen = []
    with clock.at(NOON):
        thread = threading.Thread(target=lambda: seen.append(clock.now()))
        thread.start()
        thread.join()
    assert seen[0] != NOON


def test_today_is_the_calendar_day_of_the_zone():
    with clock.at(datetime(2026, 12, 31, 22, tzinfo=UTC)):
        assert clock.today(ZoneInfo("America/New_York")) == date(2026, 12, 31)
        assert clock.today(ZoneInfo("Asia/Tokyo")) == date(2027, 1, 1)


@pytest.mark.parametrize(
    ("zone", "day", "hour", "expected"),
    [
        # An ordinary day, in winter and in summer.
        ("Europe/Berlin", date(2026, 1, 15), time(9), datetime(2026, 1, 15, 8, tzinfo=UTC)),
        ("Europe/Berlin", date(2026, 7, 15), time(9), datetime(2026, 7, 15, 7, tzinfo=UTC)),
        # Midnight does not exist in Santiago on the day its summer begins.
        ("America/Santiago", date(2024, 9, 8), time(0), datetime(2024, 9, 8, 4, tzinfo=UTC)),
        ("America/Santiago", date(2024, 9, 8), time(0, 59), datetime(2024, 9, 8, 4, tzinfo=UTC)),
        ("America/Santiago", date(2024, 9, 8), time(1), datetime(2024, 9, 8, 4, tzinfo=UTC)),
        # Lord Howe moves by half an hour.
        ("Australia/Lord_Howe", date(2026, 10, 4), time(2, 15), datetime(2026, 10, 3, 15, 30, tzinfo=UTC)),
        # Apia had no 30 December 2011.
        ("Pacific/Apia", date(2011, 12, 30), time(9), datetime(2011, 12, 30, 10, tzinfo=UTC)),
        # Twice in autumn: the first.
        ("Europe/Berlin", date(2026, 10, 25), time(2, 30), datetime(2026, 10, 25, 0, 30, tzinfo=UTC)),
        ("Europe/Berlin", date(2028, 2, 29), time(9), datetime(2028, 2, 29, 8, tzinfo=UTC)),
    ],
)
def test_wall_time_by_name(zone, day, hour, expected):
    assert clock.wall_time(day, hour, ZoneInfo(zone)) == expected


def test_wall_time_in_a_gap_drops_the_seconds():
    zone = ZoneInfo("Europe/Berlin")
    assert clock.wall_time(date(2026, 3, 29), time(2, 15, 42), zone) == datetime(2026, 3, 29, 1, tzinfo=UTC)


@given(zones_and_days(), hours)
def test_wall_time_is_the_first_instant_at_which_the_wall_shows_it_or_is_past_it(where, hour):
    """Which is: the time itself; in a fold the first of the two; in a gap the first valid instant after it."""
    zone, day = where
    instant, wanted = clock.wall_time(day, hour, zone), datetime.combine(day, hour)
    assert instant.tzinfo == UTC
    if clock.exists_on_the_wall(day, hour, zone):
        assert shown(instant, zone) == wanted
    else:
        assert shown(instant, zone) > wanted
    steps = (*range(1, 121), *range(135, 26 * 60, 15))
    early = [step for step in steps if shown(instant - step * MINUTE, zone) >= wanted]
    assert early == []


@given(zones_and_days(), hours, hours)
def test_wall_time_never_runs_backwards(where, one, other):
    zone, day = where
    first, second = sorted((one, other))
    times = [(day, first), (day, second), (day + DAY, first)]
    instants = [clock.wall_time(*one, zone) for one in times]
    assert instants == sorted(instants)


@given(zones_and_days(), st.sampled_from([time(8), time(8, 30), time(9)]))
def test_a_morning_comes_once_a_day_and_nowhere_but_on_a_skipped_day_at_another_hour(where, hour):
    zone, day = where
    mornings = [clock.wall_time(day + number * DAY, hour, zone) for number in range(-2, 4)]
    assert mornings == sorted(set(mornings))
    for number, morning in zip(range(-2, 4), mornings, strict=True):
        there = clock.exists_on_the_wall(day + number * DAY, time(12), zone)
        expected = datetime.combine(day + number * DAY, hour) if there else None
        assert expected in {None, shown(morning, zone)}
