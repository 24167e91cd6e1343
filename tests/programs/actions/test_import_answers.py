"""A file column without a home becomes a question of the program, and its cells are answers."""

from datetime import timedelta
from typing import Any

import pytest

from mentorship.accounts.models import User
from mentorship.lib import clock
from mentorship.lib.refusals import Conflict, Refusal
from programs.actions.answers import record_answers
from programs.actions.import_undo import undo_import
from programs.actions.imports import choose_columns, import_people, keep_file
from programs.actions.questions import add_question, ask_at_once, edit_question, publish_form
from programs.models import Answer, Enrolment, FormVersion, PeopleImport, Person, Question, SharedAnswer
from programs.queries.importing import Upload
from programs.queries.importing_check import check_file
from programs.queries.importing_reader import Choices
from programs.queries.questions import live_questions
from tests.world import World

FILE = (
    "Name,E-mail,Shirt,Car\nGil,gil@example.org,S,yes\nHana,hana@example.org,m,\n"
    "Jo,jo@example.org,M,no\nKim,kim@example.org,s,\n"
)
COLUMNS = ("name", "email", "ask", "ask-partner")


def prepared(
    world: World, text: str = FILE, columns: tuple[str, ...] = COLUMNS, role: str = "mentor"
) -> PeopleImport:
    kept = keep_file(cohort=world.cohort, upload=Upload(text, "UTF-8"), filename="x.csv", by=world.mira)
    return choose_columns(upload=kept, choices=Choices(columns, role))


def imported(world: World, *args: Any, **wishes: Any) -> PeopleImport:
    return import_people(upload=prepared(world, *args), by=world.mira, **wishes)


def live(world: World) -> list[tuple[str, str, str, str]]:
    return [(one.label, one.kind, one.asked, one.readers) for one in live_questions(world.program)[1]]


def said(world: World) -> set[tuple[str, str, str]]:
    return {
        (row.enrolment.person.shown_name, row.question.label, row.text)
        for table in (Answer, SharedAnswer)
        for row in table.objects.visible_to(world.mira).select_related("enrolment__person", "question")
    }


def test_a_column_becomes_a_question_and_its_cells_are_answers(world: World):
    done = imported(world)
    assert live(world) == [
        ("Shirt", "choice", "mentor", "coordinators"),
        ("Car", "yes_no", "mentor", "partner"),
    ]
    assert said(world) == {
        ("Gil", "Shirt", "S"),
        ("Hana", "Shirt", "m"),
        ("Jo", "Shirt", "m"),
        ("Kim", "Shirt", "S"),
        ("Gil", "Car", "yes"),
        ("Jo", "Car", "no"),
    }
    assert (Answer.objects.count(), SharedAnswer.objects.count()) == (4, 2)
    assert FormVersion.objects.count() == 1
    assert (done.mapping["result"]["answers"], done.mapping["result"]["questions"]) == (6, 2)


def test_the_next_file_finds_its_questions_by_their_words(world: World):
    imported(world)
    text = "E-mail,SHIRT\nlea@example.org,S\nmax@example.org,XL\n"
    kept = keep_file(cohort=world.cohort, upload=Upload(text, "UTF-8"), filename="x.csv", by=world.mira)
    code = live_questions(world.program)[1][0].code
    assert kept.mapping["columns"] == ["email", f"question-{code}"]
    upload = choose_columns(upload=kept, choices=Choices(tuple(kept.mapping["columns"]), "mentor"))
    problems = check_file(upload, world.cohort, world.mira).problems
    assert [(one.row, one.found, one.expected, one.fixed) for one in problems["answer"]] == [
        (3, "XL", "one of: S, m", "")
    ]
    import_people(upload=upload, by=world.mira, skip_problems=True)
    assert ("lea@example.org", "Shirt", "S") in said(world)
    assert (len(live(world)), FormVersion.objects.count()) == (2, 1)


def test_the_same_file_again_means_the_same_and_adds_nothing(world: World):
    imported(world)
    before = said(world)
    kept = keep_file(cohort=world.cohort, upload=Upload(FILE, "UTF-8"), filename="x.csv", by=world.mira)
    assert kept.mapping["remembered"] is True
    assert [target.partition("-")[0] for target in kept.mapping["columns"]] == [
        "name",
        "email",
        "question",
        "question",
    ]
    upload = choose_columns(upload=kept, choices=Choices(tuple(kept.mapping["columns"]), "mentor"))
    check = check_file(upload, world.cohort, world.mira)
    assert (check.same, check.adds, check.changes) == (4, 0, [])
    import_people(upload=upload, by=world.mira, update=True)
    assert (said(world), FormVersion.objects.count()) == (before, 1)


def test_answers_of_people_who_are_here_are_a_difference_to_be_taken_over(world: World):
    imported(world)
    text = FILE.replace("gil@example.org,S", "gil@example.org,M").replace(
        "hana@example.org,m", "hana@example.org,"
    )
    changes = check_file(prepared(world, text), world.cohort, world.mira).changes
    assert [(one.shown, [(x.label, x.was, x.becomes) for x in one.answers]) for one in changes] == [
        ("Gil", [("Shirt", "S", "m")])
    ]
    imported(world, text)
    assert ("Gil", "Shirt", "S") in said(world)
    done = imported(world, text, update=True)
    assert {("Gil", "Shirt", "m"), ("Hana", "Shirt", "m")} < said(world)
    undo_import(upload=done, by=world.mira)
    assert ("Gil", "Shirt", "S") in said(world)


