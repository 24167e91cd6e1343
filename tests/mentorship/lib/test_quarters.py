"""Calendar quarters and the moment their review is prompted."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentorship.lib.quarters import Quarter
from tests.zones import shown, years, zones


@given(st.dates())
def test_a_day_lies_in_its_quarter_and_the_slug_leads_back(day):
    quarter = Quarter.of(day)
    assert quarter.first_day <= day <= quarter.last_day
    assert Quarter.from_slug(quarter.slug) == quarter


def test_quarters_have_slugs_days_and_an_order():
    q4 = Quarter.of(date(2026, 11, 22))
    assert (q4.slug, q4.first_day, q4.last_day) == ("2026-q4", date(2026, 10, 1), date(2026, 12, 31))
    assert Quarter(2026, 1).last_day == date(2026, 3, 31)
    assert Quarter(2026, 4) < Quarter(2027, 1)


@pytest.mark.parametrize(
    "slug", ["", "2026-q0", "2026-q5", "0000-q1", "26-q1", "2026-q4 ", "2026-Q4", "x" * 999]
)
def test_what_is_no_quarter_is_a_value_error(slug):
    with pytest.raises(ValueError, match="not a quarter"):
        Quarter.from_slug(slug)


@pytest.mark.parametrize(
    ("quarter", "zone", "expected"),
    [
        (Quarter(2026, 4), "UTC", datetime(2026, 12, 1, 9, tzinfo=UTC)),  # a Tuesday
        (Quarter(2025, 1), "UTC", datetime(2025, 3, 3, 9, tzinfo=UTC)),  # the first is a Saturday
        (Quarter(2025, 2), "UTC", datetime(2025, 6, 2, 9, tzinfo=UTC)),  # the first is a Sunday
        (Quarter(2026, 4), "Asia/Tokyo", datetime(2026, 12, 1, 0, tzinfo=UTC)),
        (Quarter(2026, 2), "Europe/Berlin", datetime(2026, 6, 1, 7, tzinfo=UTC)),
    ],
)
def test_the_prompt_comes_at_nine_on_the_first_working_day_of_the_last_month(quarter, zone, expected):
    assert quarter.prompt_at(ZoneInfo(zone)) == expected


@given(zones, years)
def test_every_quarter_of_every_zone_prompts_once_at_nine_on_a_working_day_of_its_last_month(zone, year):
    quarters = [Quarter(year, number) for number in range(1, 5)] + [Quarter(year + 1, 1)]
    prompts = [shown(quarter.prompt_at(zone), zone) for quarter in quarters]
    assert [(at.year, at.month) for at in prompts] == [(one.year, 3 * one.number) for one in quarters]
    assert {at.time() for at in prompts} == {time(9)}
    assert [at for at in prompts if at.weekday() > 4] == []
    # No working day of that month lies before it.
    assert [at for at in prompts for day in range(1, at.day) if at.replace(day=day).weekday() < 5] == []
    instants = [quarter.prompt_at(zone) for quarter in quarters]
    assert instants == sorted(set(instants))


@pytest.mark.parametrize(
    ("day", "slug"),
    [
        (date(2028, 2, 29), "2028-q1"),
        (date(2026, 12, 31), "2026-q4"),  # in week 53 of its year,
        (date(2027, 1, 1), "2027-q1"),  # and so is this
    ],
)
def test_a_quarter_goes_by_the_calendar_and_not_by_weeks(day, slug):
    assert Quarter.of(day).slug == slug
