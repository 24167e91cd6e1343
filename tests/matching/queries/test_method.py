"""Numbers of the Method page: pairs who would rather have each other, counted as by hand."""

import itertools

import pytest

from matching.actions.drafts import run_matching
from matching.engine import DEFAULT_WEIGHTS, score_all
from matching.engine.steps import ground_of, scores, step
from matching.queries.compare import spread
from matching.queries.method import blocking, method_of
from tests.matching.engine.crowd import crowd
from tests.matching.people import fill


def by_hand(ground, found, pairs):
    partners = [(m, r) for m, rs in pairs.items() for r, _ in rs]
    at_m = {one.id: at for at, one in enumerate(ground.mentees)}
    at_r = {one.id: at for at, one in enumerate(ground.mentors)}

    def would(one, places, own, score):
        mine = [found[at_m[m], at_r[r]] for m, r in partners if one in (m, r)]
        return len(mine) < places or score > min(mine)

    count = 0
    for mentee, mentor in itertools.product(ground.mentees, ground.mentors):
        score = found[at_m[mentee.id], at_r[mentor.id]]
        if score < 0 or (mentee.id, mentor.id) in partners:
            continue
        count += would(mentee.id, mentee.wants, "m", score) and would(mentor.id, mentor.capacity, "r", score)
    return count


def test_blocking_pairs_are_those_counted_by_hand():
    for seed in range(5):
        ground = ground_of(score_all(*crowd(14, 9, seed), dict.fromkeys(DEFAULT_WEIGHTS, 1)))
        pairs = {}
        for pair in step(ground, DEFAULT_WEIGHTS, "fair_floor", ()).pairs:
            pairs.setdefault(pair.mentee, []).append((pair.mentor, pair.score))
        found = scores(ground, DEFAULT_WEIGHTS)
        assert blocking(ground, DEFAULT_WEIGHTS, pairs) == by_hand(ground, found, pairs)


def test_spread_counts_fits_and_loads():
    found = spread({f"m{n}": [(f"r{n // 2}", 100 * (n + 1))] for n in range(20)})
    assert (found.pairs, found.matched, found.average, found.weakest, found.tenth) == (20, 20, 10, 1, 2)
    assert found.loads == [(2, 10)]


@pytest.mark.django_db
def test_shares_of_the_fit_are_of_what_makes_it_and_extra_points_have_none(cohort, mira):
    fill(cohort, 3, 3, easy=True)
    weights = {**dict.fromkeys(DEFAULT_WEIGHTS, 0), "topics": 3, "hours": 1, "wish": 4}
    method = method_of(run_matching(cohort=cohort, by=mira, weights=weights))
    assert {name: share for name, weight, share in method.weights if weight} == {
        "Topics wanted and offered": 75,
        "Shared hours": 25,
        "Wishes of the two": None,
    }
