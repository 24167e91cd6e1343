"""Stable: one of the choices nobody would leave; and the counting of pairs that would rather have each other."""

from random import Random

from matching.engine.assignment import solve
from tests.matching.engine.instances import blocking, random_instance, stable_choices
from tests.matching.engine.test_assignment import EXACT, problem, rows, unlocked


def test_solve_stable_is_one_of_the_choices_nobody_would_leave_on_1000_instances():
    random = Random(2011)
    alone = 0
    for _ in range(1000):
        instance = random_instance(random)
        found = solve(instance.problem("stable"))
        choices = stable_choices(instance)
        alone += len(choices) == 1
        assert frozenset(unlocked(found)) in choices
        assert found.blocking == 0
    assert alone > 300  # where there is one only, it is found: nothing to choose by


def test_solve_counts_the_pairs_that_would_rather_have_each_other_on_1000_instances():
    random = Random(2012)
    some = 0
    for _ in range(1000):
        instance = random_instance(random)
        for policy in EXACT:
            found = solve(instance.problem(policy))
            assert found.blocking == len(blocking(instance, frozenset(unlocked(found))))
            some += found.blocking > 0
    assert some > 50


def test_solve_stable_leaves_somebody_out_whom_best_total_matches():
    scores = [("a", "x", 9000), ("a", "y", 8000), ("b", "x", 7000)]
    people = {"a": 1, "b": 1}, {"x": 1, "y": 1}
    stable, best = (solve(problem(*people, scores, policy=policy)) for policy in ("stable", "best_total"))
    assert (rows(stable), stable.unmatched, stable.blocking) == ([("a", "x", 9000)], ("b",), 0)
    assert (len(best.pairs), best.blocking) == (2, 1)


def test_solve_stable_gives_first_mentors_before_further_ones():
    scores = [("a", "x", 9000), ("a", "y", 8000), ("b", "y", 10)]
    found = solve(problem({"a": 2, "b": 1}, {"x": 1, "y": 1}, scores, policy="stable"))
    assert (rows(found), found.blocking) == ([("a", "x", 9000), ("b", "y", 10)], 0)
