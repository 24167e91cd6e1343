"""Few pairs shown to the solver, all of them proved: the same as when it sees everything."""

from dataclasses import replace
from random import Random

import numpy as np
import pytest

from matching.engine.assignment import solve
from matching.engine.candidates import Kept, Whole
from matching.engine.large import solve_large
from matching.engine.problem import Arcs, Mentee, Mentor, Problem
from tests.matching.engine.instances import Instance, best_goals, blocking, goals_of, random_instance

POLICIES = ("fair_floor", "fewest_poor", "best_total", "stable")


def in_blocks(problem):
    """The people of a problem, and its arcs as a matrix."""
    matrix = np.full((len(problem.mentees), len(problem.mentors)), -1, dtype=np.int16)
    matrix[problem.arcs.mentee, problem.arcs.mentor] = problem.arcs.score
    none = np.zeros(0, dtype=np.int64)
    people = Problem(
        problem.mentees,
        problem.mentors,
        Arcs(none, none, none),
        problem.locked,
        problem.policy,
        problem.bands,
    )
    return people, Whole(matrix)


def goals(problem, solution):
    """What the policy asks for, in its order."""
    scores = [row[2] for row in unlocked(solution)]
    values = {
        "fair_floor": solution.floor,
        "fewest_poor": [sum(score < band for score in scores) for band in problem.bands or (4000, 6000)],
    }
    return solution.matched, values.get(problem.policy), len(solution.pairs), solution.total


def unlocked(solution):
    locked = set(solution.locked)
    return [(one.mentee, one.mentor, one.score) for one in solution.pairs if one not in locked]


@pytest.mark.parametrize("policy", POLICIES[:3])
def test_large_from_the_single_best_of_both_sides_equals_all_pairs_on_300_instances(policy):
    random = Random(31)
    for _ in range(300):
        problem = random_instance(random).problem(policy)
        found, dense = solve_large(*in_blocks(problem), best=1), solve(problem)
        assert goals(problem, found) == goals(problem, dense)
        assert (found.gap, found.proved, found.blocking) == (0.0, True, count_in(problem, found))


def test_large_stable_from_the_single_best_of_both_sides_is_stable_on_1000_instances():
    random = Random(32)
    for _ in range(1000):
        instance = random_instance(random)
        found = solve_large(*in_blocks(instance.problem("stable")), best=1)
        assert blocking(instance, frozenset(unlocked(found))) == []


@pytest.mark.parametrize("policy", POLICIES[:3])
def test_large_beyond_the_exact_size_says_nothing_that_is_not_so_on_300_instances(policy):
    random = Random(33)
    for _ in range(300):
        instance = random_instance(random)
        found = solve_large(*in_blocks(instance.problem(policy)), best=1, exact_to=0)
        reached, best = goals_of(instance, policy, unlocked(found)), best_goals(instance, policy)
        if found.proved:
            assert reached[:3] == best[:3]
            assert best[3] <= found.total + found.gap * (found.total + 10**5) + 1e-6
        if found.proved and found.gap == 0:
            assert reached == best


