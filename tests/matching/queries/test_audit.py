"""The audit of a publication: ranges of large groups, counted once, and nothing from which an answer follows."""

import random

import pytest

from matching.queries.audit import Fared, count

GROUPS = ("north", "south")


def people(matched: int, alone: int, score: int = 7000) -> list[Fared]:
    found = [Fared(n, "mentee", score) for n in range(matched)]
    return found + [Fared(matched + n, "mentee", None) for n in range(alone)]


def split(rows: list[Fared], *names: str) -> dict[int, str]:
    return {one.enrolment: names[at % len(names)] for at, one in enumerate(rows)}


def lot() -> random.Random:
    return random.Random(1)


def test_large_groups_show_ranges_of_those_drawn():
    rows = people(60, 20)
    found = count(rows, split(rows, *GROUPS), lot())
    assert [row["group"] for row in found] == ["north", "south"]
    for row in found:
        assert row["people"] == 37
        assert row["most"] - row["least"] >= 4
        assert row["fit"] == "same"


@pytest.mark.parametrize("size", [3, 13])
def test_a_small_group_hides_the_only_other_one_too(size):
    rows = people(60, 20)
    groups = {one.enrolment: "few" if one.enrolment % 80 < size else "many" for one in rows}
    assert count(rows, groups, lot()) == []


def test_of_three_groups_a_small_one_takes_the_next_smallest_with_it():
    rows = people(80, 40)
    groups = {one.enrolment: ("a", "b", "c", "d")[one.enrolment % 4] for one in rows}
    for one in rows[:6]:
        groups[one.enrolment] = "tiny"
    shown = {row["group"] for row in count(rows, groups, lot())}
    assert len(shown) == 3
    assert "tiny" not in shown


def test_whoever_said_nothing_is_a_group_that_is_counted_and_never_named():
    rows = people(60, 20)
    groups = {one.enrolment: GROUPS[at % 2] for at, one in enumerate(rows) if at >= 4}
    assert count(rows, groups, lot()) == []


def test_a_range_that_would_place_everybody_without_a_pair_in_one_group_is_not_said():
    """All twenty without a pair are of the north: "at least fifteen there have none" would name them."""
    rows = people(60, 20)
    groups = {one.enrolment: "south" if one.score and one.enrolment % 2 else "north" for one in rows}
    assert count(rows, groups, lot()) == []


def test_fits_are_said_in_three_words_only():
    rows = [Fared(n, "mentee", 8000 if n % 2 else 6000) for n in range(60)]
    rows += [Fared(60 + n, "mentee", None) for n in range(20)]
    found = {row["group"]: row["fit"] for row in count(rows, split(rows, *GROUPS), lot())}
    assert found == {"north": "lower", "south": "higher"}
