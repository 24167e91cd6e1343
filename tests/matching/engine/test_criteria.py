"""Criteria as data: which can be computed, what is refused, how they are kept."""

import json
from dataclasses import replace

import pytest

from matching.engine.criteria import (
    DEFAULT_RULES,
    DEFAULT_WEIGHTS,
    MOST_CRITERIA,
    PROTECTED,
    RELATIONS,
    Criterion,
    as_plain,
    as_rules,
    check_rules,
    from_plain,
    with_weights,
)
from matching.engine.problem import ProblemError

SAME = Criterion("x", "same", "department", "department", weight=3)


def refused(rules, check=check_rules):
    with pytest.raises(ProblemError) as caught:
        check(rules)
    return caught.value.field, caught.value.why


def test_default_rules_are_valid_and_come_back_from_json():
    assert check_rules(DEFAULT_RULES) == DEFAULT_RULES
    assert from_plain(json.loads(json.dumps(as_plain(DEFAULT_RULES)))) == DEFAULT_RULES


@pytest.mark.parametrize(
    "changed, field",
    [
        ({"key": ""}, "key"),
        ({"key": "oneself"}, "key"),
        ({"key": "other"}, "key"),
        ({"key": "missing:x"}, "key"),
        ({"relation": "zodiac"}, "relation"),
        ({"relation": ["same"]}, "relation"),
        ({"relation": "never"}, "hard"),
        ({"hard": 1}, "hard"),
        ({"relation": "wish", "mentee": "", "mentor": "", "hard": True}, "hard"),
        ({"relation": "wish", "mentee": "", "mentor": "", "missing": "impossible"}, "missing"),
        ({"missing": "maybe"}, "missing"),
        ({"weight": 6}, "weight"),
        ({"weight": True}, "weight"),
        ({"relation": "within", "mentee": "seniority", "mentor": "seniority", "n": 0}, "n"),
        ({"mentee": "expertise"}, "mentee"),
        ({"mentee": ""}, "mentee"),
        ({"mentee": 3}, "mentee"),
        ({"mentor": "goal"}, "mentor"),
        ({"relation": "more"}, "mentee"),
        ({"relation": "touches", "mentee": "topics", "mentor": "expertise"}, "mentee"),
        ({"relation": "within", "mentee": "zone", "mentor": "seniority", "n": 2}, "mentor"),
        ({"relation": "wish"}, "mentee"),
    ],
)
def test_rules_that_cannot_be_computed_are_refused_by_name(changed, field):
    assert refused([replace(SAME, **changed)])[0] == f"criteria[0].{field}"


@pytest.mark.parametrize("name", [*sorted(PROTECTED), "Gender"])
def test_rules_never_compare_what_is_protected(name):
    field, why = refused([replace(SAME, mentee=name, mentor=name)])
    assert (field, why) == ("criteria[0].mentee", f"{name} is protected and never a criterion")


def test_rules_with_a_key_twice_or_too_many_are_refused_and_must_and_should_are_apart():
    assert refused([SAME, SAME]) == ("criteria[1].key", "is used twice")
    assert check_rules([SAME, replace(SAME, hard=True)])
    many = [replace(SAME, key=f"x{at}") for at in range(MOST_CRITERIA + 1)]
    assert refused(many)[0] == "criteria"


@pytest.mark.parametrize(
    "rows, field",
    [
        ({}, "criteria"),
        ([3], "criteria[0]"),
        ([{"key": "x"}], "criteria[0]"),
        ([{"key": "x", "relation": "same", "gender": 1}], "criteria[0]"),
        ([{"key": "x", "relation": "from", "mentor": "origin", "values": "alumni"}], "criteria[0].values"),
        ([{"key": "x", "relation": "from", "mentor": "origin", "values": [1]}], "criteria[0].values"),
        ([{"key": "x", "relation": "same", "mentee": "age", "mentor": "age"}], "criteria[0].mentee"),
    ],
)
def test_rules_from_odd_json_are_refused_by_name(rows, field):
    assert refused(rows, from_plain)[0] == field


def test_weights_alone_are_the_default_rules_weighted_so():
    assert as_rules(DEFAULT_WEIGHTS) == DEFAULT_RULES
    assert [one.weight for one in as_rules({"hours": 4}) if not one.hard] == [0, 0, 0, 4, 0, 0, 0, 0, 0]
    assert with_weights((SAME,), {"x": 1}) == (replace(SAME, weight=1),)


def test_every_relation_is_hard_or_soft_or_both():
    assert all(relation.hard or relation.soft for relation in RELATIONS.values())
