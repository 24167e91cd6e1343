"""A pool in blocks: the same scores, counts, points and reasons as from one table of everything."""

from dataclasses import replace

import numpy as np
import pytest

from matching.actions.drafts import plan_draft, run_matching
from matching.engine import DEFAULT_WEIGHTS, solve, solve_large
from matching.queries.leftovers import why_free_mentor, why_left, why_unmatched_mentee
from matching.queries.points import points_of
from matching.queries.pool import load_pool
from matching.queries.scored import Scored
from tests import make
from tests.matching.people import fill

pytestmark = pytest.mark.usefixtures("frozen")


@pytest.fixture
def pool(cohort):
    """More places than mentees in one half, a mentor and a mentee nobody can have, two who meet already."""
    fill(cohort, 60, 90)
    found = load_pool(cohort)
    alone = replace(found.mentees[3], languages=frozenset({"Latin"}))
    odd = replace(found.mentors[4], languages=frozenset({"Greek"}))
    met = replace(found.mentors[5], languages=frozenset({"Norse"}), capacity=1)
    friend = replace(found.mentees[6], languages=frozenset({"Norse"}))
    return replace(
        found,
        mentees=(*found.mentees[:3], alone, *found.mentees[4:6], friend, *found.mentees[7:]),
        mentors=(*found.mentors[:4], odd, met, *found.mentors[6:]),
        between=replace(found.between, taken=frozenset({(friend.id, met.id)})),
    )


def test_blocks_give_the_scores_counts_and_points_of_one_table(pool):
    table, scored = pool.score(DEFAULT_WEIGHTS), Scored(pool, DEFAULT_WEIGHTS)
    blocks = [scored.scores.rows(np.arange(start, min(start + 7, 90))) for start in range(0, 90, 7)]
    assert np.concatenate(blocks).tolist() == table.score.tolist()
    assert (scored.possible, scored.removed) == (int((table.score >= 0).sum()), table.removed())
    pairs = [(pool.mentees[at].id, pool.mentors[at * 7 % 60].id) for at in range(90)]
    assert list(scored.points(pairs)) == [points_of(table, *pair) for pair in pairs]
    possible = {
        pair for pair in pairs if table.score[table.mentee_at[pair[0]], table.mentor_at[pair[1]]] >= 0
    }
    assert scored.possible_ones([*pairs, ("nobody", pairs[0][1])]) == possible


@pytest.mark.parametrize("fewer", ["mentees", "mentors"])
def test_reasons_of_whoever_is_left_are_those_of_one_table(pool, fewer):
    few = {"mentees": pool.mentees[:20]} if fewer == "mentees" else {"mentors": pool.mentors[:20]}
    pool = replace(pool, **few)
    table, scored = pool.score(DEFAULT_WEIGHTS), Scored(pool, DEFAULT_WEIGHTS)
    solution = solve(scored.problem("fair_floor", []))
    busy = {pair.mentor for pair in solution.pairs}
    expected = {one: why_unmatched_mentee(table, one) for one in solution.unmatched}
    expected |= {
        one.id: why_free_mentor(table, solution, one.id) for one in pool.mentors if one.id not in busy
    }
    assert why_left(scored, solution) == expected
    assert len({reason["kind"] for reason in expected.values()}) >= 2


def test_large_way_reaches_what_all_pairs_do(pool):
    scored = Scored(pool, DEFAULT_WEIGHTS)
    dense = solve(scored.problem("fair_floor", []))
    found = solve_large(scored.problem("fair_floor", []), scored.scores, best=5)
    assert (found.matched, found.floor, found.total) == (dense.matched, dense.floor, dense.total)


def test_draft_of_more_than_three_hundred_says_how_near_the_best_it_is(cohort):
    fill(cohort, 310, 20)
    heard = []
    plan = plan_draft(cohort=cohort, report=lambda *how_far: heard.append(how_far[0]))
    assert not plan.scored.small
    assert list(dict.fromkeys(heard)) == ["reading", "comparing", "choosing", "proving", "explaining"]
    draft = run_matching(cohort=cohort, by=make.coordinator(cohort.program))
    assert (draft.summary["gap"], draft.summary["proved"], draft.summary["all"]) == (0.0, True, 6200)
    assert draft.proposals.count() == 20
