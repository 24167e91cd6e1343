"""The guides: each has a text of a reading length, three questions, and a true number of minutes."""

import re
from math import ceil

import pytest
from django.template.loader import render_to_string

from programs.queries.guides import FOR_WHOM, GUIDES, PRINT
from tests.architecture.tree import ROOT

WORDS_A_MINUTE = 200
TO_READ = [guide for guide in GUIDES.values() if guide.topic != PRINT]


def text_of(guide) -> str:
    return render_to_string(guide.template, {"guide": guide})


@pytest.mark.parametrize("guide", TO_READ, ids=lambda guide: guide.slug)
def test_a_guide_is_short_and_ends_with_three_questions(guide):
    html = text_of(guide)
    words = re.sub(r"<[^>]+>", " ", html).split()
    assert 250 <= len(words) <= 500
    assert guide.minutes == ceil(len(words) / WORDS_A_MINUTE)
    questions = html.split('id="questions-title"')[1]
    assert questions.count("<li>") == 3
    assert questions.count("?") >= 3


@pytest.mark.parametrize("guide", GUIDES.values(), ids=lambda guide: guide.slug)
def test_a_guide_uses_typographic_quotes_and_says_for_whom(guide):
    words = re.sub(r"<[^>]+>", " ", text_of(guide))
    assert re.findall(r"\w'\w|\"", words) == []
    assert guide.for_whom in FOR_WHOM
    assert str(guide.summary).endswith((".", "?"))


def test_every_text_of_the_library_belongs_to_a_guide():
    files = {
        path.name for path in (ROOT / "templates" / "library").iterdir() if not path.name.startswith("_")
    }
    assert files == {guide.template.removeprefix("library/") for guide in GUIDES.values()}


def test_the_pages_to_print_are_pages():
    assert [guide.slug for guide in GUIDES.values() if guide.topic == PRINT] == [
        "first-meeting-agenda",
        "feedback-page",
        "one-page-plan",
    ]
    assert text_of(GUIDES["first-meeting-agenda"]).count("<li>") == 6
