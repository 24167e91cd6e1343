"""What each relation makes of two people, by hand: as a weight and as a must."""

from dataclasses import replace

import pytest

from matching.engine.criteria import DEFAULT_RULES, Criterion, check_rules
from matching.engine.grids import MISSING
from matching.engine.relations import breaks, values_of
from matching.engine.text import Vocabulary
from matching.engine.traits import MenteeTraits, MentorTraits

USUAL = {one.key: one for one in DEFAULT_RULES if not one.hard}


def mentee(**traits):
    return MenteeTraits(**{"id": "m1", "person": "ada", **traits})


def mentor(**traits):
    return MentorTraits(**{"id": "r1", "person": "ben", **traits})


def value(criterion, one, other, aliases=None):
    return int(values_of(criterion, [one], [other], Vocabulary(aliases)).spread()[0, 0])


def broken(criterion, one, other):
    return bool(breaks(replace(criterion, hard=True), [one], [other], Vocabulary()).spread()[0, 0])


def crit(relation, mentee, mentor=None, **more):
    one = Criterion("x", relation, mentee, mentee if mentor is None else mentor, weight=1, **more)
    check_rules([replace(one, hard=relation == "never")])
    return one


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
    assert value(USUAL["topics"], mentee(topics=wanted), mentor(topics=offered)) == expected


def test_topics_meet_through_an_alias():
    people = mentee(topics=("k8s",)), mentor(topics=("Kubernetes",))
    assert value(USUAL["topics"], *people) == 0
    assert value(USUAL["topics"], *people, {"K8s": "Kubernetes"}) == 100


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
    people = mentee(goal=goal), mentor(expertise=expertise, areas=areas)
    assert value(USUAL["expertise"], *people) == expected


def test_expertise_of_an_alias_in_the_goal_counts():
    people = mentee(goal="Pass the kubernetes exam"), mentor(expertise=("Cloud infrastructure",))
    assert value(USUAL["expertise"], *people) == 0
    assert value(USUAL["expertise"], *people, {"kubernetes": "Cloud infrastructure"}) == 75


def test_expertise_does_not_depend_on_who_else_takes_part():
    goals = [mentee(goal="Learn to build with react")]
    alone, among = (
        [mentor(expertise=("React",))],
        [mentor(expertise=("React",)), mentor(expertise=("React engineer",))],
    )
    values = [
        values_of(USUAL["expertise"], goals, side, Vocabulary()).spread()[0, 0] for side in (alone, among)
    ]
    assert values[0] == values[1] == 75


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
    people = mentee(goal_kind=kind), mentor(focus_kinds=frozenset(focus))
    assert value(USUAL["goal_kind"], *people) == expected


@pytest.mark.parametrize(
    "shared, expected", [(range(1), 25), (range(3), 75), (range(4), 100), (range(50), 100), ((), 0)]
)
def test_hours_count_up_to_four(shared, expected):
    people = mentee(hours=frozenset({100, *shared})), mentor(hours=frozenset({101, *shared}))
    assert value(USUAL["hours"], *people) == expected


def test_hours_of_one_side_only_are_missing():
    assert value(USUAL["hours"], mentee(hours=frozenset({1})), mentor()) == MISSING


@pytest.mark.parametrize(
    "one, other, expected",
    [(3, 2, 0), (3, 3, 25), (3, 4, 75), (3, 5, 100), (0, 9, 100), (None, 3, MISSING), (0, None, MISSING)],
)
def test_seniority_is_by_levels_above(one, other, expected):
    assert value(USUAL["seniority"], mentee(seniority=one), mentor(seniority=other)) == expected


@pytest.mark.parametrize(
    "one, other, expected", [("Sales", "Support", 100), ("Sales", "sales ", 0), ("", "Sales", MISSING)]
)
def test_department_other_than_ones_own_counts(one, other, expected):
    assert value(USUAL["department"], mentee(department=one), mentor(department=other)) == expected


Q = "q:site"


def answered(*texts, question="site"):
    return {"answers": frozenset((question, text) for text in texts)}


