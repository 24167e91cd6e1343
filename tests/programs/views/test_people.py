"""The people of a cohort, adding one, and one person's page."""

import pytest
from django.urls import reverse

from mentorship.notifications.models import Delivery, Lane
from programs.models import Enrolment, Invitation, Person
from tests import make


def at(world, name="people", *more):
    return reverse(f"programs:{name}", args=[world.program.code, world.cohort.code, *more])


def names(page):
    return [row.name for row in page.context["people"].rows]


def test_people_are_listed_with_state_and_places_used(world, sign_in):
    page = sign_in(world.mira).get(at(world))
    rows = [(row.name, row.role, row.state, row.live, row.capacity) for row in page.context["people"].rows]
    assert rows == [
        ("Ada", "mentor", "matched", 1, 2),
        ("Ben", "mentee", "matched", 1, 1),
        ("Cleo", "mentor", "matched", 1, 2),
        ("Dan", "mentee", "matched", 1, 1),
        ("Fay", "mentee", "accepted", 0, 1),
    ]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({"role": "mentor"}, ["Ada", "Cleo"]),
        ({"state": "matched", "role": "mentee"}, ["Ben", "Dan"]),
        ({"state": "accepted"}, ["Fay"]),
        ({"q": "cLE"}, ["Cleo"]),
        ({"q": "fay@"}, ["Fay"]),
        ({"q": "nobody"}, []),
        ({"role": "made up", "page": "-4"}, ["Ada", "Ben", "Cleo", "Dan", "Fay"]),
        ({"page": "99999999999999999999"}, ["Ada", "Ben", "Cleo", "Dan", "Fay"]),
    ],
)
def test_people_are_filtered_by_the_query_string(world, sign_in, query, expected):
    assert names(sign_in(world.mira).get(at(world), query)) == expected


def test_people_filter_by_htmx_answers_the_rows_only(world, sign_in):
    headers = {"HX-Request": "true", "HX-Target": "rows"}
    part = sign_in(world.mira).get(at(world), {"role": "mentor"}, headers=headers)
    assert part.text.strip().startswith('<div id="rows"')
    assert [name in part.text for name in ("Ada", "Ben", "Cleo", "Dan")] == [True, False, True, False]


def test_people_of_somebody_elses_program_are_not_there(world, sign_in):
    for who in (world.nora, world.otto, world.zed, world.ada):
        assert sign_in(who).get(at(world)).status_code == 404
    assert sign_in(world.mira).get(at(world)).status_code == 200


def test_people_of_a_cohort_under_another_program_are_not_there(world, sign_in):
    other = make.program(world.orchard)
    address = reverse("programs:people", args=[other.code, world.cohort.code])
    assert sign_in(world.mira).get(address).status_code == 404


def test_people_are_paged_by_fifty(world, sign_in):
    for _ in range(50):
        make.enrolment(world.cohort, "mentee")
    client = sign_in(world.mira)
    first, second = client.get(at(world)), client.get(at(world), {"page": 2})
    assert [len(names(first)), len(names(second))] == [50, 5]
    assert (first.context["older"], second.context["newer"]) == ("?page=2", "?page=1")
    assert set(names(first)) & set(names(second)) == set()


@pytest.mark.parametrize("people", (1, 3, 30))
def test_people_list_asks_the_same_number_of_questions_at_any_size(
    world, sign_in, django_assert_num_queries, people
):
    for _ in range(people):
        make.mentorship(world.cohort, world.mira)
    client = sign_in(world.mira)
    with django_assert_num_queries(6):
        client.get(at(world))


@pytest.mark.parametrize("people", (1, 3, 30))
def test_person_page_asks_the_same_number_of_questions_at_any_size(
    world, sign_in, django_assert_num_queries, people
):
    Enrolment.objects.filter(person=world.ada).update(capacity=20)
    for _ in range(min(people, 10)):
        make.mentorship(world.cohort, world.mira, mentor=world.enrolment(world.ada))
    for _ in range(people):
        make.enrolment(world.cohort, "mentee")
    client = sign_in(world.mira)
    with django_assert_num_queries(12):
        client.get(at(world, "person", world.ada.code))


