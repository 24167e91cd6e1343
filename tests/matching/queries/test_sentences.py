"""Keys and numbers in words."""

import pytest

from matching.queries.sentences import chips, leftover_sentence, proof_sentence, summary_sentence

TWO = {"label": "I want", "mentor_label": "I offer"}


def row(name, tone, evidence, points=10, weight=2):
    return [name, 50, weight, points, tone, evidence]


def other(relation, tone, evidence, mentee, mentor=None, **more):
    """A row of a criterion that is not one of the usual."""
    said = {"relation": relation, "mentee": mentee, "mentor": mentee if mentor is None else mentor, **more}
    return [*row("x", tone, evidence), said]


@pytest.mark.parametrize(
    ("points", "words"),
    [
        (row("topics", "plus", ["writing"]), "wants: writing"),
        (row("topics", "plus", ["a", "b", "c", "d"]), "wants: a, b and 2 more"),
        (row("topics", "minus", []), "no wanted topic is offered"),
        (row("expertise", "plus", ["Hiring"]), "knows: Hiring"),
        (row("expertise", "minus", []), "the goal meets no expertise"),
        (
            row("expertise", "plus", ["~Hiring", "~Coaching", "~Law"]),
            "close in meaning: Hiring, Coaching and 1 more",
        ),
        (row("expertise", "plus", ["~Law", "Hiring"]), "knows: Hiring"),
        (row("topics", "plus", ["~giving talks"]), "close in meaning: giving talks"),
        (other("touches", "plus", ["~Go"], "goal", "expertise"), "close in meaning: Go"),
        (row("goal_kind", "plus", ["change"]), "likes to help with: change field"),
        (row("goal_kind", "minus", []), "prefers another kind of goal"),
        (row("hours", "plus", ["1"]), "one shared hour"),
        (row("hours", "plus", ["6"]), "6 shared hours"),
        (row("seniority", "plus", ["2"]), "2 steps more experience"),
        (row("seniority", "neutral", ["0"]), "as much experience"),
        (row("seniority", "minus", ["-1"]), "less experience than the mentee"),
        (row("department", "plus", ["Sales"]), "another department"),
        (row("department", "minus", ["Sales"]), "the same department"),
        (row("wish", "plus", []), "wished for"),
        (row("waited", "plus", []), "had nobody last time"),
        (row("beyond", "plus", []), "beyond their circle"),
        (other("same", "plus", ["Sales"], "department"), "the same: Sales"),
        (other("same", "minus", [], "department"), "not the same: department"),
        (other("different", "minus", ["Sales"], "department"), "the same: department"),
        (other("same", "plus", [], "q:x", label="Which site?"), "the same: “Which site?”"),
        (other("overlap", "neutral", ["a", "b", "c"], "topics"), "in common: a, b and 1 more"),
        (other("wants_offers", "minus", [], "q:x", label="Tools"), "not offered: “Tools”"),
        (other("wants_offers", "minus", [], "q:x", "q:y", **TWO), "not offered: “I want” and “I offer”"),
        (other("has_done", "minus", [], "q:x", "q:y", **TWO), "has not been through: “I want” and “I offer”"),
        # Of drafts from before both were kept.
        (other("same", "minus", [], "q:x", "q:y", label="I want"), "not the same: “I want”"),
        (other("has_done", "plus", ["change"], "goal_kind", "done"), "has been through: change field"),
        (
            other("has_done", "minus", [], "goal_kind", "done"),
            "has not been through: kind of goal",
        ),
        (other("within", "plus", ["3"], "zone", n=4), "3 hours apart"),
        (other("within", "plus", ["0"], "zone", n=4), "the same time of day"),
        (other("within", "plus", ["-1"], "seniority", n=1), "less experience than the mentee"),
        (other("more", "plus", [], "q:x", label="Scale", n=2), "further along in: “Scale”"),
        (other("more", "minus", [], "q:x", label="Scale", n=2), "not further along in: “Scale”"),
        (other("within", "plus", [], "q:x", label="Scale", n=2), "near in: “Scale”"),
        (other("shared_hours", "plus", ["9"], "hours", n=8), "9 shared hours"),
        (other("from", "plus", ["alumni"], "", "origin"), "comes from: I was here before (alumni)"),
        (other("from", "minus", [], "", "origin"), "comes from elsewhere"),
        (other("touches", "plus", ["Go"], "goal", "expertise"), "knows: Go"),
    ],
)
def test_chip_says_what_the_two_share_or_not(points, words):
    tone = points[4] if points[4] != "neutral" else ""
    assert chips([points]) == [(tone, words)]


