"""Dates and rhythms as people write them."""

from datetime import date

import pytest

from programs.queries.importing_dates import ASK, date_of, dates_in, looks_like_dates, order_of, rhythm_of

LAST = date(2026, 12, 31)


@pytest.mark.parametrize(
    "text",
    [
        "2026-12-31",
        "2026/12/31",
        "2026-12-31 14:00",
        "2026-12-31T14:00:00Z",
        "31.12.2026",
        "31. 12. 26",
        "31 Dec 2026",
        "31 December 2026",
        "Dec 31, 2026",
        "December 31st 2026",
        "Thu 31 Dec 2026",
        "31-Dec-26",
    ],
)
def test_date_of_reads_usual_forms(text: str):
    assert date_of(text) == LAST


@pytest.mark.parametrize("text, order", [("31/12/2026", "dmy"), ("12/31/2026", "mdy"), ("31-12-26", "dmy")])
def test_date_of_reads_strokes_by_the_order_of_the_file(text: str, order: str):
    assert date_of(text, order) == LAST


@pytest.mark.parametrize(
    "text, order", [("03/04/2026", ""), ("31/12/2026", "mdy"), ("31.13.2026", ""), ("soon", "dmy"), ("3", "")]
)
def test_date_of_takes_nothing_it_must_guess(text: str, order: str):
    assert date_of(text, order) is None


def test_date_of_needs_no_order_where_both_say_the_same():
    assert date_of("04/04/2026") == date(2026, 4, 4)


@pytest.mark.parametrize(
    "texts, order",
    [
        (["2026-12-31", "31.12.2026"], ""),
        (["03/04/2026", "31/12/2026"], "dmy"),
        (["03/04/2026", "12/31/2026"], "mdy"),
        (["03/04/2026"], ASK),
        (["31/12/2026", "12/31/2026"], ASK),
        (["04/04/2026"], ""),
    ],
)
def test_order_of_reads_it_off_one_date_or_asks(texts: list[str], order: str):
    assert order_of(texts) == order


def test_dates_in_splits_a_cell_and_keeps_the_comma_of_a_date():
    assert dates_in("2026-01-02, 2026-02-03") == ["2026-01-02", "2026-02-03"]
    assert dates_in("Jan 2, 2026; Feb 3, 2026\nMar 4, 2026") == ["Jan 2, 2026", "Feb 3, 2026", "Mar 4, 2026"]
    assert looks_like_dates("01/02/2026; 13/02/2026")
    assert not looks_like_dates("3")
    assert not looks_like_dates("")


@pytest.mark.parametrize(
    "cell, weeks",
    [
        ("4", 4),
        ("every 4 weeks", 4),
        ("Every two weeks", 2),
        ("monthly", 4),
        ("fortnightly", 2),
        ("weekly", 1),
        ("2 months", 8),
        ("6 wks", 6),
        ("once a month", 4),
        ("0", None),
        ("27", None),
        ("often", None),
        ("", None),
    ],
)
def test_rhythm_of_reads_weeks(cell: str, weeks: int | None):
    assert rhythm_of(cell) == weeks
