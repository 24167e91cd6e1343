"""Goals that do not fit into one integer are reached one after the other, as exactly as those that do."""

from random import Random

import numpy as np
import pytest

from matching.engine.bands import fewest_poor
from matching.engine.flow import Network
from matching.engine.levels import Goal, best_by_goals
from matching.engine.sides import ranks, sides_of
from tests.matching.engine.instances import random_instance

# So high that no two goals are joined, and each alone is taken.
APART = 2**50


def network_of(problem):
    sides = sides_of(problem)
    mentee, mentor = (
        ranks(sides.mentee_order)[problem.arcs.mentee],
        ranks(sides.mentor_order)[problem.arcs.mentor],
    )
    return sides.network(mentee, mentor, problem.arcs.score)


def test_best_by_goals_one_at_a_time_takes_the_pairs_of_all_at_once_on_1000_instances():
    random = Random(5)
    for _ in range(1000):
        instance = random_instance(random)
        network, (low, high) = network_of(instance.problem("fewest_poor")), instance.bands or (4000, 6000)
        ones = np.ones_like(network.score)
        goals = [
            Goal(0 * ones, first=APART),
            Goal(-APART * (network.score < low)),
            Goal(-APART * (network.score < high)),
            Goal(APART * ones),
            Goal(APART // 10_000 * network.score),
            Goal(-APART // 2**16 * network.tie),
        ]
        apart = best_by_goals(network, goals)
        assert apart.tolist() == fewest_poor(network, instance.bands).tolist()


def test_best_by_goals_a_goal_beyond_64_bits_is_refused_not_wrapped():
    network = network_of(random_instance(Random(1)).problem("fewest_poor"))
    assert network.score.size
    with pytest.raises(OverflowError, match="too many for the solver"):
        best_by_goals(network, [Goal(np.full_like(network.score, 2**61))])


def test_best_by_goals_of_2000_people_with_several_mentors_and_three_bands():
    size, each = 2000, 20
    random = np.random.default_rng(5)
    keys = np.unique(random.integers(0, size * size, size * each))
    score = random.integers(0, 10_001, len(keys))

    one = np.ones(size, dtype=np.int64)
    network = Network(one, 3 * one, 2 * one, keys // size, keys % size, score, keys % 2**16)
    taken = fewest_poor(network, (3000, 5000, 7000))
    given = np.bincount(network.mentee[taken], minlength=size)
    weak = taken & (network.score < 7000)
    assert (given.min(), given.max()) == (1, 3)
    assert (0 < weak.sum() < 20, set(given[network.mentee[weak]].tolist())) == (True, {1})
