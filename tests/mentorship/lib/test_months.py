from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from mentorship.lib.months import begins_at, month_after, month_of, months_between


def test_months_follow_each_other_over_the_year():
    assert month_of(date(2026, 11, 28)) == date(2026, 11, 1)
    assert [month_after(date(2026, month, 1)) for month in (1, 11, 12)] == [
        date(2026, 2, 1),
        date(2026, 12, 1),
        date(2027, 1, 1),
    ]
    assert list(months_between(date(2026, 11, 1), date(2027, 1, 1))) == [
        date(2026, 11, 1),
        date(2026, 12, 1),
        date(2027, 1, 1),
    ]
    assert list(months_between(date(2026, 12, 1), date(2026, 11, 1))) == []


def test_a_month_begins_at_midnight_where_the_program_is():
    auckland = ZoneInfo("Pacific/Auckland")
    assert begins_at(date(2026, 11, 1), auckland) == datetime(2026, 10, 31, 11, 0, tzinfo=UTC)
