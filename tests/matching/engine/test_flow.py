"""The tie-break, and what happens when costs would leave 64 bits."""

import numpy as np
import pytest

from matching.engine import flow
from matching.engine.flow import Network, best_arcs, most_reached, pair_hashes


def column(*values):
    return np.array(values, dtype=np.int64)


def square(score, tie, *, places=1):
    """Two mentees, two mentors, all four pairs."""
    return Network(
        first=column(1, 1),
        need=column(1, 1),
        room=column(places, places),
        mentee=column(0, 0, 1, 1),
        mentor=column(0, 1, 0, 1),
        score=column(*score),
        tie=column(*tie),
    )


def test_pair_hashes_depend_on_both_ids_and_on_nothing_else():
    mentees, mentors = [f"m{at}" for at in range(50)], [f"r{at}" for at in range(50)]
    at, to = np.divmod(np.arange(2500), 50)
    every = pair_hashes(mentees, mentors, at, to)
    assert len(set(every.tolist())) > 2400
    assert pair_hashes(["m7"], ["r9"], column(0), column(0))[0] == every[7 * 50 + 9]
    assert (every.min() >= 0, every.max() < 2**16) == (True, True)


def test_pair_hashes_are_the_same_on_any_machine():
    assert pair_hashes(["ada", "\ud800"], ["ben"], column(0, 1), column(0, 0)).tolist() == [57717, 35727]


def test_best_arcs_among_equal_totals_the_hash_decides():
    assert best_arcs(square((5, 5, 5, 5), (0, 9 << 12, 9 << 12, 0))).tolist() == [True, False, False, True]
    assert best_arcs(square((5, 5, 5, 5), (9 << 12, 0, 0, 9 << 12))).tolist() == [False, True, True, False]


def test_best_arcs_one_point_outweighs_every_hash():
    worst = 2**16 - 1
    taken = best_arcs(square((6, 5, 5, 5), (worst, 0, 0, worst)))
    assert taken.tolist() == [True, False, False, True]


def test_best_arcs_without_arcs_takes_none():
    empty = Network(column(1), column(1), column(1), column(), column(), column(), column())
    assert best_arcs(empty).tolist() == []
    assert most_reached(empty) == 0


def test_most_reached_counts_mentees_not_pairs():
    one_place = square((1, 1, 1, 1), (0, 0, 0, 0))
    assert most_reached(one_place) == 2
    assert most_reached(Network(**{**vars(one_place), "first": column(1, 0)})) == 1


def test_best_arcs_costs_the_solver_refuses_are_tried_with_fewer_bits():
    size = 3000
    at = np.arange(size)
    wide = Network(
        first=np.ones(size, dtype=np.int64),
        need=np.full(size, 3),
        room=np.full(size, 3),
        mentee=np.repeat(at, 2),
        mentor=np.stack((at, (at + 1) % size), axis=1).reshape(-1),
        score=np.tile(column(10_000, 0), size),
        tie=np.zeros(2 * size, dtype=np.int64),
    )
    assert flow._try_best_arcs(wide, flow._bits_that_fit(wide)) is None
    assert best_arcs(wide).tolist() == [True] * (2 * size)


def test_best_arcs_sums_beyond_64_bits_are_refused_not_wrapped():
    with pytest.raises(OverflowError, match="too many for the solver"):
        best_arcs(square((2**60, 0, 0, 2**60), (0, 0, 0, 0)))
