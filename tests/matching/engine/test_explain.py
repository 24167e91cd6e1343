"""Reasons as keys and values; why not; what another choice changes."""

import pytest

from matching.engine.assignment import solve
from matching.engine.explain import (
    Candidate,
    Reason,
    WhyNot,
    candidates,
    force_pair,
    reasons,
    top_reasons,
    why_free,
    why_unmatched,
)
from matching.engine.problem import ProblemError
from matching.engine.scoring import score_all
from matching.engine.traits import MenteeTraits, MentorTraits
from tests.matching.engine.test_scoring import ADA, BEN


def test_reasons_are_pluses_then_minuses_then_neutral_with_what_is_shared():
    mentor = MentorTraits(**{**vars(BEN), "department": "sales"})
    assert reasons(score_all([ADA], [mentor]), "m1", "r1") == (
        Reason("expertise", ("Leadership",), "plus", 1875),
        Reason("topics", ("React",), "plus", 1562),
        Reason("goal_kind", ("grow",), "plus", 1250),
        Reason("seniority", ("1",), "plus", 937),
        Reason("department", ("sales",), "minus", 0),
        Reason("hours", ("1",), "neutral", 312),
    )


def test_reasons_of_what_was_not_answered_are_neutral_and_missing():
    table = score_all([ADA], [MentorTraits("r1", "ben")], {"topics": 1, "hours": 2})
    assert reasons(table, "m1", "r1") == (
        Reason("hours", (), "neutral", 3333, missing=True),
        Reason("topics", (), "neutral", 1666, missing=True),
    )


def test_reasons_say_what_speaks_against_the_heaviest_first():
    mentor = MentorTraits(
        id="r1",
        person="ben",
        topics=("Go",),
        expertise=("Gardening",),
        focus_kinds=frozenset({"switch"}),
        seniority=1,
    )
    found = reasons(score_all([ADA], [mentor]), "m1", "r1")[:4]
    assert [(reason.kind, reason.values, reason.tone) for reason in found] == [
        ("topics", (), "minus"),
        ("expertise", (), "minus"),
        ("goal_kind", (), "minus"),
        ("seniority", ("-1",), "minus"),
    ]


def test_reasons_add_up_to_the_score():
    table = score_all([ADA], [BEN])
    assert sum(reason.points for reason in reasons(table, "m1", "r1")) == table.pair("m1", "r1").score


def test_reasons_of_an_impossible_pair_are_none():
    assert reasons(score_all([ADA], [MentorTraits("r1", "ada")]), "m1", "r1") == ()


def test_top_reasons_are_the_best_pluses_only():
    assert [reason.kind for reason in top_reasons(score_all([ADA], [BEN]), "m1", "r1")] == (
        ["expertise", "topics", "goal_kind"]
    )
    assert top_reasons(score_all([ADA], [MentorTraits("r1", "ben")]), "m1", "r1") == ()


def people(kind, **extra):
    """Traits from ids; each id's own person, and topics as given."""
    return [kind(id=key, person=f"person of {key}", **traits) for key, traits in extra.items()]


def two_for_one():
    mentees = people(MenteeTraits, m1={"topics": ("Go", "C")}, m2={"topics": ("Go",)})
    return score_all(mentees, people(MentorTraits, r1={"topics": ("Go",)}), {"topics": 1})


def test_why_unmatched_with_everybody_taken_is_out_priced():
    table = two_for_one()
    assert solve(table.problem()).unmatched == ("m1",)
    assert why_unmatched(table, "m1") == WhyNot("out_priced", options=1)


def test_why_unmatched_with_nobody_to_give_places_is_no_mentors():
    assert why_unmatched(score_all(people(MenteeTraits, m1={}), []), "m1") == WhyNot("no_mentors")
    full = score_all(people(MenteeTraits, m1={}), people(MentorTraits, r1={"capacity": 0}))
    assert why_unmatched(full, "m1") == WhyNot("no_mentors")


