"""What holds of both sides under every policy, whatever the people: hypothesis looks for one where it does not."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matching.engine.assignment import solve
from matching.engine.problem import Mentee, Mentor, Problem, make_arcs

POLICIES = ("fair_floor", "fewest_poor", "best_total", "stable")
SCORES = st.one_of(st.integers(0, 10_000), st.sampled_from([0, 3999, 4000, 5999, 6000, 10_000]))


@st.composite
def problems(draw):
    """Up to eight and six people, any pairs of them possible, some locked that have room."""
    mentees = [
        Mentee(f"m{at}", wants) for at, wants in enumerate(draw(st.lists(st.integers(0, 3), max_size=8)))
    ]
    mentors = [
        Mentor(f"r{at}", room) for at, room in enumerate(draw(st.lists(st.integers(0, 3), max_size=6)))
    ]
    every = [(mentee.id, mentor.id) for mentee in mentees for mentor in mentors]
    possible = draw(st.lists(st.sampled_from(every), unique=True)) if every else []
    rows = [(*pair, draw(SCORES)) for pair in possible]
    wants, room = {one.id: one.wants for one in mentees}, {one.id: one.capacity for one in mentors}
    locked = []
    for mentee, mentor in draw(st.lists(st.sampled_from(every), unique=True, max_size=3)) if every else []:
        if wants[mentee] and room[mentor]:
            wants[mentee] -= 1
            room[mentor] -= 1
            locked.append((mentee, mentor))
    return Problem(tuple(mentees), tuple(mentors), make_arcs(rows, mentees, mentors), tuple(locked))


def pairs(solution):
    return [(one.mentee, one.mentor) for one in solution.pairs]


@pytest.mark.parametrize("policy", POLICIES)
@settings(max_examples=200, deadline=None)
@given(problems())
def test_capacity_wants_rules_and_locks_are_never_broken(policy, problem):
    found = pairs(solve(replace(problem, policy=policy)))
    ids = [(problem.mentees[at].id, problem.mentors[to].id)
           for at, to in zip(problem.arcs.mentee.tolist(), problem.arcs.mentor.tolist(), strict=True)]  # fmt: skip
    assert len(found) == len(set(found))
    assert set(problem.locked) <= set(found) <= {*ids, *problem.locked}
    for one in problem.mentees:
        assert sum(mentee == one.id for mentee, _ in found) <= one.wants
    for one in problem.mentors:
        assert sum(mentor == one.id for _, mentor in found) <= one.capacity


@settings(max_examples=300, deadline=None)
@given(problems())
def test_the_floor_is_never_lower_than_under_best_total_and_as_many_are_matched(problem):
    fair, poor, best = (solve(replace(problem, policy=policy)) for policy in POLICIES[:3])
    assert fair.matched == poor.matched == best.matched
    if best.floor is not None:
        assert fair.floor is None or fair.floor >= best.floor


@pytest.mark.parametrize("policy", POLICIES[:3])
@settings(max_examples=200, deadline=None)
@given(problems(), st.integers(0, 3), st.lists(SCORES, max_size=8))
def test_another_mentor_never_lowers_how_many_are_matched(policy, problem, room, scores):
    mentors = (*problem.mentors, Mentor("new", room))
    old = zip(*(column.tolist() for column in vars(problem.arcs).values()), strict=True)
    rows = [(problem.mentees[at].id, problem.mentors[to].id, score) for at, to, score in old]
    rows += [(one.id, "new", score) for one, score in zip(problem.mentees, scores, strict=False)]
    more = replace(problem, mentors=mentors, arcs=make_arcs(rows, problem.mentees, mentors), policy=policy)
    assert solve(more).matched >= solve(replace(problem, policy=policy)).matched
