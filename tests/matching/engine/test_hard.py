"""Which hard rules a pair breaks, what is counted, and what has no name and is in no count."""

from dataclasses import replace

import pytest

from matching.engine import Between, Impossible, WhyNot, score_all, why_unmatched
from matching.engine.criteria import DEFAULT_RULES, Criterion
from matching.engine.traits import MenteeTraits, MentorTraits

SITE = Criterion("q:site", "same", "q:site", "q:site", hard=True)
TEAM = Criterion("q:team", "never", "q:team", "q:team", hard=True)
RULES = (*DEFAULT_RULES, SITE, TEAM)


def mentee(key="m1", **traits):
    return MenteeTraits(**{"id": key, "person": "ada", **traits})


def mentor(key="r1", **traits):
    return MentorTraits(**{"id": key, "person": "ben", **traits})


def broken(one, other, rules=RULES):
    found = score_all([one], [other], rules).pair(one.id, other.id)
    return list(found.rules) if isinstance(found, Impossible) else []


def said(question, *answers):
    return {"answers": frozenset((question, answer) for answer in answers)}


@pytest.mark.parametrize(
    "one, other, expected",
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
        (said("site", "a"), said("site", "b"), ["q:site"]),
        (said("site", "a", "b"), said("site", "b"), []),
        (said("site", "a"), said("team", "a"), []),
        (said("team", "a"), said("team", "a", "b"), ["q:team"]),
        (said("team", "a"), said("team", "b"), []),
    ],
)
def test_rules_a_pair_breaks(one, other, expected):
    assert broken(mentee(**one), mentor(**other)) == expected


def test_a_missing_answer_takes_a_pair_out_where_a_weighted_criterion_says_so():
    rules = tuple(replace(one, missing="impossible") if one.key == "topics" else one for one in DEFAULT_RULES)
    assert broken(mentee(topics=("Go",)), mentor(), rules) == ["missing:topics"]
    assert broken(mentee(topics=("Go",)), mentor(topics=("C",)), rules) == []
    ignored = tuple(replace(one, weight=0) for one in rules)
    assert broken(mentee(topics=("Go",)), mentor(), ignored) == ["missing:topics"]


@pytest.mark.parametrize("missing, score", [("half", 5000), ("zero", 0), ("full", 10_000)])
def test_a_missing_answer_counts_as_the_criterion_says(missing, score):
    one = Criterion("x", "same", "department", "department", weight=1, missing=missing)
    found = score_all([mentee()], [mentor()], (one,)).pair("m1", "r1")
    assert (found.score, found.parts[0].missing) == (score, True)


def test_rules_count_every_rule_of_every_pair_most_first():
    people = [
        mentee("m1", languages={"a"}, hours={0}),
        mentee("m2", languages={"a"}),
        mentee("m3", person="ben"),
    ]
    table = score_all(people, [mentor(languages={"b"}, hours={1})])
    assert list(table.removed().items()) == [("language", 2), ("oneself", 1), ("hours", 1)]
    assert table.removed_for_mentee("m1") == {"language": 1, "hours": 1}


def both_ways(between):
    people = (
        [mentee("m1", languages={"a"}), mentee("m2")],
        [mentor("r1", languages={"b"}), mentor("r2", person="cleo")],
    )
    return score_all(*people, between=between), score_all(*people)


def test_a_blocked_pair_is_impossible_and_in_no_number():
    table, before = both_ways(Between(blocked=frozenset({("m1", "r2"), ("m2", "r2"), ("m9", "r1")})))
    assert table.score.tolist() == [[-1, -1], [4999, -1]]
    assert table.pair("m2", "r2") == Impossible(("other",))
    assert table.removed() == before.removed() == {"language": 1}
    assert table.counted.tolist() == before.counted.tolist() == [[False, True], [True, True]]
    assert table.removed_for_mentor("r2") == {}


def test_a_blocked_pair_that_breaks_a_rule_with_a_name_is_named_by_that_one():
    table, before = both_ways(Between(blocked=frozenset({("m1", "r1")})))
    assert table.pair("m1", "r1") == before.pair("m1", "r1") == Impossible(("language",))


def test_who_is_left_with_blocked_pairs_alone_is_told_no_rule_and_no_number():
    table, _before = both_ways(Between(blocked=frozenset({("m2", "r1"), ("m2", "r2"), ("m1", "r2")})))
    assert why_unmatched(table, "m2") == WhyNot("no_option", rule=None, removed=(), other=True)
    assert why_unmatched(table, "m1") == WhyNot(
        "no_option", rule="language", removed=(("language", 1),), other=True
    )


def test_excluded_pairs_have_a_name_and_those_who_meet_are_no_option():
    table, _before = both_ways(Between(excluded=frozenset({("m2", "r1")}), taken=frozenset({("m2", "r2")})))
    assert table.pair("m2", "r1") == Impossible(("excluded",))
    assert table.pair("m2", "r2") == Impossible(("already",))
    assert table.removed() == {"language": 1, "excluded": 1}
