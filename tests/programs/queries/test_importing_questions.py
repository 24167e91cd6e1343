"""What a column would be as a question, and how its cells are kept."""

import pytest

from programs.actions.questions import ask_at_once
from programs.models import Question
from programs.queries.importing import read_sheet
from programs.queries.importing_questions import Ask, asks_of, guessed_facts, homes_of, with_homes
from programs.queries.questions import live_questions
from tests.world import World


@pytest.mark.parametrize(
    "cells, kind, more",
    [
        (["Anna", "Berta", "Carl"], "short", {}),
        (["yes", "No", "Y"], "yes_no", {}),
        (["3", "5", "1.0"], "number", {"low": 1, "high": 5}),
        (["3", "9"], "number", {"low": 1, "high": 10}),
        (["0", "9"], "number", {"low": 0, "high": 10}),
        (["47", "812"], "number", {"low": 0, "high": 1000}),
        (["3", "many"], "short", {}),
        (["9999"], "short", {}),
        (["M", "m", "Large, or so", "M", "large, or so", "M"], "choice", {"options": ["M", "Large, or so"]}),
        (["M"], "short", {}),
        (["a; b", "b|a", "c;a;c", "b"], "choices", {"options": ["a", "b", "c"]}),
        (["x" * 301, "y"], "long", {}),
        (["one\ntwo", "three"], "long", {}),
        ([], "short", {}),
    ],
)
def test_the_kind_is_guessed_from_every_cell(cells: list[str], kind: str, more: dict[str, object]):
    facts = guessed_facts(cells)
    usual = {"options": [], "low": 1, "high": 5}
    assert facts == {"kind": kind, **usual, **more}
    ask = Ask(0, "Any", facts)
    assert None not in [ask.stored(cell) for cell in cells]


@pytest.mark.parametrize(
    "kind, more, cell, stored",
    [
        ("yes_no", {}, "X", "yes"),
        ("yes_no", {}, "perhaps", None),
        ("number", {"low": 1, "high": 5}, "6", None),
        ("number", {"low": 1, "high": 5}, "5,0", "5"),
        ("number", {"low": 1, "high": 5}, "five", None),
        ("choice", {"options": ["Medium"]}, " medium ", "Medium"),
        ("choice", {"options": ["Medium"]}, "Small", None),
        ("choices", {"options": ["A", "B"]}, "b; a; b", "B\nA"),
        ("choices", {"options": ["A", "B"]}, "a; c", None),
        ("short", {}, "x" * 301, None),
        ("long", {}, "x" * 2000, "x" * 2000),
        ("long", {}, "x" * 2001, None),
    ],
)
def test_a_cell_is_kept_as_the_question_wants_it(
    kind: str, more: dict[str, object], cell: str, stored: str | None
):
    assert Ask(0, "Any", {"kind": kind, **more}).stored(cell) == stored


def test_who_is_asked_follows_from_the_rows(world: World):
    sheet = read_sheet("id,role,Size,Car\n1,mentor,S,\n2,both,,yes\n3,mentee,,no\n4,mentee,,\n5,mentor,M,\n")
    columns = ("reference", "role", "ask", "ask-partner")
    size, car = asks_of(sheet, columns, "column", world.program)
    assert (size.facts["asked"], size.roles, size.facts["readers"]) == ("mentor", {"mentor"}, "coordinators")
    assert (car.facts["asked"], car.facts["readers"]) == ("both", "partner")
    everybody = asks_of(sheet, columns, "mentee", world.program)
    assert [ask.facts["asked"] for ask in everybody] == ["mentee", "mentee"]


def test_a_column_that_is_called_like_a_live_question_is_that_question(world: World):
    (made,) = ask_at_once(
        by=world.mira,
        program=world.program,
        labels=["Shirt size"],
        kind="choice",
        options=["S", "M"],
        asked="mentee",
    )
    sheet = read_sheet("id,shirt  SIZE,Other\n1,s,x\n")
    homes = homes_of(live_questions(world.program)[1], sheet.header)
    assert homes == {1: f"question-{made.code}"}
    assert with_homes(["reference", "", ""], homes) == ["reference", f"question-{made.code}", ""]
    assert with_homes(["reference", "ask", "ask"], homes) == ["reference", f"question-{made.code}", "ask"]
    assert with_homes(["", "department", ""], homes) == ["", "department", ""]
    for target in (f"question-{made.code}", "ask"):
        (ask,) = asks_of(sheet, ("reference", target, ""), "mentee", world.program)
        assert (ask.code, ask.label, ask.kind, ask.roles) == (made.code, "Shirt size", "choice", {"mentee"})
    assert asks_of(sheet, ("reference", "question-gone", ""), "mentee", world.program) == []


def test_nothing_is_asked_of_the_database_where_no_column_is_a_question(
    world: World, django_assert_num_queries
):
    sheet = read_sheet("id,name\n1,x\n")
    with django_assert_num_queries(0):
        assert asks_of(sheet, ("reference", "name"), "mentee", world.program) == []
    assert Question.objects.count() == 0
