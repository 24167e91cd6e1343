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


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_a_kind_has_whole_sentences_and_a_route_that_resolves(kind):
    one = KINDS[kind]
    assert one.url("k7f3", 3).startswith("/")
    for words in (one.to_me, one.by_me):
        sentence = str(words) % {"name": "Ben"}
        assert len(sentence) > 8
        assert "%" not in sentence
    assert one.mark in {"", "goal", "thanks", "review"}
    assert len(kind) <= 32