def test_why_unmatched_with_everybody_ruled_out_names_the_rule_that_removed_most():
    mentees = people(MenteeTraits, m1={"languages": {"x"}, "hours": {1}, "manager": "person of r1"})
    mentors = people(
        MentorTraits,
        r1={},
        r2={"hours": {2}, "languages": {"y"}},
        r3={"hours": {2}},
        r4={"capacity": 0},
    )
    assert why_unmatched(score_all(mentees, mentors), "m1") == WhyNot(
        "no_option", rule="hours", removed=(("hours", 2), ("reporting_line", 1), ("language", 1))
    )


def free(table, mentor, policy="fair_floor"):
    return why_free(table, solve(table.problem(policy)), mentor)


def test_why_free_without_mentees_who_want_any():
    table = score_all(people(MenteeTraits, m1={"wants": 0}), people(MentorTraits, r1={}))
    assert free(table, "r1") == WhyNot("no_mentees")


def test_why_free_with_every_mentee_ruled_out():
    table = score_all(people(MenteeTraits, m1={"hours": {1}}), people(MentorTraits, r1={"hours": {2}}))
    assert free(table, "r1") == WhyNot("no_option", rule="hours", removed=(("hours", 1),))


def test_why_free_with_every_mentee_served():
    table = score_all(
        people(MenteeTraits, m1={}), people(MentorTraits, r1={"capacity": 2}, r2={"capacity": 0})
    )
    assert free(table, "r1") == WhyNot("not_needed", options=1)


def test_why_free_with_a_mentee_only_under_the_floor():
    mentees = people(MenteeTraits, m1={"topics": ("Go",), "wants": 2})
    table = score_all(
        mentees, people(MentorTraits, r1={"topics": ("Go",)}, r2={"topics": ("C",)}), {"topics": 1}
    )
    assert free(table, "r2") == WhyNot("below_floor", options=1)
    assert len(solve(table.problem("best_total")).pairs) == 2


def test_candidates_are_by_score_then_id_with_places_and_change():
    mentees = people(MenteeTraits, m1={"topics": ("Go", "C")}, m2={"topics": ("Go", "C")})
    mentors = people(
        MentorTraits,
        r4={"topics": ("Go",)},
        r3={"topics": ("C",), "capacity": 3},
        r2={"topics": ("Go", "C")},
        r1={"topics": ("Rust",), "capacity": 0},
        r0={"manager": "person of m1"},
    )
    table = score_all(mentees, mentors, {"topics": 1})
    solution = solve(table.problem(locked=[("m1", "r4"), ("m2", "r2")]))
    assert candidates(table, solution, "m1") == (
        Candidate("r2", 10_000, places_left=0, chosen=False, change=5000),
        Candidate("r3", 5000, places_left=3, chosen=False, change=0),
        Candidate("r4", 5000, places_left=0, chosen=True, change=0),
        Candidate("r1", 0, places_left=0, chosen=False, change=-5000),
    )


def test_force_pair_says_what_it_costs_the_whole():
    mentees = people(MenteeTraits, m1={"topics": ("Go",)}, m2={"topics": ("Go",)})
    table = score_all(
        mentees, people(MentorTraits, r1={"topics": ("Go",)}, r2={"topics": ("C",)}), {"topics": 1}
    )
    problem = table.problem()
    solution = solve(problem)
    loser = next(pair.mentee for pair in solution.pairs if pair.score == 0)
    swapped = force_pair(problem, solution, loser, "r1")
    assert (swapped.matched, swapped.pairs, swapped.score) == (0, 0, 0)
    assert [(pair.mentee, pair.mentor) for pair in swapped.solution.locked] == [(loser, "r1")]
    table = two_for_one()
    dearer = force_pair(table.problem(), solve(table.problem()), "m1", "r1")
    assert (dearer.matched, dearer.pairs, dearer.score) == (0, 0, -5000)


def test_force_pair_without_room_is_refused_by_name():
    problem = two_for_one().problem(locked=[("m1", "r1")])
    with pytest.raises(ProblemError) as caught:
        force_pair(problem, solve(problem), "m2", "r1")
    assert caught.value.field == "locked[1]"
