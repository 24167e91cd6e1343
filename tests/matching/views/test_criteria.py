"""One criterion: a new one, a change, out of the list, and what it would do."""

from dataclasses import replace

import pytest
from django.urls import reverse

from matching.actions.drafts import run_matching
from matching.actions.rules import save_rules
from matching.engine import DEFAULT_RULES, Criterion, as_plain
from matching.models import RuleVersion
from matching.queries.criteria import rules_of
from programs.actions.answers import record_answers
from programs.actions.questions import add_question, publish_form
from tests import make
from tests.matching.people import fill


@pytest.fixture
def cohort(db):
    return make.cohort(make.program(make.organisation()))


@pytest.fixture
def mira(cohort):
    return make.coordinator(cohort.program)


@pytest.fixture
def client(mira, sign_in):
    return sign_in(mira)


def at(cohort, name="criterion_new", *more):
    return reverse(f"matching:{name}", args=[cohort.program.code, cohort.code, *more])


def typed(**changes):
    usual = {"mentee": "department", "relation": "same", "mentor": "department", "strength": "must"}
    return {**usual, "missing": "half", "do": "save", **changes}


def ask(cohort, mira, label="Which site?", matching="not", asked="both"):
    facts = {"kind": "choice", "options": ["Lyon", "Gent"], "matching": matching, "asked": asked}
    code = add_question(by=mira, program=cohort.program, label=label, **facts).code
    publish_form(by=mira, program=cohort.program)
    return f"q:{code}"


def test_a_new_criterion_is_the_last_of_the_list_and_a_new_version(cohort, client):
    assert client.post(at(cohort), typed())["Location"] == at(cohort, "rules")
    made = Criterion("same-department-department", "same", "department", "department", hard=True)
    assert rules_of(cohort) == (*DEFAULT_RULES, made)
    again = client.post(at(cohort), typed())
    assert (again.status_code, RuleVersion.objects.count()) == (422, 1)
    assert "This is in your list already." in again.content.decode()


@pytest.mark.parametrize(
    "changes, field",
    [
        ({"mentee": "gender"}, "mentee"),
        ({"mentor": "q:abcdefgh"}, "mentor"),
        ({"relation": "more", "n": "1"}, "relation"),
        ({"relation": "wish"}, "relation"),
        ({"mentee": ""}, "mentee"),
        ({"mentee": "expertise"}, "mentee"),
        ({"relation": "within", "mentee": "zone", "mentor": "zone"}, "n"),
        ({"relation": "within", "mentee": "zone", "mentor": "zone", "n": "many"}, "n"),
        ({"relation": "more", "mentee": "seniority", "mentor": "seniority", "n": ""}, "n"),
        ({"relation": "never", "strength": "3"}, "strength"),
        ({"strength": "9"}, "strength"),
        ({"missing": "maybe"}, "missing"),
        ({"relation": "from", "mentor": "origin", "strength": "2"}, "values"),
    ],
)
def test_a_criterion_that_cannot_be_is_422_beside_the_field_and_saves_nothing(cohort, client, changes, field):
    answer = client.post(at(cohort), typed(**changes))
    assert (answer.status_code, RuleVersion.objects.count()) == (422, 0)
    field = {"relation": "mentee"}.get(field, field) if changes.get("relation") == "more" else field
    assert list(answer.context["form"].errors) == [field]
    assert f'id="id_{field}_error"' in answer.content.decode()


def test_what_is_for_the_audit_or_protected_cannot_be_a_criterion(cohort, client, mira):
    for label, matching in (("Do you sing?", "audit"), ("What is your gender?", "not")):
        name = ask(cohort, mira, label, matching)
        answer = client.post(at(cohort), typed(mentee=name, mentor=name))
        assert (answer.status_code, RuleVersion.objects.count()) == (422, 0)
        assert "Matching does not read this." in answer.content.decode()
        assert label not in client.get(at(cohort)).content.decode()


def test_two_questions_of_the_form_are_compared_with_each_other(cohort, client, mira):
    wants, gives = ask(cohort, mira, "I want", asked="mentee"), ask(cohort, mira, "I give", asked="mentor")
    changes = {"mentee": wants, "relation": "wants_offers", "mentor": gives, "strength": "4"}
    client.post(at(cohort), typed(**changes))
    made = rules_of(cohort)[-1]
    assert (made.mentee, made.mentor, made.weight, made.label, made.hard) == (
        wants,
        gives,
        4,
        "I want",
        False,
    )
    assert client.post(at(cohort), typed(**{**changes, "mentee": gives})).status_code == 422