def test_what_somebody_answered_themselves_is_theirs_what_they_left_empty_is_filled(world: World):
    imported(world)
    User.objects.update(last_login=clock.now())
    text = FILE.replace("gil@example.org,S", "gil@example.org,M").replace(
        "hana@example.org,m,", "hana@example.org,S,yes"
    )
    imported(world, text, update=True)
    assert {("Gil", "Shirt", "S"), ("Hana", "Shirt", "m"), ("Hana", "Car", "yes")} < said(world)


def test_a_question_of_people_who_are_here_is_asked_only_when_it_is_taken_over(world: World):
    text = "E-mail,Shirt\nada@orchard.example,S\n"
    imported(world, text, ("email", "ask"))
    assert live(world) == []
    done = imported(world, text, ("email", "ask"), update=True)
    assert live(world) == [("Shirt", "short", "mentor", "coordinators")]
    assert {text for _who, _label, text in said(world)} == {"S"}
    undo_import(upload=done, by=world.mira)
    assert (live(world), said(world)) == ([], set())


def test_undo_takes_answers_and_unused_questions_back(world: World):
    upload = imported(world)
    undone = undo_import(upload=upload, by=world.mira).mapping["undone"]
    assert (undone["people"], undone["questions"]) == (4, 2)
    assert (live(world), said(world)) == ([], set())
    assert Person.objects.filter(email__endswith="@example.org").count() == 0


def test_undo_leaves_a_question_that_somebody_else_answered(world: World):
    upload = imported(world)
    codes = {one.label: one.code for one in live_questions(world.program)[1]}
    record_answers(enrolment=world.enrolment(world.ada), answers={codes["Shirt"]: "S"})
    assert undo_import(upload=upload, by=world.mira).mapping["undone"]["questions"] == 1
    assert [label for label, *_rest in live(world)] == ["Shirt"]


def test_undo_leaves_a_question_that_was_reworded_and_takes_it_out_of_an_open_draft(world: World):
    add_question(by=world.mira, program=world.program, label="Drafted")
    upload = imported(world)
    codes = {one.label: one.code for one in live_questions(world.program)[1]}
    edit_question(by=world.mira, program=world.program, code=codes["Car"], edits=0, label="Do you drive?")
    undo_import(upload=upload, by=world.mira)
    assert live(world) == []
    draft = FormVersion.objects.draft(world.program)
    assert draft is not None
    assert [one.label for one in draft.questions.all()] == ["Drafted", "Do you drive?"]


def test_an_answer_changed_since_keeps_its_person(world: World):
    upload = imported(world)
    gil = Enrolment.objects.get(person__email="gil@example.org")
    code = live_questions(world.program)[1][0].code
    record_answers(enrolment=gil, answers={code: "m"})
    undone = undo_import(upload=upload, by=world.mira).mapping["undone"]
    assert (undone["people"], undone["kept_people"], undone["questions"]) == (3, 1, 0)
    assert {("Gil", "Shirt", "m"), ("Gil", "Car", "yes")} == said(world)


def test_a_form_changed_since_the_check_writes_nothing(world: World):
    upload = prepared(world)
    check = check_file(upload, world.cohort, world.mira)
    ask_at_once(by=world.mira, program=world.program, labels=["Shirt"], kind="short")
    with pytest.raises(Conflict, match="enrolment form was changed meanwhile"):
        import_people(upload=upload, by=world.mira, check=check)
    assert Person.objects.filter(email="gil@example.org").count() == 0
    assert PeopleImport.objects.get(pk=upload.pk).state == "uploaded"


def test_more_questions_than_a_form_holds_write_nothing(world: World):
    for number in range(29):
        add_question(by=world.mira, program=world.program, label=f"Question {number}")
    publish_form(by=world.mira, program=world.program)
    with pytest.raises(Refusal, match="Thirty questions"):
        imported(world)
    assert (Person.objects.filter(email="gil@example.org").count(), Question.objects.count()) == (0, 29)


def test_many_rows_cost_as_many_statements_as_few(world: World, django_assert_max_num_queries):
    lines = "".join(f"N{n},n{n}@example.org,{'SML'[n % 3]},{n}\n" for n in range(400))
    upload = prepared(world, f"Name,E-mail,Shirt,Number\n{lines}")
    with django_assert_max_num_queries(80):
        import_people(upload=upload, by=world.mira)
    assert (Answer.objects.count(), SharedAnswer.objects.count()) == (400, 400)


def test_undo_after_a_day_keeps_everything(world: World):
    upload = imported(world)
    with clock.at(clock.now() + timedelta(days=2)), pytest.raises(Conflict):
        undo_import(upload=PeopleImport.objects.get(pk=upload.pk), by=world.mira)
    assert len(said(world)) == 6
