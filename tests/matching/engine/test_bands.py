"""Fewest poor matches: what it prefers to what. Against brute force it is held in test_assignment.py."""

from matching.engine.assignment import solve
from tests.matching.engine.test_assignment import problem, rows


def test_solve_fewest_poor_prefers_fewer_weak_pairs_to_a_higher_worst_one_and_to_the_total():
    scores = [("a", "x", 9000), ("a", "y", 3900), ("b", "x", 3800), ("b", "y", 100)]
    people = {"a": 1, "b": 1}, {"x": 1, "y": 1}
    assert rows(solve(problem(*people, scores, policy="fewest_poor"))) == [("a", "x", 9000), ("b", "y", 100)]
    assert rows(solve(problem(*people, scores))) == [("a", "y", 3900), ("b", "x", 3800)]


def test_solve_fewest_poor_gives_no_further_mentor_under_a_band():
    scores = [("a", "x", 9000), ("a", "y", 5999), ("b", "z", 100)]
    found = solve(problem({"a": 2, "b": 1}, {"x": 1, "y": 1, "z": 1}, scores, policy="fewest_poor"))
    assert rows(found) == [("a", "x", 9000), ("b", "z", 100)]
