"""Building the form in the browser, and the form as whoever applies fills it in."""

import pytest
from django.urls import reverse

from programs.actions.answers import record_answers
from programs.actions.questions import add_question, publish_form
from programs.models import Answer, Enrolment, Person, Question, SharedAnswer
from programs.queries.questions import form_page, live_questions
from tests.programs.views.test_join import typed

KINDS = {
    "short": {"label": "Which site?"},
    "long": {"label": "What have you tried?", "kind": "long", "asked": "mentee", "required": True},
    "choice": {"label": "Which floor?", "kind": "choice", "options": ["First, left", "Second"]},
    "choices": {
        "label": "How to meet?",
        "kind": "choices",
        "options": ["Video", "Phone"],
        "readers": "partner",
    },
    "scale": {"label": "How sure?", "kind": "number", "low": 1, "high": 5},
    "number": {"label": "Years here", "kind": "number", "low": 0, "high": 60, "asked": "mentor"},
    "yes_no": {"label": "Been here before?", "kind": "yes_no"},
}
GIVEN = {
    "short": "Lyon",
    "long": "Books.",
    "choice": "First, left",
    "choices": ["Video", "Phone"],
    "scale": "4",
    "number": "12",
    "yes_no": "no",
}


def at(world, name="program_questions", *more):
    return reverse(f"programs:{name}", args=[world.program.code, *more])


def wording(**changes):
    facts = {"label": "Why now?", "kind": "short", "asked": "both", "readers": "coordinators", "edits": "0"}
    return {**facts, **changes}


@pytest.fixture
def live(world):
    """Every kind of question, published: name -> the field it is in the form."""
    of = {"by": world.mira, "program": world.program}
    made = {name: add_question(**of, **facts) for name, facts in KINDS.items()}
    publish_form(**of)
    return {name: f"asked_{one.code}" for name, one in made.items()}


@pytest.fixture
def filled(world, live):
    """The whole form of somebody who applies, right in every field; `changes` by the name of a question."""

    def with_(**changes):
        return typed(version=1, **{live[name]: value for name, value in {**GIVEN, **changes}.items()})

    return with_


def join(world):
    return reverse("programs:join", args=[world.program.code, world.cohort.code])


def test_question_is_written_moved_reworded_and_published_in_the_browser(world, sign_in):
    mira = sign_in(world.mira)
    where = at(world)
    assert mira.post(at(world, "question_new"), wording())["Location"].startswith(f"{where}#q-")
    mira.post(at(world, "question_ready"), {"number": "0"})
    first, second = form_page(world.program).questions
    mira.post(at(world, "question_move", second.code), {"way": "up"})
    answer = mira.post(at(world, "question", first.code), wording(label="Why this year?", required="on"))
    assert answer["Location"] == f"{where}#q-{first.code}"
    page = mira.get(where)
    assert [one.label for one in page.context["page"].questions] == [second.label, "Why this year?"]
    assert live_questions(world.program) == (0, [])
    assert mira.post(at(world, "form_publish")).status_code == 303
    assert [one.required for one in live_questions(world.program)[1]] == [False, True]
    again = mira.post(at(world, "form_publish"))
    assert (again.status_code, again.context["problem"]) == (409, "There is nothing new to publish.")


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"label": ""}, "label"),
        ({"label": "x" * 201}, "label"),
        ({"kind": "riddle"}, "kind"),
        ({"kind": "choice", "options": "one"}, "options"),
        ({"kind": "number", "low": "9", "high": "3"}, "high"),
        ({"asked": "everybody"}, "asked"),
        ({"readers": ""}, "readers"),
    ],
)
def test_odd_question_is_refused_beside_its_field_and_kept(world, sign_in, changes, field):
    answer = sign_in(world.mira).post(
        at(world, "question_new"), wording(hint="Ünïque \u202e help", **changes)
    )
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]
    assert "Ünïque" in answer.text
    assert not Question.objects.exists()


def test_who_saves_over_a_newer_wording_is_shown_it_and_may_insist(world, sign_in):
    code = add_question(by=world.mira, program=world.program, label="One").code
    mira, address = sign_in(world.mira), at(world, "question", code)
    mira.post(address, wording(label="First"))
    late = mira.post(address, wording(label="Second"))
    assert late.status_code == 409
    assert "What is saved now" in late.text
    assert 'name="edits" value="1"' in late.text
    assert 'value="Second"' in late.text
    assert mira.post(address, wording(label="Second", edits="1")).status_code == 303
    assert form_page(world.program).questions[0].label == "Second"


def test_preview_shows_each_role_its_questions_and_the_words_as_they_are_typed(world, sign_in, live):
    mira = sign_in(world.mira)
    mentor = mira.get(at(world), {"as": "mentor"}, headers={"HX-Request": "true", "HX-Target": "preview"})
    assert ("Years here" in mentor.text, "What have you tried?" in mentor.text) == (True, False)
    assert "<html" not in mentor.text
    assert "What have you tried?" in mira.get(at(world)).text
    part = mira.post(
        at(world, "question_preview"),
        wording(label="Pick <one>", kind="choice", options="a\nb", readers="partner", asked="mentor"),
    )
    assert "Pick &lt;one&gt;" in part.text
    assert "As mentors see it" in part.text
    assert "the people you are matched with and the coordinators" in part.text
    assert len(Question.objects.all()) == len(KINDS)
    assert mira.post(at(world, "question_preview"), {}).status_code == 200


