"""The solver against trying everything, the order of its goals, locks, and a published optimum."""

import json
import os
from pathlib import Path
from random import Random

import numpy as np
import pytest

from matching.engine.assignment import Pair, solve
from matching.engine.problem import Arcs, Mentee, Mentor, Problem, make_arcs
from tests.matching.engine.instances import best_goals, goals_of, random_instance

BUILT = ("fair_floor", "fewest_poor", "best_total", "stable")
EXACT = BUILT[:3]


def problem(mentees, mentors, rows, *, locked=(), policy="fair_floor"):
    mentees = tuple(Mentee(*person) for person in mentees.items())
    mentors = tuple(Mentor(*person) for person in mentors.items())
    return Problem(mentees, mentors, make_arcs(rows, mentees, mentors), tuple(locked), policy)


def rows(solution):
    return [(pair.mentee, pair.mentor, pair.score) for pair in solution.pairs]


def unlocked(solution):
    return [
        row for row in rows(solution) if row[:2] not in {(one.mentee, one.mentor) for one in solution.locked}
    ]


@pytest.mark.parametrize("policy", EXACT)
def test_solve_reaches_the_goals_of_brute_force_on_1000_instances(policy):
    random = Random(2010)
    differences = []
    for number in range(1000):
        instance = random_instance(random)
        found = solve(instance.problem(policy))
        expected = best_goals(instance, policy)
        goals = goals_of(instance, policy, unlocked(found))
        counted = (found.matched, len(found.pairs) - len(found.locked), found.total)
        if goals != expected or counted != (goals[0], *goals[2:]):
            differences.append((number, goals, expected, counted))
    assert differences == []


def test_solve_keeps_wants_capacities_and_possible_pairs_on_1000_instances():
    random = Random(7)
    for _ in range(1000):
        instance = random_instance(random)
        scores = {row[:2]: row[2] for row in instance.rows}
        for policy in BUILT:
            found = solve(instance.problem(policy))
            chosen = [(pair.mentee, pair.mentor) for pair in found.pairs]
            assert chosen == sorted(set(chosen))
            assert {(pair.mentee, pair.mentor) for pair in found.locked} == set(instance.locked)
            assert set(instance.locked) <= set(chosen) <= scores.keys() | set(instance.locked)
            assert [pair.score for pair in found.pairs] == [scores.get(pair, 0) for pair in chosen]
            for mentee in instance.mentees:
                assert [pair[0] for pair in chosen].count(mentee.id) <= mentee.wants
            for mentor in instance.mentors:
                assert [pair[1] for pair in chosen].count(mentor.id) <= mentor.capacity
            reached = {pair[0] for pair in chosen}
            assert found.matched == len(reached)
            assert found.unmatched == tuple(m.id for m in instance.mentees if m.wants and m.id not in reached)


def test_solve_shuffled_input_gives_the_same_solution():
    random = Random(3)
    for _ in range(300):
        instance = random_instance(random)
        for policy in BUILT:
            assert solve(instance.problem(policy, shuffled_by=random)) == solve(instance.problem(policy))