def typed(**changes):
    return {"name": "Gus", "email": "gus@orchard.example", "roles": ["mentor"], "capacity": "3", **changes}


@pytest.mark.parametrize(
    ("headers", "status"), [({}, 303), ({"HX-Request": "true"}, 204)], ids=["plain", "htmx"]
)
def test_person_is_added_and_invited(world, sign_in, headers, status):
    answer = sign_in(world.mira).post(at(world, "person_new"), typed(invite="on"), headers=headers)
    gus = Enrolment.objects.get(person__email="gus@orchard.example")
    to = at(world, "person", gus.person.code)
    assert (answer.status_code, answer.headers.get("HX-Redirect") or answer["Location"]) == (status, to)
    assert (gus.state, gus.capacity, gus.role) == ("applied", 3, "mentor")
    invitation = Invitation.objects.get(enrolment=gus)
    sent = Delivery.objects.get(occurrence__kind="invitation", occurrence__subject_id=invitation.pk)
    assert (sent.occurrence.recipient, sent.lane) == (gus.person.user, Lane.FAST)


def test_person_without_address_takes_part_at_once_and_is_listed_so(world, sign_in):
    client = sign_in(world.mira)
    client.post(at(world, "person_new"), typed(email="", reference="A-17", name="", invite="on"))
    gus = Enrolment.objects.get(person__reference="A-17")
    assert (gus.state, gus.person.user) == ("accepted", None)
    (row,) = client.get(at(world), {"q": "A-17"}).context["people"].rows
    assert (row.name, row.has_address) == ("A-17", False)


def test_person_known_by_address_is_enrolled_and_not_made_twice(world, sign_in):
    address = {"email": "FAY@orchard.example", "name": "Somebody"}
    answer = sign_in(world.mira).post(at(world, "person_new"), typed(**address))
    assert answer.status_code == 303
    fay = Person.objects.get(email="fay@orchard.example")
    assert fay.name == "Fay"
    assert sorted(fay.enrolments.values_list("role", flat=True)) == ["mentee", "mentor"]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"email": "", "reference": ""}, "email"),
        ({"email": "not an address"}, "email"),
        ({"roles": []}, "roles"),
        ({"roles": ["king"]}, "roles"),
        ({"capacity": "21"}, "capacity"),
        ({"name": "x" * 121}, "name"),
        ({"email": "ada@orchard.example"}, "roles"),  # already a mentor here
    ],
)
def test_person_with_bad_input_says_so_and_writes_nothing(world, sign_in, changes, field):
    before = (Person.objects.count(), Enrolment.objects.count())
    answer = sign_in(world.mira).post(at(world, "person_new"), typed(**changes))
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, [field])
    assert (Person.objects.count(), Enrolment.objects.count()) == before


def test_person_with_nul_is_refused(world, sign_in):
    assert sign_in(world.mira).post(at(world, "person_new"), typed(name="a\x00b")).status_code == 400


def test_person_page_shows_facts_and_never_contact_or_words(world, sign_in):
    world.ada.contact, world.ada.introduction = "only by pigeon", "I mend clocks"
    world.ada.save()
    page = sign_in(world.mira).get(at(world, "person", world.ada.code))
    assert "I mend clocks" in page.text
    assert "pigeon" not in page.text  # how somebody likes to be reached is for partners only
    assert [(partner.name, partner.ended_at) for partner in page.context["page"].places[0].partners] == [
        ("Ben", None)
    ]


def test_person_of_another_cohort_is_not_there(world, sign_in):
    client = sign_in(world.mira)
    assert client.get(at(world, "person", world.eve.code)).status_code == 404
    assert client.get(at(world, "person_edit", world.eve.code)).status_code == 404
    for who in (world.nora, world.otto, world.ben):
        assert sign_in(who).get(at(world, "person", world.ada.code)).status_code == 404


