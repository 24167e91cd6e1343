"""Random rules over random people: points add up, blocks and orders change nothing, bonuses only ever add."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matching.engine import Between, Criterion, Impossible, check_rules, reasons, score_all
from matching.engine.criteria import DEFAULT_RULES, MISSING_VALUES, RELATIONS
from matching.engine.traits import MenteeTraits, MentorTraits

SETS = ("topics", "languages", "department", "q:a", "q:b")


@st.composite
def criteria(draw, key):
    relation = draw(st.sampled_from(sorted(RELATIONS)))
    rule = RELATIONS[relation]
    fields = {
        "more": ("seniority", "seniority"),
        "within": draw(st.sampled_from([("zone", "zone"), ("seniority", "q:n"), ("q:n", "q:n")])),
        "shared_hours": ("hours", "hours"),
        "touches": ("goal", "expertise"),
        "has_done": ("goal_kind", "done"),
        "from": ("", "origin"),
    }.get(relation) or (
        ("", "")
        if rule.bonus
        else (draw(st.sampled_from(SETS)), draw(st.sampled_from((*SETS, "expertise", "done"))))
    )
    hard = draw(st.booleans()) if rule.hard and rule.soft else not rule.soft
    return Criterion(
        key=key,
        relation=relation,
        mentee=fields[0],
        mentor=fields[1],
        hard=hard,
        weight=draw(st.integers(0, 5)),
        missing="half" if rule.bonus else draw(st.sampled_from(sorted(MISSING_VALUES))),
        n=draw(st.integers(1, 3)) if rule.counts else 0,
        values=tuple(draw(st.lists(st.sampled_from(("x", "y")), max_size=2))) if relation == "from" else (),
    )


RULES = st.integers(0, 7).flatmap(lambda count: st.tuples(*(criteria(key=f"c{at}") for at in range(count))))
ANSWERS = st.frozensets(
    st.tuples(st.sampled_from("ab"), st.sampled_from(("Go", "go ", "C")))
    | st.tuples(st.just("n"), st.sampled_from("12x")),
    max_size=4,
)
COMMON = {
    "person": st.sampled_from("abcd"),
    "manager": st.none() | st.sampled_from("abcd"),
    "languages": st.frozensets(st.sampled_from(("English", "german")), max_size=2),
    "hours": st.frozensets(st.integers(0, 5), max_size=4),
    "topics": st.lists(st.sampled_from(("Go", "React", "react developer")), max_size=3).map(tuple),
    "seniority": st.none() | st.integers(0, 4),
    "department": st.sampled_from(("", "Sales", "sales", "Support")),
    "zone": st.none() | st.integers(-12, 14).map(lambda hours: hours * 60),
    "answers": ANSWERS,
}
GOALS, KINDS = (
    st.sampled_from(("", "Learn Go", "react and public speaking")),
    st.sampled_from(("grow", "switch")),
)
MENTEES = st.lists(
    st.builds(MenteeTraits, id=st.just(""), goal=GOALS, goal_kind=st.just("") | KINDS, **COMMON), max_size=5
)
MENTORS = st.lists(
    st.builds(
        MentorTraits,
        id=st.just(""),
        expertise=st.lists(st.sampled_from(("Go", "React", "Public speaking")), max_size=3).map(tuple),
        done=st.frozensets(KINDS),
        origin=st.sampled_from(("", "x", "y", "z")),
        **COMMON,
    ),
    max_size=5,
)


def numbered(people, letter):
    return [type(one)(**{**vars(one), "id": f"{letter}{at}"}) for at, one in enumerate(people)]


PAIRS = st.frozensets(
    st.tuples(st.sampled_from([f"m{n}" for n in range(5)]), st.sampled_from([f"r{n}" for n in range(5)])),
    max_size=4,
)
BETWEEN = st.builds(
    Between,
    taken=PAIRS,
    excluded=PAIRS,
    blocked=PAIRS,
    wished=st.dictionaries(
        st.tuples(st.sampled_from(("m0", "m1")), st.sampled_from(("r0", "r1"))),
        st.tuples(st.integers(0, 7), st.integers(0, 7)),
    ),
    waited=st.frozensets(st.sampled_from(("m0", "m2"))),
)


@settings(max_examples=200, deadline=None)
@given(MENTEES, MENTORS, RULES, BETWEEN)
def test_points_of_any_rules_add_up_and_no_block_or_order_changes_them(mentees, mentors, rules, between):
    mentees, mentors = numbered(mentees, "m"), numbered(mentors, "r")
    table = score_all(mentees, mentors, check_rules(rules), {"golang": "Go"}, between)
    assert table.score.shape == (len(mentees), len(mentors))
    for (row, mentee), (column, mentor) in product(enumerate(mentees), enumerate(mentors)):
        found = table.pair(mentee.id, mentor.id)
        if isinstance(found, Impossible):
            assert table.score[row, column] == -1
            assert reasons(table, mentee.id, mentor.id) == ()
        else:
            assert table.score[row, column] == found.score == sum(part.points for part in found.parts)
            assert 0 <= found.score <= 10_000
            assert all(0 <= part.value <= 100 and part.points >= 0 for part in found.parts)
            assert len(reasons(table, mentee.id, mentor.id)) == sum(
                part.name != "none" for part in found.parts
            )
    for block in (slice(0, 2), slice(2, None)):
        part = score_all(mentees[block], mentors, rules, {"golang": "Go"}, between)
        assert np.array_equal(part.score, table.score[block])
        assert np.array_equal(part.broken, table.broken[block])
    turned = score_all(mentees[::-1], mentors[::-1], rules, {"golang": "Go"}, between)
    assert np.array_equal(turned.score[::-1, ::-1], table.score)


def three(between=Between(), rules=DEFAULT_RULES):  # noqa: B008 - it is frozen
    mentees = [MenteeTraits(f"m{n}", f"a{n}", department="Sales") for n in range(2)]
    mentors = [
        MentorTraits(f"r{n}", f"b{n}", department=name) for n, name in enumerate(("Sales", "Research"))
    ]
    return score_all(mentees, mentors, rules, between=between)


@pytest.mark.parametrize(
    "ranks, value, points",
    [((1, 0), 50, 600), ((0, 1), 50, 600), ((1, 1), 100, 1200), ((2, 3), 70, 840), ((9, 0), 10, 120)],
)
def test_a_wish_adds_points_of_its_own_and_takes_none_from_anybody(ranks, value, points):
    plain, wished = three(), three(Between(wished={("m0", "r0"): ranks}))
    part = wished.pair("m0", "r0").parts[-1]
    assert (part.name, part.value, part.weight, part.points) == ("wish", value, 3, points)
    assert wished.score - plain.score == pytest.approx(np.array([[points, 0], [0, 0]]))


def test_who_waited_gets_points_with_everybody():
    waited = three(Between(waited=frozenset({"m1"})))
    assert (waited.score - three().score).tolist() == [[0, 0], [800, 800]]
    assert waited.pair("m1", "r0").parts[-1].name == "waited"


def test_beyond_ones_circle_is_another_department_and_another_team():
    rest = [one for one in DEFAULT_RULES if one.key != "beyond"]
    rules = (*rest, Criterion("beyond", "beyond", weight=5))
    assert (three(rules=rules).score - three().score).tolist() == [[0, 2000], [0, 2000]]


def test_a_bonus_never_lifts_a_score_over_the_top():
    rules = (
        Criterion("d", "same", "department", "department", weight=1),
        Criterion("wish", "wish", weight=5),
    )
    table = three(Between(wished={("m0", "r0"): (1, 1), ("m0", "r1"): (1, 1)}), rules)
    assert [(part.name, part.points) for part in table.pair("m0", "r0").parts] == [("d", 10_000), ("wish", 0)]
    assert table.score.tolist() == [[10_000, 2000], [10_000, 0]]
