"""Points that add up, weights that are refused, and all pairs the same as one pair."""

from hashlib import sha256
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matching.engine.assignment import solve
from matching.engine.criteria import DEFAULT_RULES, DEFAULT_WEIGHTS
from matching.engine.problem import ProblemError
from matching.engine.scoring import CriterionPoints, Impossible, PairScore, score_all, score_pair
from matching.engine.traits import MenteeTraits, MentorTraits
from tests.matching.engine.people import people

USUAL = {one.key: one for one in DEFAULT_RULES if not one.hard}

ADA = MenteeTraits(
    id="m1",
    person="ada",
    languages=frozenset({"English"}),
    hours=frozenset({10, 11}),
    topics=("React", "Public speaking"),
    goal="Become a better leader of people",
    goal_kind="grow",
    seniority=2,
    department="Sales",
)
BEN = MentorTraits(
    id="r1",
    person="ben",
    languages=frozenset({"English", "Polish"}),
    hours=frozenset({11, 12}),
    topics=("React developer",),
    expertise=("Leadership",),
    focus_kinds=frozenset({"grow"}),
    seniority=3,
)


def test_score_pair_by_hand():
    # Weights sum to 16; department is missing on one side and counts 50.
    assert score_pair(ADA, BEN) == PairScore(
        1562 + 1875 + 1250 + 312 + 937 + 312,
        (
            CriterionPoints("topics", 50, 5, 1562, criterion=USUAL["topics"]),
            CriterionPoints("expertise", 75, 4, 1875, criterion=USUAL["expertise"]),
            CriterionPoints("goal_kind", 100, 2, 1250, criterion=USUAL["goal_kind"]),
            CriterionPoints("hours", 25, 2, 312, criterion=USUAL["hours"]),
            CriterionPoints("seniority", 75, 2, 937, criterion=USUAL["seniority"]),
            CriterionPoints("department", 50, 1, 312, missing=True, criterion=USUAL["department"]),
        ),
    )


@pytest.mark.parametrize(
    "weights, digest, total",
    [
        (DEFAULT_WEIGHTS, "a77d7dad31ce0ae56803980887136b092ea27401130673a4264f69e401cc79f9", 9801596),
        (
            {"topics": 1, "expertise": 0, "goal_kind": 3, "hours": 0, "seniority": 5, "department": 2},
            "3b421a7536a75895cd45141cf52e8b2146bd8c87d15aaed282b5a055ba3c7387",
            9997438,
        ),
        ({}, "252d17524b6419d0730140518e58a240ede7c3f8a974f0a5bb986f97203465e0", 11494299),
    ],
)
def test_scores_of_the_usual_rules_are_those_of_before_there_were_criteria(weights, digest, total):
    """The figures are those of the six functions that were there before, on the same sixty and fifty people."""
    score = score_all(*people(60, 50, 7), weights, {"k8s": "Kubernetes"}).score.astype("<i8")
    assert (sha256(score.tobytes()).hexdigest(), int(score.sum())) == (digest, total)


def test_score_pair_of_strangers_who_answered_nothing_is_half():
    nothing = score_pair(MenteeTraits("m1", "ada"), MentorTraits("r1", "ben"))
    assert [(part.value, part.missing) for part in nothing.parts] == [(50, True)] * 6
    # 1562 + 1250 + 625 + 625 + 625 + 312: each part is rounded down by itself.
    assert nothing.score == 4999


def test_score_pair_of_everything_is_10000():
    mentee = MenteeTraits("m", "a", topics=("Go",), goal_kind="x")
    mentor = MentorTraits("r", "b", topics=("Go",), focus_kinds=frozenset({"x"}))
    assert score_pair(mentee, mentor, {"topics": 5, "goal_kind": 3}).score == 10_000


def test_score_pair_breaking_rules_names_the_first_and_all():
    found = score_pair(
        MenteeTraits("m", "a", manager="b", hours=frozenset({1})),
        MentorTraits("r", "b", hours=frozenset({2})),
    )
    assert found == Impossible(("reporting_line", "hours"))
    assert found.rule == "reporting_line"


def test_weight_0_and_weight_not_named_drop_the_criterion():
    only = score_pair(ADA, BEN, {"topics": 1, "hours": 0})
    assert only.score == 5000
    assert [(part.name, part.points) for part in only.parts] == [("topics", 5000)]


def test_weights_all_0_score_every_possible_pair_5000():
    table = score_all([ADA], [BEN, MentorTraits("r2", "ada")], dict.fromkeys(DEFAULT_WEIGHTS, 0))
    assert table.score.tolist() == [[5000, -1]]
    assert table.pair("m1", "r1") == PairScore(5000, (CriterionPoints("none", 50, 0, 5000, missing=True),))