def test_words_of_a_question_are_text_wherever_they_are_shown(world, sign_in, client):
    evil = "<b id=evil>bold</b>"
    facts = {"hint": evil, "kind": "choice", "options": [evil, "b"], "readers": "partner"}
    code = add_question(by=world.mira, program=world.program, label=evil, **facts).code
    publish_form(by=world.mira, program=world.program)
    mira = sign_in(world.mira)
    pages = [client.get(join(world)), mira.get(at(world)), mira.get(at(world, "question", code))]
    pages.append(mira.post(at(world, "question_preview"), wording(label=evil, hint=evil)))
    record_answers(enrolment=world.enrolment(world.ben), answers={code: evil})
    person = [world.program.code, world.cohort.code, world.ben.code]
    pages.append(mira.get(reverse("programs:person", args=person)))
    pages.append(sign_in(world.ada).get(reverse("sessions:partner", args=[world.ada_ben.code])))
    assert [(evil in page.text, "&lt;b id=evil&gt;" in page.text) for page in pages] == [(False, True)] * 6


@pytest.mark.parametrize("count", [1, 3, 30])
def test_builder_costs_the_same_however_many_questions_there_are(
    world, sign_in, django_assert_num_queries, count
):
    for number in range(count):
        add_question(by=world.mira, program=world.program, label=f"Question {number}")
    mira = sign_in(world.mira)
    with django_assert_num_queries(7):
        mira.get(at(world))


def test_applicant_answers_every_kind_and_each_role_gets_its_own(world, client, filled):
    page = client.get(join(world))
    assert page.text.count("You and the coordinators of this program") > len(KINDS) - 2
    assert client.post(join(world), filled()).status_code == 303
    gus = Person.objects.get(email="gus@orchard.example")
    kept = {
        (one.enrolment.role, one.question.label): one.text
        for table in (Answer, SharedAnswer)
        for one in table.objects.filter(enrolment__person=gus)
    }
    both = {
        "Which site?": "Lyon",
        "Which floor?": "First, left",
        "How to meet?": "Video\nPhone",
        "How sure?": "4",
        "Been here before?": "no",
    }
    assert kept == {
        **{(role, label): text for role in ("mentor", "mentee") for label, text in both.items()},
        ("mentee", "What have you tried?"): "Books.",
        ("mentor", "Years here"): "12",
    }


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("long", ""),
        ("long", "x" * 2001),
        ("short", "x" * 301),
        ("choice", "Third"),
        ("choices", ["Video", "Fax"]),
        ("scale", "6"),
        ("number", "61"),
        ("number", "many"),
        ("yes_no", "perhaps"),
    ],
)
def test_wrong_answer_is_refused_beside_its_question_and_all_that_was_typed_is_kept(
    world, client, live, filled, name, value
):
    answer = client.post(join(world), filled(**{name: value}))
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [live[name]]
    assert "Lead a design review." in answer.text
    assert ("Lyon" if name != "short" else "Books.") in answer.text
    assert not Person.objects.filter(email="gus@orchard.example").exists()


def test_question_of_mentees_is_not_needed_of_somebody_who_only_mentors(world, client, filled):
    assert client.post(join(world), filled(long="") | {"roles": ["mentor"]}).status_code == 303


def test_form_that_changed_while_it_was_filled_in_is_shown_again_with_what_was_typed(world, client, filled):
    add_question(by=world.mira, program=world.program, label="One more")
    publish_form(by=world.mira, program=world.program)
    answer = client.post(join(world), filled())
    assert answer.status_code == 422
    assert "changed meanwhile" in answer.context["form"].non_field_errors()[0]
    assert ("One more" in answer.text, "Lyon" in answer.text) == (True, True)
    assert client.post(join(world), filled() | {"version": "2"}).status_code == 303


def test_answers_are_in_the_form_again_for_whoever_changes_them(world, sign_in, live, filled):
    Enrolment.objects.filter(person=world.fay).update(state="applied")
    fay = sign_in(world.fay)
    fay.post(join(world), filled() | {"roles": ["mentee"]})
    form = fay.get(join(world)).context["form"]
    assert {name: form[field].value() for name, field in live.items() if name != "number"} == {
        name: value for name, value in GIVEN.items() if name != "number"
    }


def test_coordinator_reads_all_answers_and_the_partner_what_was_shared(world, sign_in, filled):
    Enrolment.objects.filter(person=world.ben).update(state="applied")
    sign_in(world.ben).post(join(world), filled() | {"roles": ["mentee"]})
    person = reverse("programs:person", args=[world.program.code, world.cohort.code, world.ben.code])
    seen = sign_in(world.mira).get(person).text
    assert ("Lyon" in seen, "Video, Phone" in seen, "asked in version 1" in seen) == (True, True, True)
    space = reverse("sessions:space", args=[world.ada_ben.code])
    partner = reverse("sessions:partner", args=[world.ada_ben.code])
    ada = sign_in(world.ada)
    assert partner in ada.get(space).text
    page = ada.get(partner).text
    assert ("Video, Phone" in page, "Lyon" in page) == (True, False)
    assert sign_in(world.cleo).get(partner).status_code == 404
