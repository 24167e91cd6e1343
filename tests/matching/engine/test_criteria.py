"""What each hard rule removes and what each criterion is worth, by hand."""

import pytest

from matching.engine.criteria import (
    MISSING,
    RULES,
    broken_rules,
    count_broken,
    department_values,
    expertise_values,
    goal_kind_values,
    hours_values,
    seniority_values,
    topics_values,
    touched_tags,
)
from matching.engine.text import Vocabulary
from matching.engine.traits import MenteeTraits, MentorTraits


def mentee(**traits):
    return MenteeTraits(**{"id": "m1", "person": "ada", **traits})


def mentor(**traits):
    return MentorTraits(**{"id": "r1", "person": "ben", **traits})


def rules(one, other):
    mask = int(broken_rules([one], [other])[0, 0])
    return [rule for bit, rule in enumerate(RULES) if mask >> bit & 1]


def value(criterion, one, other, aliases=None):
    return int(criterion([one], [other], Vocabulary(aliases))[0, 0])


@pytest.mark.parametrize(
    "one, other, broken",
    [
        ({}, {}, []),
        ({"person": "ben"}, {}, ["oneself"]),
        ({"manager": "ben"}, {}, ["reporting_line"]),
        ({}, {"manager": "ada"}, ["reporting_line"]),
        ({"manager": "cleo"}, {"manager": "cleo"}, []),
        ({"manager": ""}, {"manager": ""}, []),
        ({"languages": {"English"}}, {"languages": {"German"}}, ["language"]),
        ({"languages": {" english"}}, {"languages": {"German", "English"}}, []),
        ({"languages": {"English"}}, {}, []),
        ({}, {"languages": {"English"}}, []),
        ({"hours": {0, 1}}, {"hours": {2, 167}}, ["hours"]),
        ({"hours": {0, 167}}, {"hours": {167}}, []),
        ({"hours": {0}}, {}, []),
        ({"languages": {"a"}, "hours": {0}}, {"languages": {"b"}, "hours": {1}}, ["language", "hours"]),
        ({"alike": {("q", "a")}}, {"alike": {("q", "b")}}, ["alike"]),
        ({"alike": {("q", "a"), ("q", "b")}}, {"alike": {("q", "b")}}, []),
        ({"alike": {("q", "a"), ("p", "a")}}, {"alike": {("q", "a"), ("p", "b")}}, ["alike"]),
        ({"alike": {("q", "a")}}, {"alike": {("p", "b")}}, []),
        ({"apart": {("q", "a")}}, {"apart": {("q", "a"), ("q", "b")}}, ["apart"]),
        ({"apart": {("q", "a")}}, {"apart": {("p", "a"), ("q", "b")}}, []),
    ],
)
def test_broken_rules_of_a_pair(one, other, broken):
    assert rules(mentee(**one), mentor(**other)) == broken


def test_broken_rules_count_every_rule_of_every_pair_most_first():
    people = [mentee(languages={"a"}, hours={0}), mentee(languages={"a"}), mentee(person="ben")]
    masks = broken_rules(people, [mentor(languages={"b"}, hours={1})])
    assert list(count_broken(masks).items()) == [("language", 2), ("oneself", 1), ("hours", 1)]


@pytest.mark.parametrize(
    "wanted, offered, expected",
    [
        (("React", "Public speaking"), ("react", "Go"), 50),
        (("React",), ("react developer",), 100),
        (("React", "React Developer"), ("REACT",), 100),
        (("a", "b", "c"), ("c",), 33),
        (("React",), ("Go",), 0),
        ((), ("Go",), MISSING),
        (("Go",), (), MISSING),
    ],
)
def test_topics_are_the_share_of_the_wanted(wanted, offered, expected):
    assert value(topics_values, mentee(topics=wanted), mentor(topics=offered)) == expected


def test_topics_meet_through_an_alias():
    people = mentee(topics=("k8s",)), mentor(topics=("Kubernetes",))
    assert value(topics_values, *people) == 0
    assert value(topics_values, *people, {"K8s": "Kubernetes"}) == 100


@pytest.mark.parametrize(
    "goal, expertise, areas, expected",
    [
        ("Speak in public without fear", ("Public speaking",), (), 75),
        ("Public speaking and React", ("Public speaking",), ("React",), 100),
        ("Public speaking and React", ("Public speaking", "public speaking"), (), 75),
        ("Time management", ("Product management",), (), 37),
        ("Product managers and time", ("Product management", "Time management"), (), 100),
        ("Gardening", ("Product management", "Go"), (), 0),
        ("Accounting", ("Payroll tax accounting",), (), 0),
        ("Gardening", (), (), MISSING),
        ("", ("Go",), (), MISSING),
        ("I want to get better at it", ("Go",), (), MISSING),
    ],
)
def test_expertise_is_how_far_the_goal_touches_the_two_best_tags(goal, expertise, areas, expected):
    assert value(expertise_values, mentee(goal=goal), mentor(expertise=expertise, areas=areas)) == expected


def test_expertise_of_an_alias_in_the_goal_counts():
    people = mentee(goal="Pass the kubernetes exam"), mentor(expertise=("Cloud infrastructure",))
    assert value(expertise_values, *people) == 0
    assert value(expertise_values, *people, {"kubernetes": "Cloud infrastructure"}) == 75


def test_touched_tags_are_in_the_mentors_spelling_the_most_touched_first():
    other = mentor(expertise=("Product management", "REACT", "Go"), areas=("react",))
    assert touched_tags(mentee(goal="react, and management"), other, Vocabulary()) == (
        "REACT",
        "Product management",
    )


@pytest.mark.parametrize(
    "kind, focus, expected",
    [
        ("grow", {" Grow"}, 100),
        ("grow", {"switch"}, 0),
        ("", {"grow"}, MISSING),
        ("grow", frozenset(), MISSING),
    ],
)
def test_goal_kind_is_liked_or_not(kind, focus, expected):
    assert value(goal_kind_values, mentee(goal_kind=kind), mentor(focus_kinds=focus)) == expected


@pytest.mark.parametrize(
    "shared, expected", [(range(1), 25), (range(3), 75), (range(4), 100), (range(50), 100), ((), 0)]
)
def test_hours_count_up_to_four(shared, expected):
    assert value(hours_values, mentee(hours={100, *shared}), mentor(hours={101, *shared})) == expected


def test_hours_of_one_side_only_are_missing():
    assert value(hours_values, mentee(hours={1}), mentor()) == MISSING


@pytest.mark.parametrize(
    "one, other, expected",
    [(3, 2, 0), (3, 3, 25), (3, 4, 75), (3, 5, 100), (0, 9, 100), (None, 3, MISSING), (0, None, MISSING)],
)
def test_seniority_is_by_levels_above(one, other, expected):
    assert value(seniority_values, mentee(seniority=one), mentor(seniority=other)) == expected


@pytest.mark.parametrize(
    "one, other, expected", [("Sales", "Support", 100), ("Sales", "sales ", 0), ("", "Sales", MISSING)]
)
def test_department_other_than_ones_own_counts(one, other, expected):
    assert value(department_values, mentee(department=one), mentor(department=other)) == expected