def test_a_criterion_between_two_questions_names_both_wherever_it_is_shown(cohort, client, mira):
    wants, gives = ask(cohort, mira, "I want", asked="mentee"), ask(cohort, mira, "I give", asked="mentor")
    changes = {"mentee": wants, "relation": "wants_offers", "mentor": gives, "strength": "5"}
    line = "“I want” and “I give”: what the mentee wants, the mentor offers"
    assert line in client.post(at(cohort), typed(**changes, do="effect")).content.decode()
    client.post(at(cohort), typed(**changes))
    assert line in client.get(at(cohort, "rules")).content.decode()
    for role, name, text in (("mentee", wants, "Lyon"), ("mentor", gives, "Gent")):
        record_answers(enrolment=make.enrolment(cohort, role), answers={name.removeprefix("q:"): text})
    draft = run_matching(cohort=cohort, by=mira, rules=rules_of(cohort))
    board = client.get(at(cohort, "board", draft.number)).content.decode()
    why = client.get(at(cohort, "why", draft.number, draft.proposals.get().code)).content.decode()
    assert [line in board, line in why] == [True, True]  # beside a weight to try, and as a line of the points
    assert ["not offered: “I want” and “I give”" in page for page in (board, why)] == [True, True]


def test_a_change_keeps_its_place_and_one_that_means_something_else_gets_another_name(cohort, client):
    url = at(cohort, "criterion", "should", "seniority")
    assert client.get(url).context["form"]["n"].value() == 2
    same = typed(mentee="seniority", relation="more", mentor="seniority", n="2", strength="5")
    client.post(url, same)
    assert [one.key for one in rules_of(cohort)] == [one.key for one in DEFAULT_RULES]
    assert rules_of(cohort)[6].weight == 5
    client.post(url, {**same, "n": "3"})
    assert (rules_of(cohort)[6].key, rules_of(cohort)[6].n) == ("more-seniority-seniority", 3)
    assert client.get(url).status_code == 404


def test_a_criterion_is_removed_and_one_of_the_form_is_ignored_instead(cohort, client, mira):
    name = ask(cohort, mira, matching="must_differ")
    client.post(at(cohort, "criterion", "must", "language"), {"do": "remove"})
    assert "language" not in [one.key for one in rules_of(cohort)]
    client.post(at(cohort, "criterion", "must", name), {"do": "remove"})
    left = next(one for one in rules_of(cohort) if one.key == name)
    assert (left.hard, left.weight, left.relation, left.mark) == (False, 0, "different", "must_differ")


def test_a_change_over_newer_rules_is_409_and_keeps_what_was_typed(cohort, client, mira):
    save_rules(cohort=cohort, rules=DEFAULT_RULES[:3], by=mira)
    answer = client.post(at(cohort), typed(seen="0"))
    assert (answer.status_code, RuleVersion.objects.count()) == (409, 1)
    assert answer.context["form"]["mentor"].value() == "department"


@pytest.mark.parametrize("headers", [{}, {"HX-Request": "true", "HX-Target": "effect"}])
def test_the_effect_is_shown_before_anything_is_saved(cohort, client, headers):
    fill(cohort, 2, 3, easy=True)
    people = list(cohort.enrolments.mentors()) + list(cohort.enrolments.mentees().order_by("code"))
    for place, department in zip(people, ("Sales", "Sales", "Sales", "Sales", "Research"), strict=True):
        place.person.department = department
        place.person.save()
    answer = client.post(at(cohort), typed(do="effect"), headers=headers)
    text = " ".join(answer.content.decode().split())
    assert "Removes 2 of 6 pairs. 1 person is left with no option by it." in text
    assert "With all your rules, 4 of 6 pairs are possible. 1 mentee has nobody." in text
    assert ("<html" in text, RuleVersion.objects.count()) == (not headers, 0)


@pytest.mark.parametrize("headers", [{}, {"HX-Request": "true", "HX-Target": "effect"}])
def test_asking_twice_leaves_the_form_to_be_saved_once(cohort, client, headers):
    fill(cohort, 2, 3, easy=True)
    asked = [client.post(at(cohort), typed(do="effect", form_key="one"), headers=headers) for _ in range(2)]
    assert [answer.status_code for answer in asked] == [200, 200]
    saved = [client.post(at(cohort), typed(form_key="one")) for _ in range(2)]
    assert [answer.status_code for answer in saved] == [303, 303]
    assert RuleVersion.objects.count() == 1


