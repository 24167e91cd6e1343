"""Changes of clocks before a date, named with their day."""

from datetime import UTC, date, datetime

from sessions.queries.clocks import ClockChange, clock_changes


def instant(year: int, month: int, day: int) -> datetime:
    return datetime(year, month, day, 12, tzinfo=UTC)


def test_changes_of_both_walls_come_in_order_with_their_direction():
    found = clock_changes(["Europe/Berlin", "America/New_York"], instant(2027, 3, 1), instant(2027, 4, 1))
    assert found == [
        ClockChange("America/New_York", date(2027, 3, 14), forward=True),
        ClockChange("Europe/Berlin", date(2027, 3, 28), forward=True),
    ]


def test_autumn_goes_back_and_a_shared_zone_is_named_once():
    found = clock_changes(["Europe/Berlin", "Europe/Berlin"], instant(2026, 10, 20), instant(2026, 10, 26))
    assert found == [ClockChange("Europe/Berlin", date(2026, 10, 25), forward=False)]


def test_nothing_is_said_where_no_clock_moves():
    assert clock_changes(["Asia/Tokyo", "UTC"], instant(2026, 1, 1), instant(2027, 12, 1)) == []
    assert clock_changes(["Europe/Berlin"], instant(2026, 12, 1), instant(2026, 12, 1)) == []


def test_a_whole_year_has_two_and_a_past_date_none():
    berlin = clock_changes(["Europe/Berlin"], instant(2027, 1, 1), instant(2028, 1, 1))
    assert [change.day for change in berlin] == [date(2027, 3, 28), date(2027, 10, 31)]
    assert clock_changes(["Europe/Berlin"], instant(2027, 5, 1), instant(2027, 2, 1)) == []