def crowd(seed, mentees=40, mentors=16, levels=12):
    """Few places, several wishes, many ties, half of the pairs impossible, some locked."""
    random = np.random.default_rng(seed)
    at, to = np.nonzero(random.random((mentees, mentors)) < 0.5)
    score = random.integers(0, levels, len(at)) * (10_000 // levels)
    people = (
        tuple(Mentee(f"m{n:04}", int(random.integers(0, 4))) for n in random.permutation(mentees)),
        tuple(Mentor(f"r{n:04}", int(random.integers(0, 5))) for n in random.permutation(mentors)),
    )
    wants, room = {one.id: one.wants for one in people[0]}, {one.id: one.capacity for one in people[1]}
    locked = tuple(
        (mentee, mentor)
        for mentee, mentor in zip(list(wants)[:4], list(room)[:4], strict=True)
        if wants[mentee] and room[mentor]
    )
    return Problem(*people, Arcs(at, to, score), locked, "fair_floor", (3000, 6000))


@pytest.mark.parametrize("policy", POLICIES[:3])
def test_large_from_the_single_best_of_both_sides_equals_all_pairs_in_200_crowds(policy):
    rounds = 0
    for seed in range(200):
        problem = replace(crowd(seed), policy=policy)
        found, dense = solve_large(*in_blocks(problem), best=1), solve(problem)
        assert goals(problem, found) == goals(problem, dense)
        assert (found.gap, found.proved) == (0.0, True)
        rounds += found.rounds
    assert rounds > 100  # lists of one were too short, and were mended


def test_large_stable_of_200_crowds_leaves_nobody_who_would_rather():
    for seed in range(200):
        problem = replace(crowd(seed), policy="stable")
        found = solve_large(*in_blocks(problem), best=1)
        assert (found.blocking, count_in(problem, found)) == (0, 0)


def count_in(problem, solution):
    """Blocking pairs by the slow definition."""
    rows = tuple(
        (problem.mentees[at].id, problem.mentors[to].id, score)
        for at, to, score in zip(*(column.tolist() for column in vars(problem.arcs).values()), strict=True)
    )
    instance = Instance(problem.mentees, problem.mentors, rows, problem.locked)
    return len(blocking(instance, frozenset(unlocked(solution))))


@pytest.mark.parametrize("policy", POLICIES)
def test_large_shuffled_input_gives_the_same_pairs(policy):
    problem = replace(crowd(1, 120, 60), policy=policy)
    straight = solve_large(*in_blocks(problem), best=3)
    for seed in range(3):
        random = np.random.default_rng(seed)
        to, back = random.permutation(120), random.permutation(60)
        shuffled = replace(
            problem,
            mentees=tuple(problem.mentees[at] for at in np.argsort(to)),
            mentors=tuple(problem.mentors[at] for at in np.argsort(back)),
            arcs=Arcs(to[problem.arcs.mentee], back[problem.arcs.mentor], problem.arcs.score),
        )
        assert solve_large(*in_blocks(shuffled), best=3) == straight


def cohort(size, *, seed, places=1, wants=1):
    """As many mentors as mentees, whose scores come of what each knows and seeks; half of the pairs impossible."""
    random = np.random.default_rng(seed)
    seeks, knows = random.random((size, 12)) ** 4, random.random((size, 12)) ** 4
    score = seeks @ knows.T
    score = (9_000 * score / score.max()).astype(np.int64) + random.integers(0, 1000, score.shape)
    at, to = np.nonzero(random.random(score.shape) < 0.5)
    people = (
        tuple(Mentee(f"m{n:05}", int(count)) for n, count in enumerate(random.integers(1, wants + 1, size))),
        tuple(Mentor(f"r{n:05}", int(count)) for n, count in enumerate(random.integers(1, places + 1, size))),
    )
    return Problem(*people, Arcs(at, to, score[at, to]))


@pytest.mark.parametrize(
    "size, policy, places, wants",
    [
        (2000, "fair_floor", 1, 1),
        (2000, "best_total", 2, 3),
        (500, "fewest_poor", 1, 1),
        (500, "fewest_poor", 2, 3),
    ],
)
def test_large_equals_all_pairs_at_2000(size, policy, places, wants):
    problem = replace(cohort(size, seed=1, places=places, wants=wants), policy=policy)
    found, dense = solve_large(*in_blocks(problem)), solve(problem)
    assert goals(problem, found) == goals(problem, dense)
    assert (found.gap, found.proved, found.matched) == (0.0, True, dense.matched)
    assert found.arcs < dense.arcs / 2


def test_large_asks_for_each_row_once_where_scores_are_kept_and_finds_the_same_where_they_are_not():
    people, whole = in_blocks(crowd(1, 120, 60))
    asked = []

    class Counting:
        shape = whole.shape

        def rows(self, wanted):
            asked.extend(wanted.tolist())
            return whole.rows(wanted)

    kept = solve_large(people, Kept(Counting()), best=2)
    assert len(asked) == len(set(asked)) <= 120
    assert solve_large(people, Kept(Counting(), most=100), best=2) == kept


def test_large_hears_its_stages_and_ends_where_the_report_raises():
    people, whole = in_blocks(crowd(1, 120, 60))
    heard = []
    solve_large(people, whole, best=2, report=lambda *how_far: heard.append(how_far))
    assert {stage for stage, _, _ in heard} == {"comparing", "choosing", "proving"}

    def taken_back(stage, _done, _total):
        if stage == "proving":
            raise InterruptedError

    with pytest.raises(InterruptedError):
        solve_large(people, whole, best=2, report=taken_back)