def test_chips_are_the_best_two_and_what_speaks_most_against():
    points = [
        row("department", "minus", ["Sales"], points=0, weight=1),
        row("topics", "plus", ["writing"], points=20),
        row("hours", "plus", ["4"], points=30),
        row("expertise", "plus", ["Hiring"], points=40),
        row("goal_kind", "minus", [], points=0, weight=2),
        row("seniority", "missing", []),
    ]
    assert [words for _, words in chips(points)] == [
        "knows: Hiring",
        "4 shared hours",
        "prefers another kind of goal",
    ]
    assert summary_sentence(points) == "What speaks for them: knows Hiring; 4 shared hours."


def test_summary_without_anything_good_says_so():
    assert summary_sentence([row("topics", "missing", [])]) == (
        "Little is known that speaks for this pair yet."
    )


@pytest.mark.parametrize(
    ("reason", "role", "sentence"),
    [
        ({"kind": "no_mentors"}, "mentee", "No mentor has a free place."),
        ({"kind": "out_priced", "options": 1}, "mentee", "One mentor would do, and has no place left."),
        (
            {"kind": "out_priced", "options": 4},
            "mentee",
            "4 mentors would do, and all their places are taken.",
        ),
        (
            {"kind": "no_option", "removed": [["language", 3], ["hours", 1]]},
            "mentee",
            "Every mentor with a place is ruled out: no shared language (3), no shared free hour (1).",
        ),
        (
            {"kind": "no_option", "removed": [["reporting_line", 1]]},
            "mentor",
            "Every mentee is ruled out: the line manager rule (1).",
        ),
        (
            {"kind": "no_option", "removed": [["language", 3]], "other": True},
            "mentee",
            "Every mentor with a place is ruled out: no shared language (3), other reasons.",
        ),
        (
            {"kind": "no_option", "removed": [], "other": True},
            "mentee",
            "Nobody here can be matched with them.",
        ),
        (
            {
                "kind": "no_option",
                "removed": [["q:x", 2], ["missing:topics", 1]],
                "named": {
                    "q:x": {"relation": "same", "mentee": "q:x", "mentor": "q:x", "label": "Which site?"},
                    "missing:topics": {"relation": "wants_offers", "mentee": "topics", "mentor": "topics"},
                },
            },
            "mentee",
            "Every mentor with a place is ruled out: ““Which site?”: the same for both” (2), "
            "no answer to “Topics wanted and offered” (1).",
        ),
        (
            {"kind": "no_option", "removed": [["alike", 1]]},
            "mentor",
            "Every mentee is ruled out: an answer that must be the same (1).",
        ),
        ({"kind": "not_needed"}, "mentor", "Everybody who would do has a mentor already."),
        ({"kind": "already"}, "mentor", "They already meet everybody who would do."),
        ({"kind": "unpaired"}, "mentee", "You took their pair apart in this draft."),
        ({"kind": "no_mentees"}, "mentor", "Nobody is waiting for a mentor."),
        (
            {"kind": "below_floor"},
            "mentor",
            "A further pair would be weaker than the weakest one here.",
        ),
    ],
)
def test_leftover_sentence_names_the_reason(reason, role, sentence):
    assert leftover_sentence(reason, role) == sentence


@pytest.mark.parametrize(
    ("summary", "sentence"),
    [
        ({}, ""),
        ({"gap": 0.0, "proved": True}, ""),
        ({"gap": 0.0000294, "proved": True}, "Within 0.003 % of the best possible."),
        ({"gap": 0.00003, "proved": True}, "Within 0.003 % of the best possible."),
        ({"gap": 1e-9, "proved": True}, "Within 0.001 % of the best possible."),
        ({"gap": 0.00003, "proved": False}, "The best that was found; a better choice was not ruled out."),
    ],
)
def test_proof_says_how_near_the_best_a_draft_is_and_never_too_near(summary, sentence):
    assert proof_sentence(summary) == sentence