def test_half_a_choice_is_no_mistake_while_somebody_chooses(cohort, client):
    headers = {"HX-Request": "true", "HX-Target": "effect"}
    answer = client.post(at(cohort), typed(mentee=""), headers=headers)
    assert (answer.status_code, "cannot be worked out yet" in answer.content.decode()) == (200, True)


LIVE = {"HX-Request": "true", "HX-Target": "effect"}
NUMBER, PLACES = 'name="n"', 'name="values"'


@pytest.mark.parametrize("live", [False, True])
@pytest.mark.parametrize(
    "relation, asked",
    [
        ("same", []),
        ("more", [NUMBER, "How many steps or points at least"]),
        ("within", [NUMBER, "How many steps, points or hours at most"]),
        ("shared_hours", [NUMBER, "How many hours a week at least"]),
        ("from", [PLACES]),
    ],
)
def test_what_only_some_relations_need_is_asked_for_them_alone(cohort, client, relation, asked, live):
    """By a button without JavaScript, at once with it; neither finds a fault in what is not typed yet."""
    sent = typed(relation=relation, do="" if live else "relation", asks="never", missing="zero")
    answer = client.post(at(cohort), sent, headers=LIVE if live else {})
    text = answer.content.decode()
    assert (answer.status_code, "_error" in text, RuleVersion.objects.count()) == (200, False, 0)
    assert [words in text for words in (NUMBER, PLACES)] == [NUMBER in asked, PLACES in asked]
    assert all(words in text for words in asked)
    assert f'name="asks" value="{relation}"' in text
    assert live or '<option value="zero" selected>' in text


def test_what_stands_there_already_is_not_drawn_again_while_somebody_types(cohort, client):
    sent = typed(relation="within", mentee="seniority", mentor="seniority", n="2", asks="within")
    assert NUMBER not in client.post(at(cohort), sent, headers=LIVE).content.decode()
    again = client.post(at(cohort), {**sent, "asks": "more"}, headers=LIVE).content.decode()
    assert 'hx-swap-oob="true"' in again
    assert 'name="n" value="2"' in again


def test_a_change_asks_what_its_relation_needs(cohort, client):
    assert NUMBER in client.get(at(cohort, "criterion", "should", "seniority")).content.decode()
    text = client.get(at(cohort, "criterion", "must", "language")).content.decode()
    assert (NUMBER in text, PLACES in text) == (False, False)


def test_where_mentors_come_from_is_asked_of_them_whatever_else_is_chosen(cohort, client):
    client.post(at(cohort), typed(relation="from", mentor="department", values="outside"))
    made = rules_of(cohort)[-1]
    assert (made.mentee, made.mentor, made.values) == ("", "origin", ("outside",))


def test_a_number_that_was_typed_for_another_relation_says_nothing(cohort, client):
    client.post(at(cohort), typed(n="many", values="outside"))
    assert (rules_of(cohort)[-1].n, rules_of(cohort)[-1].values) == (0, ())


@pytest.mark.parametrize("people", [1, 3, 30])
def test_the_effect_takes_the_same_statements_for_any_number_of_people(
    cohort, client, people, django_assert_num_queries
):
    fill(cohort, people, people)
    with django_assert_num_queries(9):
        client.post(at(cohort), typed(do="effect"))


def test_an_unknown_criterion_is_404(cohort, client):
    for more in (("should", "language"), ("must", "zodiac"), ("never", "topics")):
        assert client.get(at(cohort, "criterion", *more)).status_code == 404


def test_saved_rules_that_name_what_is_protected_by_now_lose_it(cohort, mira):
    name = ask(cohort, mira)
    rule = Criterion("x", "same", name, name, hard=True)
    save_rules(cohort=cohort, rules=(*DEFAULT_RULES, rule), by=mira)
    assert rules_of(cohort)[-1] == replace(rule, label="Which site?")
    ask(cohort, mira, "Another")
    version = RuleVersion.objects.get()
    version.criteria = as_plain((replace(rule, mentee="q:nothing", mentor="q:nothing"),))
    version.save()
    assert rules_of(cohort) == ()