@pytest.mark.parametrize(
    "relation, left, right, expected, breaks_it",
    [
        ("same", ("Lyon",), ("lyon ", "Gent"), 100, False),
        ("same", ("Lyon",), ("Gent",), 0, True),
        ("same", ("Lyon",), (), MISSING, False),
        ("different", ("Lyon",), ("Gent",), 100, False),
        ("different", ("Lyon",), ("Lyon",), 0, True),
        ("overlap", ("a", "b"), ("b", "c", "d"), 50, False),
        ("overlap", ("a",), ("a", "b", "c"), 100, False),
        ("overlap", ("a",), ("b",), 0, True),
        ("wants_offers", ("a", "b", "c"), ("b",), 33, False),
        ("wants_offers", ("a",), ("b",), 0, True),
        ("has_done", ("a", "b"), ("b",), 100, False),
        ("has_done", ("a",), ("b",), 0, True),
    ],
)
def test_answers_to_own_questions_are_compared(relation, left, right, expected, breaks_it):
    people = mentee(**answered(*left)), mentor(**answered(*right))
    assert value(crit(relation, Q), *people) == expected
    assert broken(crit(relation, Q), *people) is breaks_it


def test_never_is_the_must_of_different():
    one, other = mentee(department="Sales"), mentor(department="sales")
    assert broken(crit("never", "department"), one, other)
    assert not broken(crit("never", "department"), one, mentor(department="Research"))
    assert not broken(crit("never", "department"), one, mentor())


def test_two_questions_are_compared_with_each_other():
    people = mentee(**answered("Go", question="wants")), mentor(**answered("Go", question="gives"))
    assert value(crit("wants_offers", "q:wants", "q:gives"), *people) == 100
    assert value(crit("wants_offers", "q:gives", "q:wants"), *people) == MISSING


@pytest.mark.parametrize(
    "one, other, n, expected, breaks_it",
    [("2", "4", 2, 100, False), ("2", "3", 2, 75, True), ("2", "2", 2, 25, True), ("3", "2", 2, 0, True),
     ("2", "3", 4, 62, True), ("2", "2", 0, 100, False), ("x", "2", 2, MISSING, False)],
)  # fmt: skip
def test_more_is_by_steps_of_any_scale(one, other, n, expected, breaks_it):
    people = mentee(**answered(one)), mentor(**answered(other))
    assert value(crit("more", Q, n=n), *people) == expected
    assert broken(crit("more", Q, n=n), *people) is breaks_it


@pytest.mark.parametrize(
    "one, other, expected, breaks_it",
    [(60, 120, 100, False), (60, 60, 100, False), (0, 240, 50, True), (0, 300, 0, True), (-660, 720, 100, False),
     (None, 60, MISSING, False)],
)  # fmt: skip
def test_within_hours_goes_round_the_clock(one, other, expected, breaks_it):
    people = mentee(zone=one), mentor(zone=other)
    assert value(crit("within", "zone", n=2), *people) == expected
    assert broken(crit("within", "zone", n=2), *people) is breaks_it


def test_within_steps_is_either_way():
    one = mentee(seniority=2)
    assert [value(crit("within", "seniority", n=1), one, mentor(seniority=n)) for n in range(5)] == (
        [50, 100, 100, 100, 50]
    )


def test_shared_hours_as_a_must_are_at_least_so_many():
    people = mentee(hours=frozenset({1, 2, 3})), mentor(hours=frozenset({2, 3, 4}))
    assert not broken(crit("shared_hours", "hours", n=2), *people)
    assert broken(crit("shared_hours", "hours", n=3), *people)


def test_has_done_reads_what_a_mentor_has_been_through():
    one = mentee(goal_kind="change")
    assert (
        value(crit("has_done", "goal_kind", "done"), one, mentor(done=frozenset({"change", "skill"}))) == 100
    )
    assert value(crit("has_done", "goal_kind", "done"), one, mentor(done=frozenset({"skill"}))) == 0
    assert value(crit("has_done", "goal_kind", "done"), one, mentor()) == MISSING


def test_from_asks_where_a_mentor_comes_from():
    alumni = crit("from", "", "origin", values=("alumni", "association"))
    assert value(alumni, mentee(), mentor(origin="alumni")) == 100
    assert value(alumni, mentee(), mentor(origin="outside")) == 0
    assert value(alumni, mentee(), mentor()) == MISSING
    assert broken(alumni, mentee(), mentor(origin="outside"))


@pytest.mark.parametrize("missing, breaks_it", [("half", False), ("impossible", True)])
def test_silence_passes_a_must_unless_it_means_impossible(missing, breaks_it):
    assert broken(crit("same", "languages", missing=missing), mentee(), mentor()) is breaks_it
    goal = crit("touches", "goal", "expertise", missing=missing)
    assert broken(goal, mentee(), mentor(expertise=("Go",))) is breaks_it
    assert broken(goal, mentee(goal="gardening"), mentor(expertise=("Go",)))
