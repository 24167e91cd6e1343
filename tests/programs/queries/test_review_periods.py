"""When reviews open: pure dates, on the days and the walls where mistakes happen."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from mentorship.lib.quarters import Quarter
from programs.models import Cohort, Program, ReviewSettings
from programs.queries.review_periods import (
    name_of,
    named_period,
    number_of,
    period_on,
    periods_of,
    quarter_period,
    slug_of,
)

BERLIN = ZoneInfo("Europe/Berlin")
CYCLE = ReviewSettings(rhythm="cycle", cycle_weeks=8)
QUARTERS = ReviewSettings()
# A Monday, and half a year.
COHORT = Cohort(starts_on=date(2026, 9, 14), ends_on=date(2027, 3, 13), program=Program())


def test_reviews_of_a_quarter_open_on_five_working_days_of_its_last_month():
    """August 2026 begins on a Saturday; the pair's id decides which of the days, always in the same way."""
    third = quarter_period(Quarter(2026, 3))
    days = [third.opens_at(pk, BERLIN).astimezone(BERLIN) for pk in range(10, 21)]
    assert [(day.day, day.hour) for day in days[:6]] == [(1, 9), (2, 9), (3, 9), (4, 9), (7, 9), (1, 9)]
    assert quarter_period(Quarter(2027, 2)).opening_days() == (date(2027, 6, 1), date(2027, 6, 7))
    assert quarter_period(Quarter(2026, 4)).opens_at(5, BERLIN) == datetime(2026, 12, 1, 8, tzinfo=UTC)


def test_a_month_that_begins_at_the_weekend_opens_on_monday():
    assert quarter_period(Quarter(2029, 3)).opening_days() == (date(2029, 9, 3), date(2029, 9, 7))


def test_rounds_of_a_cycle_count_from_the_start_of_the_cohort():
    assert period_on(COHORT, CYCLE, COHORT.starts_on + timedelta(days=55)) is None
    first = period_on(COHORT, CYCLE, COHORT.starts_on + timedelta(days=56))
    assert first
    assert (first.slug, first.number, first.first_day, first.last_day) == (
        "round-1",
        1,
        date(2026, 9, 14),
        date(2026, 11, 8),
    )
    assert first.opening_days() == (date(2026, 11, 9), date(2026, 11, 13))
    second = period_on(COHORT, CYCLE, COHORT.starts_on + timedelta(days=112))
    assert second
    assert second.slug == "round-2"


def test_the_calendar_of_a_cohort_names_each_period_once():
    assert [one.slug for one in periods_of(COHORT, QUARTERS)] == ["2026-q4", "2027-q1"]
    assert [one.slug for one in periods_of(COHORT, CYCLE)] == ["round-1", "round-2", "round-3"]


@pytest.mark.parametrize(("slug", "number"), [("2026-q4", 20264), ("round-1", 1), ("round-12", 12)])
def test_a_period_is_named_by_a_word_and_by_a_number(slug, number):
    assert (number_of(slug), slug_of(number)) == (number, slug)
    found = named_period(slug, COHORT, CYCLE)
    assert found
    assert found.number == number


def test_what_nobody_could_live_through_has_no_period():
    for slug in ("round-0", "round-100", "round-01", "2026-q5", "1999-q4", "2201-q1", "", "round-"):
        assert named_period(slug, COHORT, CYCLE) is None, slug


def test_names_are_said_in_words():
    assert [name_of(slug) for slug in ("2026-q4", "round-2")] == [
        "Impact review, quarter 4 of 2026",
        "Impact review 2",
    ]
