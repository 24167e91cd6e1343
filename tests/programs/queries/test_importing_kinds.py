"""Repairs that are safe, and what is none."""

import pytest

from programs.queries.importing_kinds import number_in, undressed


@pytest.mark.parametrize(
    "cell, address",
    [
        ("Ada <ada@example.org>", "ada@example.org"),
        ("mailto:ada@example.org", "ada@example.org"),
        ("ada @example.org", "ada@example.org"),
        ("ada@example .org", "ada@example.org"),
        ("“ADA@example.org”;", "ada@example.org"),
        ("ada@example.org.", "ada@example.org"),
        ("ada@example.org, ben@example.org", None),
        ("ada at example.org", None),
        ("ada@", None),
        ("", None),
    ],
)
def test_undressed_takes_out_what_does_not_belong(cell: str, address: str | None):
    assert undressed(cell) == address


@pytest.mark.parametrize(
    "cell, number",
    [
        ("2 mentees", "2"),
        ("two", "2"),
        ("about 3", "3"),
        ("2-3", None),
        ("-1", None),
        ("1.5", None),
        ("2 or 3", None),
        ("21 mentees", None),
        ("many", None),
    ],
)
def test_number_in_reads_one_number_alone(cell: str, number: str | None):
    assert number_in(cell) == number
