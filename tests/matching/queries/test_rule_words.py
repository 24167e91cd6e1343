"""Criteria in plain words, and why a pair is refused."""

from dataclasses import replace

import pytest

from matching.engine import DEFAULT_RULES, DEFAULT_WEIGHTS, Criterion
from matching.engine.criteria import FIELDS, FIXED_RULES, RELATIONS
from matching.queries.rule_words import (
    CRITERIA_HINTS,
    CRITERIA_NAMES,
    FIELD_NAMES,
    RELATION_NAMES,
    RULE_SENTENCES,
    name_of,
    refusal_of,
)


def test_every_rule_criterion_field_and_relation_has_its_words():
    assert {*FIXED_RULES, "language", "hours", "excluded", "already", "other"} == set(RULE_SENTENCES)
    assert set(CRITERIA_HINTS) == set(DEFAULT_WEIGHTS)
    assert set(CRITERIA_NAMES) == {*DEFAULT_WEIGHTS, "none"}
    assert set(FIELD_NAMES) == set(FIELDS)
    assert set(RELATION_NAMES) == {name for name, relation in RELATIONS.items() if not relation.bonus}


@pytest.mark.parametrize(
    "one, words",
    [
        (Criterion("x", "same", "department", "department", hard=True), "The same: department"),
        (
            Criterion("x", "never", "q:s", "q:s", hard=True, label="Which team?"),
            "Never the same: “Which team?”",
        ),
        (
            Criterion("x", "wants_offers", "topics", "expertise"),
            "Wanted and offered: topics and what they know well",
        ),
        (Criterion("x", "within", "zone", "zone", n=3), "At most 3 hours apart"),
        (Criterion("x", "within", "zone", "zone", n=1), "At most one hour apart"),
        (Criterion("x", "shared_hours", "hours", "hours", n=3), "3 shared hours a week"),
        (Criterion("x", "more", "seniority", "seniority", n=1), "The mentor is at least 1 above: experience"),
        (
            Criterion("x", "from", "", "origin", values=("alumni",)),
            "The mentor comes from: I was here before (alumni)",
        ),
    ],
)
def test_a_criterion_reads_as_a_line(one, words):
    assert name_of(one) == words


def test_a_refusal_names_the_rule_and_never_what_is_somebodys_own():
    site = Criterion("q:s", "same", "q:s", "q:s", hard=True, label="Which site?")
    silent = replace(DEFAULT_RULES[2], missing="impossible")
    assert refusal_of("q:s", (site,)) == "These two break one of your rules: The same: “Which site?”."
    assert refusal_of("missing:topics", (silent,)) == (
        "These two break one of your rules: Both answered: Topics wanted and offered."
    )
    assert refusal_of("other", (site,)) == "These two can’t be matched. Choose somebody else."