@pytest.mark.parametrize(
    "weights, field",
    [
        ({"topics": 6}, "weights.topics"),
        ({"hours": -1}, "weights.hours"),
        ({"hours": 1.5}, "weights.hours"),
        ({"hours": True}, "weights.hours"),
        ({"zodiac": 1}, "weights.zodiac"),
    ],
)
def test_weights_wrong_are_refused_by_name(weights, field):
    with pytest.raises(ProblemError) as caught:
        score_pair(ADA, BEN, {**DEFAULT_WEIGHTS, **weights})
    assert caught.value.field == field


def some(values, most):
    return st.frozensets(st.sampled_from(values), max_size=most)


COMMON = {
    "person": st.sampled_from("abcd"),
    "manager": st.none() | st.sampled_from("abcd"),
    "languages": some(("English", "german", "German "), 2),
    "hours": some(range(6), 4),
    "topics": some(("Go", "React", "react developer", "C++"), 3).map(sorted).map(tuple),
    "seniority": st.none() | st.integers(0, 4),
    "department": st.sampled_from(("", "Sales", "sales", "Support")),
}
GOALS = st.sampled_from(
    ("", "Learn Go", "public speaking and product managers", "react & C++", "to be better")
)
TAGS = some(("Go", "React", "Public Speaking", "Product management", "C++"), 3).map(sorted).map(tuple)
KINDS = ("grow", "switch")
MENTEES = st.lists(
    st.builds(
        MenteeTraits, id=st.uuids().map(str), goal=GOALS, goal_kind=st.sampled_from(("", *KINDS)), **COMMON
    ),
    max_size=5,
)
MENTORS = st.lists(
    st.builds(
        MentorTraits, id=st.uuids().map(str), expertise=TAGS, areas=TAGS, focus_kinds=some(KINDS, 2), **COMMON
    ),
    max_size=5,
)
WEIGHTS = st.fixed_dictionaries({}, optional=dict.fromkeys(DEFAULT_WEIGHTS, st.integers(0, 5)))


@settings(max_examples=150, deadline=None)
@given(MENTEES, MENTORS, WEIGHTS)
def test_score_of_all_is_the_score_of_each_and_its_points_add_up(mentees, mentors, weights):
    table = score_all(mentees, mentors, weights, {"golang": "Go"})
    assert table.score.shape == (len(mentees), len(mentors))
    for (row, mentee), (column, mentor) in product(enumerate(mentees), enumerate(mentors)):
        found = table.pair(mentee.id, mentor.id)
        assert found == score_pair(mentee, mentor, weights, {"golang": "Go"})
        if isinstance(found, Impossible):
            assert table.score[row, column] == -1
        else:
            assert table.score[row, column] == found.score == sum(part.points for part in found.parts)
            assert 0 <= found.score <= 10_000


def pool():
    """Three mentees, of whom the last speaks with nobody, and two mentors with one place and two."""
    mentees = [
        MenteeTraits("m1", "a", topics=("Go",), languages=frozenset({"x"})),
        MenteeTraits("m2", "b", topics=("Go", "C"), manager="r", wants=2),
        MenteeTraits("m3", "c", languages=frozenset({"y"})),
    ]
    mentors = [
        MentorTraits("r1", "r", topics=("Go",), languages=frozenset({"x"})),
        MentorTraits("r2", "s", topics=("C",), languages=frozenset({"x"}), capacity=2),
    ]
    return mentees, mentors


def test_table_counts_what_each_rule_removes_for_each_person():
    table = score_all(*pool())
    assert table.removed_for_mentee("m1") == {}
    assert table.removed_for_mentee("m2") == {"reporting_line": 1}
    assert table.removed_for_mentee("m3") == {"language": 2}
    assert table.removed_for_mentor("r1") == {"reporting_line": 1, "language": 1}


def test_table_problem_holds_every_possible_pair_and_solves():
    table = score_all(*pool(), {"topics": 1})
    found = solve(table.problem("best_total", locked=[("m2", "r2")]))
    assert [(pair.mentee, pair.mentor, pair.score) for pair in found.pairs] == [
        ("m1", "r1", 10_000),
        ("m2", "r2", 5000),
    ]
    assert found.unmatched == ("m3",)
    problem = table.problem()
    assert problem.arcs.score.tolist() == table.score[table.score >= 0].tolist()
    assert [(mentee.wants, problem.policy) for mentee in problem.mentees] == [
        (1, "fair_floor"),
        (2, "fair_floor"),
        (1, "fair_floor"),
    ]


def test_table_of_nobody_is_empty():
    table = score_all([], [BEN])
    assert table.score.shape == (0, 1)
    assert solve(table.problem()).pairs == ()
    assert np.array_equal(score_all([ADA], []).score, np.zeros((1, 0)))


def test_table_unknown_id_is_a_key_error():
    with pytest.raises(KeyError):
        score_all([ADA], [BEN]).pair("m1", "r9")
