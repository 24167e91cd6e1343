"""Spans of days and what lies before them."""

from datetime import date, timedelta
from zoneinfo import ZoneInfo

import pytest

from mentorship.lib.periods import Period


@pytest.mark.parametrize(
    ("first", "last", "before"),
    [
        (date(2026, 3, 1), date(2026, 3, 1), (date(2026, 2, 28), date(2026, 2, 28))),
        (date(2026, 3, 1), date(2026, 3, 31), (date(2026, 1, 29), date(2026, 2, 28))),
        (date(2024, 3, 1), date(2024, 3, 2), (date(2024, 2, 28), date(2024, 2, 29))),
    ],
)
def test_the_period_before_is_as_long_and_ends_the_day_before(first, last, before):
    assert Period(first, last).before == Period(*before)


def test_days_are_those_of_the_zone_also_when_clocks_change():
    berlin, day = ZoneInfo("Europe/Berlin"), date(2026, 10, 25)
    one = Period(day, day)
    assert one.ends_at(berlin).astimezone(ZoneInfo("UTC")) - one.begins_at(berlin).astimezone(
        ZoneInfo("UTC")
    ) == timedelta(hours=25)
