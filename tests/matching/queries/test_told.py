"""What the two of a pair are told: sentences, and nothing that is not theirs to know."""

import re

from matching.engine import DEFAULT_WEIGHTS
from matching.engine.criteria import RELATIONS
from matching.queries.told import MOST, told_to_the_two
from tests.matching.queries.test_sentences import other, row


def test_the_two_are_told_what_adds_most_in_three_sentences():
    points = [
        row("hours", "plus", ["4"], points=30),
        row("topics", "plus", ["writing"], points=20),
        row("expertise", "plus", ["Hiring"], points=40),
        row("seniority", "plus", ["2"], points=10),
        row("department", "minus", ["Sales"], points=90),
    ]
    assert told_to_the_two(points) == [
        "The goal touches what the mentor knows well: Hiring.",
        "You are free at the same times of the week.",
        "One of you offers what the other wants to talk about: writing.",
    ]


def test_nobody_is_told_of_wishes_nor_of_who_had_nobody():
    assert (
        told_to_the_two([row("wish", "plus", []), row("waited", "plus", []), row("none", "missing", [])])
        == []
    )


def test_an_answer_only_coordinators_read_stays_theirs():
    hidden = other("same", "plus", [], "q:x", label="Which site?", shared=False)
    shown = other("same", "plus", [], "q:x", label="Which site?", shared=True)
    assert told_to_the_two([hidden]) == []
    assert told_to_the_two([shown]) == ["This is the same for both of you: “Which site?”."]


def test_every_relation_has_its_sentence_and_none_a_number():
    rows = [
        row(name, "plus", ["8"])
        for name in DEFAULT_WEIGHTS
        if name not in ("topics", "expertise", "goal_kind")
    ]
    fields = {"touches": ("goal", "expertise"), "from": ("", "origin"), "has_done": ("goal_kind", "done")}
    rows += [
        other(
            name,
            "plus",
            ["8"] if relation.counts or name == "from" else ["Sales"],
            *fields.get(name, ("zone",)),
            n=8,
        )
        for name, relation in RELATIONS.items()
        if not relation.bonus and name != "never"
    ]
    sentences = [sentence for one in rows for sentence in told_to_the_two([one])]
    assert len(sentences) == len(rows) - 2
    assert [sentence for sentence in sentences if re.search(r"\d|%", sentence)] == []
    assert len(told_to_the_two(rows)) == MOST
