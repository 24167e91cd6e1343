"""When mail may come, for every zone, day and choice of hours: told by the clock on its reader's wall."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from mentorship.accounts.zones import zone_names
from mentorship.lib import clock
from mentorship.notifications.hours import DAY, MORNING, Hours

BERLIN = ZoneInfo("Europe/Berlin")
ZONES = st.sampled_from(zone_names()).map(ZoneInfo)
DAYS = st.dates(date(2000, 1, 1), date(2040, 12, 31))
MINUTES = st.times().map(lambda hour: hour.replace(second=0, microsecond=0))
INSTANTS = st.datetimes(datetime(2000, 1, 1), datetime(2040, 12, 31), timezones=st.just(UTC))  # noqa: DTZ001
USUAL = ZONES.map(Hours)
CHOSEN = st.builds(
    Hours, ZONES, MINUTES, MINUTES, st.booleans(), st.none() | st.dates(date(2000, 1, 1), date(2040, 12, 31))
)


def on_the_wall(hours: Hours, instant: datetime) -> datetime:
    return instant.astimezone(hours.zone).replace(tzinfo=None)


@given(USUAL, DAYS)
def test_the_daily_mail_comes_at_half_past_eight_on_working_days(hours, day):
    found = hours.daily_on(day)
    if day.weekday() >= 5:
        assert found is None
    elif clock.exists_on_the_wall(day, MORNING, hours.zone):
        assert on_the_wall(hours, found) == datetime.combine(day, MORNING)
    else:
        assert found is None  # no clock ever jumped over a morning, but calendars over a day


@given(CHOSEN, DAYS)
def test_it_comes_with_the_end_of_quiet_hours_that_cover_the_morning(hours, day):
    found = hours.daily_on(day)
    if not hours.comes_on(day):
        assert found is None
    assume(found is not None)
    if clock.exists_on_the_wall(day, hours.daily_at, hours.zone):
        assert on_the_wall(hours, found) == datetime.combine(day, hours.daily_at)
        assert not hours.is_quiet(found)
        assert hours.daily_at == MORNING or hours.is_quiet(clock.wall_time(day, MORNING, hours.zone))
    else:
        assert on_the_wall(hours, found - timedelta(minutes=1)) < datetime.combine(day, hours.daily_at)
        assert on_the_wall(hours, found) > datetime.combine(day, hours.daily_at)


@given(CHOSEN, INSTANTS)
def test_one_daily_mail_follows_the_other_each_on_a_day_of_its_own(hours, instant):
    found = [hours.next_daily(instant)]
    for _ in range(10):
        found.append(hours.next_daily(found[-1]))
    days = [on_the_wall(hours, one).date() for one in found]
    assert found[0] > instant
    assert found == [hours.daily_on(day) for day in days]
    for earlier, later in pairwise(days):
        between = [earlier + DAY * n for n in range(1, (later - earlier).days)]
        assert [day for day in between if hours.daily_on(day)] == []
    before = on_the_wall(hours, instant).date()
    skipped = [before + DAY * n for n in range(1, (days[0] - before).days)]
    assert [day for day in skipped if hours.daily_on(day)] == []


@given(CHOSEN, INSTANTS, st.timedeltas(timedelta(), timedelta(days=4)))
def test_the_next_daily_mail_never_moves_back(hours, instant, later):
    assert hours.next_daily(instant) <= hours.next_daily(instant + later)


@given(CHOSEN, INSTANTS, st.floats(0, 0.999))
def test_what_waits_for_waking_hours_leaves_in_them_and_no_later(hours, instant, part):
    woken = hours.wakes(instant)
    assert woken >= instant
    assert not hours.is_quiet(woken)
    assert woken == instant or hours.is_quiet(instant + part * (woken - instant))


@given(CHOSEN, DAYS)
def test_one_day_begins_a_week(hours, day):
    monday = day - timedelta(days=day.weekday())
    week = [monday + DAY * n for n in range(7)]
    coming = [one for one in week if hours.comes_on(one)]
    assert [one for one in coming if hours.begins_week(one)] == coming[:1]


@given(CHOSEN, DAYS)
def test_a_daily_mail_has_some_time_to_be_sent_in(hours, day):
    found = hours.daily_on(day)
    assume(found is not None and clock.exists_on_the_wall(day, hours.daily_at, hours.zone))
    assert found < hours.daily_until(day)


@pytest.mark.parametrize(
    ("zone", "quiet_until", "day", "expected"),
    [
        ("Europe/Berlin", time(8), date(2026, 3, 27), datetime(2026, 3, 27, 7, 30, tzinfo=UTC)),
        ("Europe/Berlin", time(8), date(2026, 3, 30), datetime(2026, 3, 30, 6, 30, tzinfo=UTC)),
        ("Asia/Kathmandu", time(8), date(2026, 3, 30), datetime(2026, 3, 30, 2, 45, tzinfo=UTC)),
        ("Pacific/Chatham", time(8), date(2026, 9, 25), datetime(2026, 9, 24, 19, 45, tzinfo=UTC)),
        ("Pacific/Chatham", time(8), date(2026, 9, 28), datetime(2026, 9, 27, 18, 45, tzinfo=UTC)),
        # Half an hour of summer.
        ("Australia/Lord_Howe", time(8), date(2026, 10, 2), datetime(2026, 10, 1, 22, tzinfo=UTC)),
        ("Australia/Lord_Howe", time(8), date(2026, 10, 5), datetime(2026, 10, 4, 21, 30, tzinfo=UTC)),
        # Quiet until ten.
        ("Europe/Berlin", time(10), date(2026, 1, 15), datetime(2026, 1, 15, 9, tzinfo=UTC)),
    ],
)
def test_daily_mail_by_name(zone, quiet_until, day, expected):
    assert Hours(ZoneInfo(zone), quiet_until=quiet_until).daily_on(day) == expected


def test_a_morning_inside_a_gap_comes_when_the_gap_ends():
    """Midnight does not exist in Santiago on the Sunday its summer begins."""
    hours = Hours(ZoneInfo("America/Santiago"), time(9), time(0), on_weekends=True)
    assert hours.daily_on(date(2024, 9, 8)) == datetime(2024, 9, 8, 11, 30, tzinfo=UTC)
    early = Hours(ZoneInfo("America/Santiago"), time(0, 45), time(0, 15), on_weekends=True)
    assert early.daily_on(date(2024, 9, 8)) == datetime(2024, 9, 8, 4, tzinfo=UTC)


def test_a_day_no_calendar_has_brings_no_mail():
    """Apia went from Thursday 29 December 2011 to Saturday the 31st."""
    hours = Hours(ZoneInfo("Pacific/Apia"))
    thursday = hours.daily_on(date(2011, 12, 29))
    assert hours.daily_on(date(2011, 12, 30)) is None
    assert hours.next_daily(thursday) == hours.daily_on(date(2012, 1, 2))


def test_quiet_hours_that_end_in_an_hour_that_comes_twice_end_twice():
    hours = Hours(BERLIN, quiet_until=time(2, 30), on_weekends=True)
    second = datetime(2026, 10, 25, 1, 10, tzinfo=UTC)  # ten past two for the second time
    assert hours.is_quiet(second)
    assert hours.wakes(second) == datetime(2026, 10, 25, 1, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("instant", "expected"),
    [
        (datetime(2026, 11, 27, 17, 59, tzinfo=UTC), datetime(2026, 11, 27, 17, 59, tzinfo=UTC)),
        (datetime(2026, 11, 27, 18, tzinfo=UTC), datetime(2026, 11, 30, 7, tzinfo=UTC)),  # Friday evening
        (datetime(2026, 11, 30, 6, 59, tzinfo=UTC), datetime(2026, 11, 30, 7, tzinfo=UTC)),
    ],
)
def test_what_waits_over_a_weekend(instant, expected):
    assert Hours(BERLIN).wakes(instant) == expected
