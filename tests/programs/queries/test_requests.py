"""When an answer was promised."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from programs.queries.requests import working_days_after, working_days_between


@pytest.mark.parametrize(("asked", "by"), [(16, 18), (19, 23), (20, 24), (21, 24), (22, 24)])
def test_two_working_days_leave_out_the_weekend(asked, by):
    """16 November 2026 is a Monday."""
    start = datetime(2026, 11, asked, 9, 30, tzinfo=UTC)
    assert working_days_after(start, 2, UTC) == datetime(2026, 11, by, 9, 30, tzinfo=UTC)


def test_working_days_are_those_of_the_program():
    """Sunday evening in London is Monday morning in Auckland: the day counts from there."""
    asked = datetime(2026, 11, 22, 20, 0, tzinfo=UTC)
    there = ZoneInfo("Pacific/Auckland")
    assert working_days_after(asked, 2, there).astimezone(UTC) == datetime(2026, 11, 24, 20, 0, tzinfo=UTC)


@pytest.mark.parametrize(("now", "late"), [(20, 1), (21, 1), (22, 1), (23, 1), (24, 2)])
def test_lateness_counts_working_days_and_a_begun_one(now, late):
    """Promised for Friday 20 November, 9:30."""
    promised = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)
    assert working_days_between(promised, datetime(2026, 11, now, 12, 0, tzinfo=UTC)) == late