def test_person_page_shows_mails_about_this_place_only(world, sign_in):
    elsewhere = make.enrolment(make.cohort(make.program(world.orchard)), "mentor", world.ada)
    make.mentorship(elsewhere.cohort, world.nora, mentor=elsewhere)
    mails = sign_in(world.mira).get(at(world, "person", world.ada.code)).context["page"].mails
    assert [(str(mail.what), mail.state) for mail in mails] == [("You're matched", "due")]


def edit(person, **changes):
    facts = {
        name: getattr(person, name) or ""
        for name in ("name", "email", "reference", "department", "time_zone")
    }
    return {**facts, "languages": "English\nUkrainian", "seniority": "", "line_manager": "", **changes}


def test_person_is_edited(world, sign_in):
    address = at(world, "person_edit", world.ada.code)
    facts = edit(world.ada, department="Post", seniority="3", line_manager="CLEO@orchard.example")
    assert sign_in(world.mira).post(address, facts).status_code == 303
    world.ada.refresh_from_db()
    assert (world.ada.department, world.ada.seniority, world.ada.line_manager) == ("Post", 3, world.cleo)
    assert world.ada.languages == ["English", "Ukrainian"]


def test_address_of_somebody_who_signed_in_is_theirs_to_change(world, sign_in):
    address, facts = at(world, "person_edit", world.ada.code), edit(world.ada, email="mine@orchard.example")
    sign_in(world.ada)
    refused = sign_in(world.mira).post(address, facts)
    assert refused.status_code == 422
    assert refused.context["form"].errors == {
        "email": ["They sign in with this address, so only they can change it."]
    }
    world.ada.refresh_from_db()
    assert world.ada.email == "ada@orchard.example"


def test_address_of_somebody_who_never_signed_in_can_be_corrected(world, sign_in):
    facts = edit(world.fay, email="fay.fox@orchard.example")
    assert sign_in(world.mira).post(at(world, "person_edit", world.fay.code), facts).status_code == 303
    world.fay.refresh_from_db()
    assert (world.fay.email, world.fay.user.email) == ("fay.fox@orchard.example",) * 2


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"email": "ben@orchard.example"}, "email"),
        ({"email": ""}, "email"),
        ({"time_zone": "Mars/Base"}, "time_zone"),
        ({"line_manager": "999999"}, "line_manager"),
        ({"seniority": "9"}, "seniority"),
    ],
)
def test_person_edited_with_bad_input_says_so_and_changes_nothing(world, sign_in, changes, field):
    answer = sign_in(world.mira).post(
        at(world, "person_edit", world.fay.code), edit(world.fay, name="New", **changes)
    )
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, [field])
    world.fay.refresh_from_db()
    assert world.fay.name == "Fay"


def test_somebody_of_another_program_shows_name_and_address_until_they_accept(world, sign_in):
    Person.objects.filter(pk=world.ada.pk).update(department="Press office")
    world.ada.refresh_from_db()
    world.ada.introduction = "I mend clocks"
    world.ada.save()
    other = make.cohort(make.program(world.orchard))
    client = sign_in(make.coordinator(other.program))
    there = {"program": other.program.code, "cohort": other.code}
    client.post(reverse("programs:person_new", kwargs=there), typed(email="ada@orchard.example"))
    page, edit_page = (
        reverse(f"programs:{name}", kwargs={**there, "person": world.ada.code})
        for name in ("person", "person_edit")
    )
    for shut in (client.get(page), client.get(edit_page), client.post(edit_page, edit(world.ada, name="X"))):
        assert "ada@orchard.example" in shut.text
        assert "I mend clocks" not in shut.text
        assert "Press office" not in shut.text
    assert client.get(edit_page).status_code == 409
    place = other.enrolments.get()
    assert client.post(
        reverse("programs:accept", kwargs={**there, "person": world.ada.code, "role": "mentor"})
    )
    place.refresh_from_db()
    assert place.state == "applied"

    sign_in(world.ada).post(
        reverse("programs:invitation", args=[Invitation.objects.get(enrolment=place).token])
    )
    opened = client.get(page)
    assert "I mend clocks" in opened.text
    assert "Press office" in opened.text
    assert client.get(edit_page).status_code == 200
