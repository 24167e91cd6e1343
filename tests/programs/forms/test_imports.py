"""Columns that are questions of the program, as a coordinator meets them in an import."""

import pytest
from django.test import Client

from programs.actions.questions import add_question, ask_at_once, publish_form
from programs.audiences import audience_sentence
from programs.queries.questions import live_questions
from tests.programs.views.test_imports import at, columns, given
from tests.world import World


@pytest.fixture
def mira(world: World, sign_in) -> Client:
    return sign_in(world.mira)


def test_a_column_without_a_home_is_offered_as_a_question_and_becomes_one(world: World, mira: Client):
    people = ("Gil,gil@a.example,S", "Hana,hana@a.example,M", "Ida,ida@a.example,S", "Jo,jo@a.example,M")
    mira.post(at(world), given("\n".join(("name,email,Shirt", *people)), "mentors.csv"))
    page = mira.get(at(world, "map", 1)).content.decode()
    assert "no home here; as a question: One of several: S, M" in page
    assert page.count("Make it a question: for the coordinators") == 4  # of each column, and what it means
    mira.post(at(world, "map", 1), columns("name", "email", "ask-partner"))
    check = mira.get(at(world, "check", 1)).content.decode()
    assert "One of several: S, M · Mentors · 4 answers" in check
    assert str(audience_sentence("shared_answer")) in check
    mira.post(at(world, "check", 1))
    done = mira.get(at(world, "done", 1)).content.decode()
    assert "1 question is new in the enrolment form." in done
    assert "4 answers were recorded." in done
    mira.post(at(world, "undo", 1))
    assert "1 question of this file is asked no more." in mira.get(at(world, "done", 1)).content.decode()


def test_columns_that_cannot_be_questions_say_so(world: World, mira: Client):
    ask_at_once(by=world.mira, program=world.program, labels=["Shirt"])
    code = live_questions(world.program)[1][0].code
    mira.post(at(world), given("id,Shirt,Size,Car\n1,S,S,x\n", "mentors.csv"))
    answer = mira.post(at(world, "map", 1), columns("reference", "ask", f"question-{code}"))
    assert answer.context["form"].errors == {
        "column-2": ["“Shirt” is already read from “Shirt”. Choose something else here."]
    }
    for number in range(28):
        add_question(by=world.mira, program=world.program, label=f"Question {number}")
    publish_form(by=world.mira, program=world.program)
    answer = mira.post(at(world, "map", 1), columns("reference", "ask", "ask", "ask-partner"))
    assert answer.context["form"].errors == {
        "column-3": ["Thirty questions are more than anybody answers with care."]
    }
