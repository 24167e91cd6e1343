"""An agreement in words."""

from datetime import date
from types import SimpleNamespace

import pytest

from programs.models import Program
from programs.queries.agreement_words import LABELS, agreed_terms, changes, differences, differs, in_words
from programs.queries.suggestions import our_words
from tests.access.features.agreement import terms


def row(**said):
    return SimpleNamespace(**terms(**said))


@pytest.mark.parametrize(
    ("key", "value", "words"),
    [
        ("rhythm_weeks", 1, "every week"),
        ("rhythm_weeks", 3, "every 3 weeks"),
        ("hours_month", 1, "1 hour"),
        ("until", date(2027, 6, 1), "1 June 2027"),
        ("answer_within", 7, "within a week"),
        ("why", "To grow", "To grow"),
        ("minutes", None, ""),
        ("topics", "", ""),
    ],
)
def test_value_is_said_in_words(key, value, words):
    assert in_words(key, value) == words


@pytest.mark.parametrize(
    ("key", "one", "other", "differ"),
    [
        ("why", "To grow", "to grow.", False),
        ("why", "To grow", "To learn", True),
        ("why", "To grow", "", False),
        ("off_limits", "Pay", "", True),
        ("off_limits", "", "", False),
        ("minutes", 45, 60, True),
        ("minutes", 45, None, False),
        ("rhythm_weeks", None, 2, True),
    ],
)
def test_silence_leaves_it_to_the_other_but_in_what_is_required(key, one, other, differ):
    assert differs(key, one, other) is differ
    assert differs(key, other, one) is differ


def test_two_answers_make_a_text_that_leaves_open_where_they_differ():
    mine = row(why="To grow", minutes=45, off_limits="Pay")
    theirs = row(why="to grow", minutes=60, topics="Meetings")
    text = agreed_terms(mine, theirs)
    assert text == terms(why="To grow", topics="Meetings")
    found = differences(row(**text), mine, theirs)
    assert [(one.key, one.mine, one.theirs, one.is_open, one.is_required) for one in found] == [
        ("minutes", "45 minutes", "1 hour", True, False),
        ("off_limits", "Pay", "", True, True),
    ]
    settled = differences(row(**{**text, "off_limits": "Pay", "minutes": 45}), mine, theirs)
    assert [one.is_open for one in settled] == [False, False]


def test_changes_name_the_terms_that_are_not_the_same():
    found = changes(row(minutes=45, why="Same"), row(minutes=60, why="Same"))
    assert [one.label for one in found] == ["How long"]
    assert [(piece.change, piece.text) for piece in found[0].pieces] == [
        ("removed", "45 minutes "),
        ("added", "1 hour"),
    ]


@pytest.mark.parametrize("kind", Program.Kind.values)
def test_each_kind_of_program_has_words_of_our_own_for_every_term(kind):
    words = our_words(kind, 4)
    assert sorted([*words, "until", "teach", "learn", "duties"]) == sorted(LABELS)
    assert all(in_words(key, value) for key, value in words.items())
