"""When an answer was promised."""

from datetime import UTC, datetime

import pytest

from programs.queries.requests import working_days_after


@pytest.mark.parametrize(("asked", "by"), [(16, 18), (19, 23), (20, 24), (21, 24), (22, 24)])
def test_two_working_days_leave_out_the_weekend(asked, by):
    """16 November 2026 is a Monday."""
    start = datetime(2026, 11, asked, 9, 30, tzinfo=UTC)
    assert working_days_after(start, 2) == datetime(2026, 11, by, 9, 30, tzinfo=UTC)
