"""Which tags are one tag, and which words of a goal touch it."""

import pytest

from matching.engine.text import Vocabulary, stem, tag_key, words


@pytest.mark.parametrize(
    "one, other",
    [
        ("Frontend Developer", " front-end engineer "),
        ("Public Speaking", "public  speaking"),
        ("Node.js", "nodejs"),
        ("Full-Stack Developers", "fullstack"),
        ("STRASSE", "straße"),
    ],
)
def test_tag_key_of_one_tag_in_two_spellings_is_the_same(one, other):
    assert tag_key(one) == tag_key(other) != ""


@pytest.mark.parametrize(
    "one, other",
    [("C", "C++"), ("C++", "C#"), ("Developer", "Engineer"), ("Engineering management", "Management")],
)
def test_tag_key_of_two_tags_differs(one, other):
    assert tag_key(one) != tag_key(other)


@pytest.mark.parametrize("tag", ["", "  ", "--", "_"])
def test_tag_key_of_no_word_is_empty(tag):
    assert tag_key(tag) == ""


def test_words_folds_case_hyphens_and_typography():
    assert words("I don’t like Front-End, C++/C#, CI/CD or node.js.") == (
        ["i", "dont", "like", "frontend", "c++", "c#", "ci", "cd", "or", "nodejs"]
    )


@pytest.mark.parametrize(
    "family",
    [
        "speak speaks speaking speaker speakers",
        "manage manager managers management managing",
        "lead leader leaders leading leadership",
        "plan planning plans planned",
        "negotiate negotiating negotiation negotiations",
        "strategy strategies",
        "code coding coder",
        "communicate communicating communication",
        "develop developing development developer",
        "api apis",
        "engineer engineering engineers",
    ],
)
def test_stem_of_a_family_is_one(family):
    assert len({stem(word) for word in family.split()}) == 1


def test_stem_keeps_families_apart():
    apart = [
        "speak",
        "manage",
        "lead",
        "plan",
        "career",
        "care",
        "data",
        "date",
        "engine",
        "engineer",
        "c++",
        "c#",
    ]
    assert len({stem(word) for word in apart}) == len(apart)


def test_goal_has_the_stems_of_its_telling_words_only():
    assert Vocabulary().stems_of_goal("I want to get better at speaking") == {"speak"}
    assert Vocabulary().stems_of_goal("I want to do more of it, and get better.") == frozenset()


@pytest.mark.parametrize("goal", ["front end", "front-end", "Frontend"])
def test_goal_touches_a_compound_however_it_is_written(goal):
    assert Vocabulary().stems_of_tag("Frontend Developer")[0] <= Vocabulary().stems_of_goal(
        f"Learn {goal} things"
    )


def test_goal_touches_the_parts_of_a_compound():
    assert Vocabulary().stems_of_tag("Design")[0] <= Vocabulary().stems_of_goal("try design-thinking")


def test_alias_stands_for_its_tag_in_tags_and_goals():
    vocabulary = Vocabulary({"k8s": "Cloud infrastructure"})
    assert vocabulary.key("K8s") == vocabulary.key("cloud infrastructure") != Vocabulary().key("K8s")
    assert vocabulary.stems_of_tag("K8s")[1] == vocabulary.stems_of_tag("Cloud infrastructure")[0]
    assert vocabulary.stems_of_tag("Cloud infrastructure")[0] <= vocabulary.stems_of_goal(
        "run our K8s cluster"
    )
    assert not vocabulary.stems_of_tag("Cloud infrastructure")[0] & vocabulary.stems_of_goal(
        "run our cluster"
    )


def test_alias_without_a_word_says_nothing():
    assert Vocabulary({"--": "Cloud"}).stems_of_goal("gardening") == {"garden"}