def dense(size, *, seed, levels, mentor_places=1):
    """A problem of size x size with half of the pairs possible and few distinct scores: many ties."""
    random = np.random.default_rng(seed)
    mentee, mentor = np.nonzero(random.random((size, size)) < 0.5)
    score = random.integers(0, levels, len(mentee)) * (10_000 // levels)
    people = (
        tuple(Mentee(f"m{at}") for at in range(size)),
        tuple(Mentor(f"r{at}", mentor_places) for at in range(size)),
    )
    return *people, mentee, mentor, score


@pytest.mark.parametrize("policy", BUILT)
def test_solve_shuffled_input_of_200_people_with_ties_gives_the_same_pairs(policy):
    mentees, mentors, mentee, mentor, score = dense(200, seed=1, levels=5)
    straight = solve(Problem(mentees, mentors, Arcs(mentee, mentor, score), (), policy))
    for seed in range(5):
        random = np.random.default_rng(seed)
        to, back = random.permutation(200), random.permutation(200)
        order = random.permutation(len(score))
        shuffled = Problem(
            tuple(mentees[at] for at in np.argsort(to)),
            tuple(mentors[at] for at in np.argsort(back)),
            Arcs(to[mentee][order], back[mentor][order], score[order]),
            (),
            policy,
        )
        assert solve(shuffled) == straight


def test_solve_shuffled_input_of_10000_people_gives_the_same_pairs_when_the_hash_has_few_bits():
    size = 10_000
    random = np.random.default_rng(0)
    mentee, mentor = np.divmod(np.unique(random.integers(0, size * size, 2 * size)), size)
    score = random.integers(0, 2, len(mentee)) * 10_000
    solutions = []
    for seed in range(2):
        random = np.random.default_rng(seed)
        to, back, order = random.permutation(size), random.permutation(size), random.permutation(len(score))
        mentees = tuple(Mentee(f"m{at}") for at in np.argsort(to))
        mentors = tuple(Mentor(f"r{at}") for at in np.argsort(back))
        arcs = Arcs(to[mentee][order], back[mentor][order], score[order])
        solutions.append(solve(Problem(mentees, mentors, arcs, (), "best_total")))
    assert solutions[0] == solutions[1]


def test_solve_matches_more_mentees_before_a_higher_score():
    found = solve(
        problem(
            {"a": 1, "b": 1},
            {"x": 1, "y": 1},
            [("a", "x", 10_000), ("a", "y", 1), ("b", "x", 1)],
            policy="best_total",
        )
    )
    assert rows(found) == [("a", "y", 1), ("b", "x", 1)]


@pytest.mark.parametrize(
    "policy, expected",
    [
        ("best_total", [("a", "x", 9000), ("b", "y", 2000)]),
        ("fair_floor", [("a", "y", 5000), ("b", "x", 3000)]),
    ],
)
def test_solve_policy_decides_between_total_and_worst_pair(policy, expected):
    scores = [("a", "x", 9000), ("a", "y", 5000), ("b", "x", 3000), ("b", "y", 2000)]
    found = solve(problem({"a": 1, "b": 1}, {"x": 1, "y": 1}, scores, policy=policy))
    assert rows(found) == expected
    assert (found.total, found.floor) == (sum(row[2] for row in expected), min(row[2] for row in expected))


def test_solve_gives_everybody_a_first_mentor_before_anybody_a_second():
    scores = [("a", "x", 9000), ("a", "y", 9000), ("b", "x", 10)]
    found = solve(problem({"a": 2, "b": 1}, {"x": 1, "y": 1}, scores, policy="best_total"))
    assert rows(found) == [("a", "y", 9000), ("b", "x", 10)]


def test_solve_makes_more_pairs_before_a_higher_total():
    scores = [("a", "x", 9000), ("a", "y", 10), ("b", "x", 20)]
    found = solve(problem({"a": 2, "b": 1}, {"x": 2, "y": 1}, scores, policy="best_total"))
    assert rows(found) == [("a", "x", 9000), ("a", "y", 10), ("b", "x", 20)]


def test_solve_fair_floor_gives_no_second_mentor_under_the_floor():
    scores = [("a", "x", 9000), ("a", "y", 2999), ("b", "y", 3000)]
    people = {"a": 2, "b": 1}, {"x": 1, "y": 2}
    assert rows(solve(problem(*people, scores))) == [("a", "x", 9000), ("b", "y", 3000)]
    assert len(solve(problem(*people, scores, policy="best_total")).pairs) == 3


def test_solve_locked_pair_takes_its_places_and_is_reported_apart():
    scores = [("a", "x", 10), ("a", "y", 9000), ("b", "x", 8000), ("b", "y", 7000)]
    found = solve(problem({"a": 1, "b": 1}, {"x": 1, "y": 1}, scores, locked=[("a", "x")]))
    assert rows(found) == [("a", "x", 10), ("b", "y", 7000)]
    assert found.locked == (Pair("a", "x", 10),)
    assert (found.matched, found.total, found.floor) == (2, 7000, 7000)


def test_solve_locked_pair_not_listed_scores_0():
    found = solve(problem({"a": 1}, {"x": 1}, [], locked=[("a", "x")]))
    assert rows(found) == [("a", "x", 0)]
    assert (found.matched, found.total, found.floor, found.unmatched) == (1, 0, None, ())


def test_solve_first_mentor_comes_before_a_second_for_somebody_locked():
    scores = [("a", "y", 9000), ("b", "y", 1)]
    found = solve(problem({"a": 2, "b": 1}, {"x": 1, "y": 1}, scores, locked=[("a", "x")]))
    assert rows(found) == [("a", "x", 0), ("b", "y", 1)]


def test_solve_wants_0_is_never_unmatched():
    found = solve(problem({"a": 0, "b": 1}, {"x": 0}, [("a", "x", 5), ("b", "x", 5)]))
    assert (found.pairs, found.matched, found.floor, found.unmatched) == ((), 0, None, ("b",))


def test_solve_nobody_at_all_is_an_empty_solution():
    assert solve(problem({}, {}, [])).as_json() == {
        "version": 1,
        "policy": "fair_floor",
        "matched": 0,
        "total": 0,
        "floor": None,
        "pairs": [],
        "locked": [],
        "unmatched": [],
        "gap": 0.0,
    }


def test_solve_sums_of_2000_people_stay_exact():
    size = 2000
    at = np.arange(size)
    # Everybody's own number scores 10000, the neighbours 9999: one point in twenty million decides.
    mentor = np.concatenate((at, (at + 1) % size, (at + 7) % size))
    score = np.concatenate((np.full(size, 10_000), np.full(2 * size, 9_999)))
    people = tuple(Mentee(f"m{n}", 1) for n in at), tuple(Mentor(f"r{n}", 1) for n in at)
    found = solve(Problem(*people, Arcs(np.tile(at, 3), mentor, score)))
    assert (found.matched, found.total, found.floor) == (size, 20_000_000, 10_000)


def test_solve_widest_scores_of_2000_people_with_several_mentors_overflow_nothing():
    size, each = 2000, 20
    random = np.random.default_rng(5)
    keys = random.choice(size * size, size * each, replace=False)
    score = random.choice([0, 10_000], len(keys))
    people = tuple(Mentee(f"m{n}", 3) for n in range(size)), tuple(Mentor(f"r{n}", 2) for n in range(size))
    found = solve(Problem(*people, Arcs(keys // size, keys % size, score), (), "best_total"))
    assert (found.matched, len(found.pairs)) == (size, 2 * size)
    # Every place is filled, and half of the pairs score the highest: nearly all chosen ones do.
    assert 39_000_000 < found.total <= 40_000_000


@pytest.mark.real_data
def test_solve_glasgow_2010_reaches_the_known_optimum():
    folder = Path(os.environ["REAL_DATA"])
    instance = json.loads((folder / "spa_glasgow_2010.json").read_text())["instances"]["00038-04"]
    known = json.loads((folder / "spa_glasgow_2010_optimum.json").read_text())["00038-04"]["supervisor_level"]
    scores = [
        (student["student"], supervisor, 10_000 - rank)
        for student in instance["students"]
        for rank, supervisor in enumerate(student["supervisors_ranked"], start=1)
    ]
    found = solve(
        problem(
            {student["student"]: 1 for student in instance["students"]},
            {row["supervisor"]: row["capacity"] for row in instance["supervisors"]},
            scores,
            policy="best_total",
        )
    )
    ranks = [10_000 - pair.score for pair in found.pairs]
    assert (found.matched, sum(ranks)) == (known["max_matched"], known["min_total_rank"]) == (34, 41)
    assert [ranks.count(rank) for rank in range(1, 7)] == known["rank_profile"]
