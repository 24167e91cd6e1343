"""The rule itself, number by number; the attack on it stands beside."""

from random import Random

import pytest

from mentorship.lib.disclosure import ALL, FEWEST_ANSWERED, Shown, left_out, published, shown


@pytest.mark.parametrize(
    ("people", "good", "expected"),
    [
        (4, 4, Shown()),
        (5, 2, Shown(5, 0, 2)),
        (5, 3, Shown(5, 3, 5)),
        (5, 5, Shown(5, 3, 5)),
        (10, 5, Shown(10, 0, 5)),
        (10, 6, Shown(10, 6, 10)),
        (11, 5, Shown(11, 0, 5)),
        (11, 6, Shown(11, 6, 11)),
        (13, 6, Shown(13, 6, 7)),
        (13, 8, Shown(13, 8, 13)),
        (40, 0, Shown(40, 0, 5)),
        (40, 6, Shown(40, 6, 10)),
        (40, 33, Shown(40, 31, 34)),
        (40, 35, Shown(40, 35, 40)),
        (40, 40, Shown(40, 35, 40)),
    ],
)
def test_what_is_shown_of_those_counted(people, good, expected):
    assert shown(people, good) == expected


@pytest.mark.parametrize("people", range(5, 120))
def test_every_number_of_good_answers_has_one_range_which_holds_it_and_leaves_doubt(people):
    ranges = [shown(people, good) for good in range(people + 1)]
    assert all(one.least <= good <= one.most for good, one in enumerate(ranges))
    assert [(one.least > people - 1, one.most < 1) for one in ranges] == [(False, False)] * (people + 1)
    edges = sorted({(one.least, one.most) for one in ranges})
    assert [low for low, _high in edges[1:]] == [high + 1 for _low, high in edges[:-1]]
    if people > 10:
        assert {one.least for one in ranges} & {1, 2, 3, 4} == set()
        assert {people - one.most for one in ranges} & {1, 2, 3, 4} == set()


def test_small_months_show_nothing_and_seven_answers_something():
    assert FEWEST_ANSWERED == 7
    assert published({"mentor": (3, 3), "mentee": (3, 3)}, Random(1)) == {ALL: Shown()}
    assert published({"mentor": (3, 3), "mentee": (4, 4)}, Random(1)) == {ALL: Shown(5, 3, 5)}
    assert published({}, Random(1)) == {ALL: Shown()}


def test_roles_stand_apart_only_where_both_are_large_and_the_whole_is_their_sum():
    assert left_out(14) == 3
    assert published({"mentor": (13, 13), "mentee": (14, 0)}, Random(1)) == {ALL: Shown(24, 11, 15)}
    assert published({"mentor": (14, 14), "mentee": (20, 0)}, Random(1)) == {
        ALL: Shown(28, 6, 16),
        "mentor": Shown(11, 6, 11),
        "mentee": Shown(17, 0, 5),
    }


def test_the_lot_leaves_out_two_or_three_and_nobody_in_particular():
    """Five good of nine: of the seven that are counted three, four or five are, and four is more than half."""
    lot = Random(7)
    drawn = [published({"mentor": (9, 5)}, lot)[ALL] for _ in range(200)]
    assert {(one.people, one.least, one.most) for one in drawn} == {(7, 4, 7), (7, 0, 3)}
