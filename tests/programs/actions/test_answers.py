"""What somebody answered, in the table of those who may read it."""

import pytest

from programs.actions.answers import record_answers
from programs.actions.questions import add_question, edit_question, publish_form
from programs.models import Answer, Question, SharedAnswer


@pytest.fixture
def codes(world):
    """Questions of each kind of reader and of each role, live: name -> code."""
    asked = {
        "own": {},
        "shared": {"readers": Question.Readers.PARTNER},
        "mentors": {"asked": Question.Asked.MENTORS},
    }
    of = {"by": world.mira, "program": world.program}
    made = {name: add_question(**of, label=name, **facts).code for name, facts in asked.items()}
    publish_form(**of)
    return made


def test_texts_with_different_readers_rest_in_different_tables(world, codes):
    place = world.enrolment(world.ben)
    record_answers(enrolment=place, answers={codes["own"]: "For you.", codes["shared"]: " For both. "})
    assert [(one.question.label, one.text) for one in Answer.objects.all()] == [("own", "For you.")]
    assert [(one.question.label, one.text) for one in SharedAnswer.objects.all()] == [("shared", "For both.")]


def test_answers_to_what_this_role_is_not_asked_or_nobody_is_are_left_out(world, codes):
    answers = {codes["mentors"]: "I am none.", "made-up": "Hello"}
    record_answers(enrolment=world.enrolment(world.ben), answers=answers)
    record_answers(enrolment=world.enrolment(world.ada), answers=answers)
    assert [one.enrolment for one in Answer.objects.all()] == [world.enrolment(world.ada)]


def test_new_answer_replaces_the_old_one_and_an_empty_one_takes_it_away(world, codes):
    place = world.enrolment(world.ben)
    record_answers(enrolment=place, answers={codes["own"]: "First", codes["shared"]: "Stays"})
    record_answers(enrolment=place, answers={codes["own"]: "Second"})
    assert Answer.objects.get().text == "Second"
    record_answers(enrolment=place, answers={codes["own"]: "  "})
    assert not Answer.objects.exists()
    assert SharedAnswer.objects.get().text == "Stays"


def test_question_that_changes_its_readers_takes_a_new_answer_to_the_new_table(world, codes):
    place, of = world.enrolment(world.ben), {"by": world.mira, "program": world.program}
    record_answers(enrolment=place, answers={codes["shared"]: "Old"})
    edit_question(**of, code=codes["shared"], edits=0, readers=Question.Readers.COORDINATORS)
    publish_form(**of)
    assert SharedAnswer.objects.get().text == "Old"
    record_answers(enrolment=place, answers={codes["shared"]: "New"})
    assert (Answer.objects.get().text, SharedAnswer.objects.count()) == ("New", 0)
