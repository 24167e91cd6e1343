"""Every kind of news has words, and leads somewhere."""

import importlib
import pkgutil

import pytest

from sessions.queries import news
from sessions.queries.news import KINDS

NOUNS = sorted(module.name for module in pkgutil.iter_modules(news.__path__) if module.name != "kind")


def test_every_kind_stands_in_the_one_table_once():
    found = [kind for noun in NOUNS for kind in importlib.import_module(f"{news.__name__}.{noun}").KINDS]
    assert sorted(found) == sorted(KINDS)


# What is repeated in the daily mail while it waits, and under which name. Not repeated: what has a mail of its own
# already, and what nobody waits for.
REPEATED = {
    "agreement_to_answer": "partner",
    "agreement_opened": "partner",
    "agreement_to_sign": "partner",
    "assessment_to_write": "partner",
    "check_in": "check_in",
    "decision_view": "partner",
    "ending_begun": "partner",
    "example_asked": "partner",
    "example_asked_on_request": "partner",
    "introduction_asked": "partner",
    "introduction_offered": "partner",
    "introduction_wanted": "partner",
    "rhythm_proposed": "partner",
    "story_to_approve": "partner",
    "program_ends": "partner",
    "survey": "survey",
    "review_open": "review",
    "review_silent": "review",
    "review_revealed": "review",
    "review_to_sign": "review",
}
MAILED_AT_ONCE = {"feedback_asked", "times_proposed"}
ASKED_ONCE = {"goals_to_bring", "learning_asked", "thanks_prompt"}


def test_every_kind_that_asks_says_whether_a_mail_repeats_it():
    assert {kind: one.reminds for kind, one in KINDS.items() if one.reminds} == REPEATED
    asking = {kind for kind, one in KINDS.items() if one.why}
    assert asking == REPEATED.keys() | MAILED_AT_ONCE | ASKED_ONCE


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_a_kind_has_whole_sentences_and_a_route_that_resolves(kind):
    one = KINDS[kind]
    assert one.url("k7f3", 1).startswith("/")
    for words in (one.to_me, one.by_me):
        sentence = str(words) % {"name": "Ben"}
        assert len(sentence) > 8
        assert "%" not in sentence
    assert one.mark in {"", "goal", "thanks", "review"}
    assert len(kind) <= 32
