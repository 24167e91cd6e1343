"""Criteria in plain words, and why a pair is refused."""

import json
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
    cause_of,
    name_of,
    named_for,
    refusal_of,
)


def test_every_rule_criterion_field_and_relation_has_its_words():
    assert {*FIXED_RULES, "language", "hours", "excluded", "already", "other"} == set(RULE_SENTENCES)
    assert set(CRITERIA_HINTS) == set(DEFAULT_WEIGHTS)
    assert set(CRITERIA_NAMES) == {*DEFAULT_WEIGHTS, "none"}
    assert set(FIELD_NAMES) == set(FIELDS)
    assert set(RELATION_NAMES) == {name for name, relation in RELATIONS.items() if not relation.bonus}


ASKED, LEVELS = ("q:s", "q:s"), ("seniority", "seniority")
TWO = {"mentee": "q:w", "mentor": "q:o", "label": "I want", "mentor_label": "I offer"}


@pytest.mark.parametrize(
    "one, words",
    [
        (Criterion("x", "same", "department", "department", hard=True), "Department: the same for both"),
        (Criterion("x", "different", "department", "department"), "Department: different"),
        (Criterion("x", "never", *ASKED, hard=True, label="Which team?"), "“Which team?”: never the same"),
        (Criterion("x", "overlap", "topics", "topics"), "Topics: something in common"),
        (
            Criterion("x", "wants_offers", "topics", "expertise"),
            "Topics and what they know well: what the mentee wants, the mentor offers",
        ),
        (Criterion("x", "has_done", "goal_kind", "done"), "Kind of goal: the mentor has been through it"),
        (
            Criterion("x", "touches", "goal", "expertise"),
            "What they know well: the mentee’s goal touches it",
        ),
        (Criterion("x", "within", "zone", "zone", n=3), "Time zone: at most 3 hours apart"),
        (Criterion("x", "within", "zone", "zone", n=1), "Time zone: at most one hour apart"),
        (Criterion("x", "within", *LEVELS, n=1), "Experience: at most one step apart"),
        (Criterion("x", "within", *LEVELS, n=2), "Experience: at most 2 steps apart"),
        (Criterion("x", "within", *ASKED, n=2, label="Scale"), "“Scale”: the two are at most 2 apart"),
        (Criterion("x", "shared_hours", "hours", "hours", n=3), "At least 3 shared hours a week"),
        (
            Criterion("x", "more", *LEVELS, n=1),
            "Experience: the mentor is at least one step above the mentee",
        ),
        (
            Criterion("x", "more", *LEVELS, n=2),
            "Experience: the mentor is at least 2 steps above the mentee",
        ),
        (Criterion("x", "more", *LEVELS), "Experience: the mentor is not below the mentee"),
        (
            Criterion("x", "more", *ASKED, n=2, label="Scale"),
            "“Scale”: the mentor is at least 2 above the mentee",
        ),
        (
            Criterion("x", "from", "", "origin", values=("alumni", "outside")),
            "Where the mentor comes from: “I was here before (alumni)” or “From outside”",
        ),
        (Criterion("x", "from", "", "origin"), "Where the mentor comes from"),
        (Criterion("x", "same", **TWO), "“I want” and “I offer”: the same for both"),
        (
            Criterion("x", "wants_offers", **TWO),
            "“I want” and “I offer”: what the mentee wants, the mentor offers",
        ),
        (
            Criterion("x", "has_done", **TWO),
            "“I want” and “I offer”: the mentor has been through it",
        ),
        (
            Criterion("x", "more", **TWO, n=2),
            "“I want” and “I offer”: the mentor is at least 2 above the mentee",
        ),
        (
            Criterion("x", "overlap", "topics", "q:o", label="I offer"),
            "Topics and “I offer”: something in common",
        ),
    ],
)
def test_a_criterion_reads_as_a_line(one, words):
    assert name_of(one) == words


def test_a_refusal_names_the_rule_and_never_what_is_somebodys_own():
    site = Criterion("q:s", "same", "q:s", "q:s", hard=True, label="Which site?")
    silent = replace(DEFAULT_RULES[2], missing="impossible")
    assert (
        refusal_of("q:s", (site,)) == "These two break one of your rules: “Which site?”: the same for both."
    )
    assert refusal_of("missing:topics", (silent,)) == (
        "These two break one of your rules: Both answered: Topics wanted and offered."
    )
    assert refusal_of("other", (site,)) == "These two can’t be matched. Choose somebody else."


def test_what_a_draft_keeps_of_a_rule_names_it_as_it_was():
    """Each relation, so that nothing a sentence needs is left behind."""
    rules = tuple(
        Criterion(f"x-{name}", name, "seniority", "origin", hard=True, n=2, values=("alumni",))
        for name, relation in RELATIONS.items()
        if not relation.bonus
    )
    for one in rules:
        kept = json.loads(json.dumps({one.key: named_for(one.key, rules)}))
        assert cause_of(one.key, kept) == f"“{name_of(one)}”"
    two = Criterion("x", "same", **TWO, hard=True)
    assert cause_of("x", {"x": named_for("x", (two,))}) == "““I want” and “I offer”: the same for both”"
