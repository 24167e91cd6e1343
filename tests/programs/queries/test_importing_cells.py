"""Single cells."""

import pytest

from programs.queries.importing_cells import (
    capacity_of,
    goal_kind_of,
    known_languages,
    roles_of,
    seniority_of,
    words_of,
    zone_of,
)


@pytest.mark.parametrize(
    "cell, words",
    [
        ("Go;Rust; Go", ["Go", "Rust"]),
        ("Go, Rust", ["Go", "Rust"]),
        ("Law, tax; Trade", ["Law, tax", "Trade"]),
        ("one\n two  three", ["one", "two three"]),
        (" ; ", []),
    ],
)
def test_words_of_splits_a_cell(cell: str, words: list[str]):
    assert words_of(cell) == words


@pytest.mark.parametrize(
    "cell, roles",
    [
        ("Mentor", ["mentor"]),
        ("mentees", ["mentee"]),
        ("both", ["mentor", "mentee"]),
        ("Mentor and mentee", ["mentor", "mentee"]),
        ("mentor/mentee", ["mentor", "mentee"]),
        ("long-term", None),
        ("mentor of honour", None),
        ("", None),
    ],
)
def test_roles_of_reads_one_role_or_both(cell: str, roles: list[str] | None):
    assert roles_of(cell) == roles


@pytest.mark.parametrize(
    "cell, number",
    [("3", 3), ("0", 0), (" 2.0 ", 2), ("20", 20), ("21", None), ("-1", None), ("two", None), ("=2", None)],
)
def test_capacity_of_reads_a_whole_number(cell: str, number: int | None):
    assert capacity_of(cell) == number


@pytest.mark.parametrize(
    "cell, level",
    [
        ("5-7 Years", 2),
        ("1 -2 Years", 1),
        ("7-10 years", 3),
        ("16+ Years", 4),
        ("16", 4),
        ("0", 0),
        ("Senior (7 to 15 years)", 3),
        ("Sr. Engineer", 3),
        ("Student", 0),
        ("Head of Sales", 4),
        ("Band Q", None),
    ],
)
def test_seniority_of_reads_years_and_words(cell: str, level: int | None):
    assert seniority_of(cell) == level


def test_zone_of_takes_names_of_zones_only():
    assert zone_of("europe/berlin") == "Europe/Berlin"
    assert zone_of("America/New York") == "America/New_York"
    assert [zone_of(cell) for cell in ("UK/Birmingham", "London, UK", "")] == ["", "", ""]


def test_goal_kind_of_takes_keys_and_labels():
    assert [goal_kind_of(cell) for cell in ("skill", "Build a skill", "fun")] == ["skill", "skill", None]


def test_known_languages_hold_what_people_speak_and_no_slip():
    assert {"english", "mandarin", "ukrainian", "deutsch", "yoruba"} <= known_languages()
    assert "ukranian" not in known_languages()
