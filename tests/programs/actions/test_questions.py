"""The form of a program: a draft that is changed, versions that never are."""

import pytest

from mentorship.lib.refusals import Conflict, Refusal
from programs.actions.answers import record_answers
from programs.actions.questions import (
    add_question,
    ask_at_once,
    copy_form,
    discard_draft,
    edit_question,
    move_question,
    publish_form,
    remove_question,
)
from programs.models import Answer, AuditEvent, FormVersion, Question
from programs.queries.questions import answers_of, form_page, live_questions
from tests import make


@pytest.fixture
def asks(world):
    """`asks(label, …)` adds a question to the draft of the program."""
    return lambda label, **facts: add_question(by=world.mira, program=world.program, label=label, **facts)


def labels(rows):
    return [one.label for one in rows]


def of(world):
    return {"by": world.mira, "program": world.program}


def test_draft_is_asked_of_nobody_until_it_is_published(world, asks):
    asks("One")
    asks("Two")
    assert live_questions(world.program) == (0, [])
    publish_form(**of(world))
    number, questions = live_questions(world.program)
    assert (number, labels(questions)) == (1, ["One", "Two"])
    with pytest.raises(Conflict, match="nothing new"):
        publish_form(**of(world))


def test_change_after_publishing_begins_a_draft_and_leaves_the_published_version_alone(world, asks):
    one = asks("One")
    publish_form(**of(world))
    edit_question(**of(world), code=one.code, edits=0, label="One, reworded")
    asks("Two")
    assert labels(live_questions(world.program)[1]) == ["One"]
    assert labels(form_page(world.program).questions) == ["One, reworded", "Two"]
    publish_form(**of(world))
    assert labels(live_questions(world.program)[1]) == ["One, reworded", "Two"]
    assert labels(Question.objects.filter(version_of__number=1)) == ["One"]


def test_answers_keep_the_version_they_were_given_under(world, asks):
    question, place = asks("Why?"), world.enrolment(world.ben)
    publish_form(**of(world))
    record_answers(enrolment=place, answers={question.code: "Because."})
    edit_question(**of(world), code=question.code, edits=0, label="Why now?")
    publish_form(**of(world))
    (kept,) = answers_of(world.mira, [place.pk])[place.pk]
    assert (kept.label, kept.text, kept.version) == ("Why?", "Because.", 1)
    remove_question(**of(world), code=question.code)
    publish_form(**of(world))
    assert Answer.objects.get().text == "Because."
    assert live_questions(world.program) == (3, [])


@pytest.mark.parametrize(
    ("code", "up", "order"),
    [(0, True, "abc"), (0, False, "bac"), (1, True, "bac"), (2, True, "acb"), (2, False, "abc")],
)
def test_questions_move_one_step(world, asks, code, up, order):
    codes = [asks(label).code for label in "abc"]
    move_question(**of(world), code=codes[code], up=up)
    assert labels(form_page(world.program).questions) == list(order)


def test_second_of_two_who_edit_one_question_is_told(world, asks):
    question = asks("One")
    edit_question(**of(world), code=question.code, edits=0, label="First")
    with pytest.raises(Conflict, match="changed this question"):
        edit_question(**of(world), code=question.code, edits=0, label="Second")
    assert labels(form_page(world.program).questions) == ["First"]
    remove_question(**of(world), code=question.code)
    with pytest.raises(Conflict, match="removed this question"):
        move_question(**of(world), code=question.code, up=True)


def test_dropping_the_draft_leads_back_to_what_people_see(world, asks):
    asks("One")
    publish_form(**of(world))
    asks("Two")
    discard_draft(**of(world))
    assert labels(form_page(world.program).questions) == ["One"]
    assert not form_page(world.program).has_draft
    discard_draft(**of(world))
    assert FormVersion.objects.count() == 1


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"label": "  "}, "label"),
        ({"label": "Which?", "kind": "choice"}, "options"),
        ({"label": "Which?", "kind": "choices", "options": ["only one"]}, "options"),
        ({"label": "How much?", "kind": "number", "low": 5, "high": 5}, "high"),
        ({"label": "Why?", "kind": "long", "matching": "must"}, "matching"),
        ({"label": "Sure?", "kind": "yes_no", "matching": "must", "asked": "mentor"}, "asked"),
        ({"label": "Sure?", "kind": "yes_no", "matching": "wants_offers"}, "matching"),
    ],
)
def test_question_nobody_can_answer_is_refused(world, facts, field):
    with pytest.raises(Refusal) as refusal:
        add_question(**of(world), **facts)
    assert refusal.value.field == field
    assert not Question.objects.exists()


def test_wish_for_matching_is_kept_with_every_version(world, asks):
    asks("Which site?", kind="choice", options=["Lyon", "Gent"], matching="must_differ")
    publish_form(**of(world))
    asks("Two")
    assert [one.matching for one in Question.objects.filter(label="Which site?")] == ["must_differ"] * 2


def test_thirty_questions_are_enough(world, asks):
    for number in range(30):
        asks(f"Question {number}")
    with pytest.raises(Refusal, match="Thirty"):
        asks("One more")


def test_column_of_a_file_becomes_a_live_question_and_an_open_draft_stays_a_draft(world, asks):
    asks("Live")
    publish_form(**of(world))
    asks("Drafted")
    made = ask_at_once(**of(world), labels=["Team", "live", "Team"])
    assert labels(made) == ["Team", "Live"]
    assert labels(live_questions(world.program)[1]) == ["Live", "Team"]
    assert labels(form_page(world.program).questions) == ["Live", "Drafted", "Team"]
    assert labels(ask_at_once(**of(world), labels=["Team"])) == ["Team"]
    assert live_questions(world.program)[0] == 3
    publish_form(**of(world))
    assert (live_questions(world.program)[0], live_questions(world.program)[1][2].code) == (4, made[0].code)


def test_another_program_takes_the_live_questions_over(world, asks):
    asks("Live")
    publish_form(**of(world))
    asks("Drafted")
    other = make.program(world.orchard)
    copy_form(by=world.mira, program=other, source=world.program)
    assert (live_questions(other)[0], labels(live_questions(other)[1])) == (1, ["Live"])
    copy_form(by=world.mira, program=make.program(world.orchard), source=make.program(world.orchard))


def test_changes_of_the_form_are_written_down(world, asks):
    question = asks("One")
    publish_form(**of(world))
    verbs = AuditEvent.objects.order_by("pk").values_list("verb", "target")
    assert list(verbs)[-2:] == [
        ("question.added", f"question:{question.pk}"),
        ("form.published", f"formversion:{question.version_of_id}"),
    ]


@pytest.mark.parametrize(
    "label", ["Your gender?", "How old are you?", "Geschlecht", "Edad", "Do you have a disability?"]
)
def test_a_question_that_names_what_nobody_is_matched_by_may_be_counted_only(world, label):
    facts = {"kind": "choice", "options": ["a", "b"]}
    for matching in ("wants_offers", "same", "different", "must", "must_differ"):
        with pytest.raises(
            Refusal, match="Nobody is matched by gender, age, origin, disability or belief"
        ) as refused:
            add_question(by=world.mira, program=world.program, label=label, matching=matching, **facts)
        assert refused.value.field == "matching"
    for matching in ("not", "audit"):
        add_question(by=world.mira, program=world.program, label=label, matching=matching, **facts)


def test_a_question_about_languages_or_stages_is_no_protected_one(world):
    facts = {"kind": "choice", "options": ["a", "b"], "matching": "same"}
    for label in ("Which language do you code in?", "At which stage is your career?"):
        assert add_question(by=world.mira, program=world.program, label=label, **facts).may_count
