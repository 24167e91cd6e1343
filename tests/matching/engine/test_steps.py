"""A step gives what a whole run gives, and a forced pair costs what it costs."""

from dataclasses import replace

import numpy as np
import pytest

from matching.engine import DEFAULT_RULES, DEFAULT_WEIGHTS, Between, Criterion, score_all, solve, with_weights
from matching.engine.steps import forced, ground_of, problem_of, scores, step, that_hold
from tests.matching.engine.crowd import crowd

ALL = dict.fromkeys(DEFAULT_WEIGHTS, 1)
TRIED = [
    dict(DEFAULT_WEIGHTS),
    {**dict.fromkeys(DEFAULT_WEIGHTS, 0), "hours": 3, "seniority": 5},
    dict.fromkeys(DEFAULT_WEIGHTS, 0),
    dict.fromkeys(DEFAULT_WEIGHTS, 5),
]


@pytest.mark.parametrize("weights", TRIED)
def test_scores_of_a_ground_are_those_of_a_whole_run(weights):
    people = crowd(30, 24)
    assert np.array_equal(
        scores(ground_of(score_all(*people, ALL)), weights), score_all(*people, weights).score
    )


def test_scores_of_a_ground_know_extra_points_and_every_rule_of_the_run():
    mentees, mentors = crowd(12, 9)
    must = Criterion("level", "within", "seniority", "seniority", hard=True, n=1)
    rules = (*DEFAULT_RULES, must, Criterion("more", "more", "seniority", "seniority", missing="impossible"))
    between = Between(
        blocked=frozenset({(mentees[1].id, mentors[2].id)}),
        wished={(mentees[3].id, one.id): (1, 2) for one in mentors},
        waited=frozenset({mentees[4].id}),
    )
    table = score_all(mentees, mentors, rules, between=between)
    tried = with_weights(rules, {one.key: 1 for one in rules if not one.hard})
    ground = ground_of(score_all(mentees, mentors, tried, between=between))
    assert np.array_equal(scores(ground, table.weights), table.score)
    assert (table.score[3] > score_all(mentees, mentors, rules).score[3]).any()


@pytest.mark.parametrize("policy", ["fair_floor", "best_total"])
def test_step_chooses_what_a_whole_run_chooses(policy):
    mentees, mentors = crowd(30, 24)
    ground = ground_of(score_all(mentees, mentors, ALL))
    table = score_all(mentees, mentors, DEFAULT_WEIGHTS)
    locked = that_hold(ground, [(mentees[3].id, mentors[5].id), (mentees[4].id, mentors[7].id)])
    assert step(ground, DEFAULT_WEIGHTS, policy, locked) == solve(table.problem(policy, locked))


def test_step_over_short_lists_reaches_what_all_pairs_reach():
    """Above 300 a side; with 310 the lists of 50 leave out five sixths of the pairs."""
    mentees, mentors = crowd(310, 310)
    ground = ground_of(score_all(mentees, mentors, ALL))
    short = problem_of(ground, scores(ground, DEFAULT_WEIGHTS), "best_total", ())
    every = score_all(mentees, mentors, DEFAULT_WEIGHTS).problem("best_total")
    assert len(short.arcs.mentee) < len(every.arcs.mentee) / 2
    one, other = solve(short), solve(every)
    assert one.matched == other.matched
    assert one.total >= other.total * 0.9995


def test_forced_pair_is_in_the_answer_and_never_makes_the_whole_better():
    mentees, mentors = crowd(20, 20)
    ground = ground_of(score_all(mentees, mentors, ALL))
    pairs = that_hold(ground, [(mentees[0].id, mentors[9].id)]) + that_hold(
        ground, [(mentees[1].id, mentors[3].id)]
    )
    best, answers = forced(ground, DEFAULT_WEIGHTS, "best_total", (), pairs)
    for pair, answer in zip(pairs, answers, strict=True):
        assert pair in {(one.mentee, one.mentor) for one in answer.pairs}
        assert answer.matched <= best.matched
        assert sum(one.score for one in answer.pairs) <= sum(one.score for one in best.pairs)


def test_forced_pair_without_a_place_beside_the_locked_ones_has_no_answer():
    mentees, mentors = crowd(4, 4)
    mentors = [replace(one, capacity=1) for one in mentors]
    ground = ground_of(score_all(mentees, mentors, ALL))
    locked = next((mentees[0].id, one.id) for one in mentors if that_hold(ground, [(mentees[0].id, one.id)]))
    _best, answers = forced(ground, DEFAULT_WEIGHTS, "best_total", (locked,), [(mentees[1].id, locked[1])])
    assert answers == [None]


def test_pairs_that_can_no_longer_be_are_not_held():
    mentees, mentors = crowd(3, 1)
    mentors = [replace(mentors[0], capacity=1)]
    ground = ground_of(score_all(mentees, mentors, ALL))
    able = [(one.id, mentors[0].id) for one in mentees]
    assert len(that_hold(ground, [("gone", mentors[0].id), *able])) == 1
