"""Enrolment by link, and where an application stands."""

from datetime import timedelta
from threading import Barrier, Thread

import pytest
from allauth.core.ratelimit import consume
from django.core.management import call_command
from django.db import connections
from django.test import Client, RequestFactory
from django.urls import reverse

from mentorship.accounts.models import User
from mentorship.lib import clock
from mentorship.notifications.models import Occurrence
from programs.models import Enrolment, Person
from tests import make


def at(world, name="join"):
    return reverse(f"programs:{name}", args=[world.program.code, world.cohort.code])


def typed(**changes):
    facts = {
        "name": "Gus Öberg",
        "email": "gus@orchard.example",
        "roles": ["mentee", "mentor"],
        "goal": "Lead a design review.",
        "goal_kind": "skill",
        "topics_wanted": "speaking\nreviews",
        "topics_offered": "gardening",
        "expertise": "Python, Go",
        "languages": "English\nSwedish",
        "time_zone": "Europe/Stockholm",
        "usual_hours": ["mon-am", "fri-eve"],
        "capacity": "2",
        "contact": "a mail first",
        "shows_contact": "on",
    }
    return {**facts, **changes}


@pytest.mark.parametrize(
    ("headers", "status"), [({}, 303), ({"HX-Request": "true"}, 204)], ids=["plain", "htmx"]
)
def test_unknown_person_applies_for_both_roles(world, client, headers, status):
    answer = client.post(at(world), typed(), headers=headers)
    where = answer.headers.get("HX-Redirect") or answer["Location"]
    assert (answer.status_code, where) == (status, at(world, "join_sent"))
    assert client.get(where).status_code == 200
    gus = Person.objects.get(email="gus@orchard.example")
    assert (gus.name, gus.languages, gus.usual_hours) == (
        "Gus Öberg",
        ["English", "Swedish"],
        ["mon-am", "fri-eve"],
    )
    assert (gus.contact, gus.time_zone) == ("a mail first", "Europe/Stockholm")
    by_role = {one.role: one for one in gus.enrolments.all()}
    assert {role: one.state for role, one in by_role.items()} == {"mentee": "applied", "mentor": "applied"}
    assert (by_role["mentee"].goal, by_role["mentee"].topics) == (
        "Lead a design review.",
        ["speaking", "reviews"],
    )
    assert (by_role["mentor"].expertise, by_role["mentor"].capacity) == (["Python", "Go"], 2)
    told = Occurrence.objects.filter(kind="application_received")
    assert {row.recipient for row in told} == {gus.user}
    assert "_auth_user_id" not in client.session  # an address typed into a form proves nothing


@pytest.mark.parametrize("known", ("ada@orchard.example", "EVE@elsewhere.example"))
def test_known_address_gets_the_same_answer_and_a_mail_and_keeps_its_data(world, client, known):
    people, places = Person.objects.count(), Enrolment.objects.count()
    answer = client.post(at(world), typed(email=known))
    fresh = client.post(at(world), typed(email="new@orchard.example"))
    assert (answer.status_code, answer["Location"]) == (fresh.status_code, fresh["Location"])
    assert (Person.objects.count(), Enrolment.objects.count()) == (people + 1, places + 2)  # the fresh one
    world.ada.refresh_from_db()
    assert world.ada.name == "Ada"
    (told,) = Occurrence.objects.filter(kind="application_known")
    assert told.recipient == User.objects.get(email=known.lower())


def test_form_is_sent_sixty_times_an_hour_from_one_address(world, client, sign_in):
    for number in range(60):
        request = RequestFactory().post(at(world))
        assert consume(request, action="join"), number
    answer = client.post(at(world), typed())
    assert answer.status_code == 429
    assert answer.context["form"].non_field_errors() == [
        "Many people applied from your network just now. Try again in an hour, or sign in first."
    ]
    assert "Lead a design review." in answer.text
    assert not Person.objects.filter(email="gus@orchard.example").exists()
    assert not Occurrence.objects.filter(kind="application_received").exists()
    assert client.get(at(world)).status_code == 200
    assert sign_in(world.eve).post(at(world), typed(roles=["mentor"])).status_code == 303
    assert client.post(at(world), typed(), REMOTE_ADDR="10.0.0.9").status_code == 303


def test_signed_in_person_finds_their_profile_in_the_form_and_applies(world, sign_in):
    world.fay.languages = ["Ukrainian"]
    world.fay.save()
    Enrolment.objects.filter(person=world.fay).update(state="applied", topics=["old"])
    client = sign_in(world.fay)
    form = client.get(at(world)).context["form"]
    assert (form["name"].value(), form["languages"].value(), form["topics_wanted"].value()) == (
        "Fay",
        ["Ukrainian"],
        ["old"],
    )
    assert "email" not in form.fields
    answer = client.post(at(world), typed(roles=["mentee"], topics_wanted="new"))
    assert answer["Location"] == at(world, "join_status")
    assert Enrolment.objects.get(person=world.fay).topics == ["new"]


def test_answers_are_fixed_once_accepted(world, sign_in):
    answer = sign_in(world.fay).post(at(world), typed(roles=["mentee"], goal="Another"))
    assert answer.status_code == 409
    assert answer.context["form"].non_field_errors() == [
        "This was already decided. Ask the coordinators to change it."
    ]
    assert world.enrolment(world.fay).goal == ""


def test_person_of_another_organisation_becomes_one_of_this_too(world, sign_in):
    client = sign_in(world.eve)
    assert client.post(at(world), typed(roles=["mentor"])).status_code == 303
    assert Person.objects.filter(user=world.eve.user).count() == 2
    assert client.get(at(world, "join_status")).status_code == 200


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"name": ""}, "name"),
        ({"email": "nowhere"}, "email"),
        ({"roles": []}, "roles"),
        ({"goal": ""}, "goal"),
        ({"goal": "x" * 1501}, "goal"),
        ({"goal_kind": "fame"}, "goal_kind"),
        ({"time_zone": ""}, "time_zone"),
        ({"time_zone": "Mars/Base"}, "time_zone"),
        ({"usual_hours": ["mon-noon"]}, "usual_hours"),
        ({"capacity": "0"}, "capacity"),
        ({"contact": "x" * 301}, "contact"),
    ],
)
def test_form_with_bad_input_says_so_keeps_the_text_and_writes_nothing(world, client, changes, field):
    people = Person.objects.count()
    answer = client.post(at(world), typed(**changes))
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, [field])
    assert "speaking" in answer.text
    assert Person.objects.count() == people


@pytest.mark.parametrize("days", (-60, 60))
def test_form_is_closed_outside_its_dates(world, client, days):
    with clock.at(clock.now() + timedelta(days=days)):
        assert client.get(at(world)).status_code == 200
        assert "Send" not in client.get(at(world)).text
        assert client.post(at(world), typed()).status_code == 409
    assert not Person.objects.filter(email="gus@orchard.example").exists()


def test_form_of_an_unknown_cohort_is_not_there(world, client):
    other = make.program(world.orchard)
    assert client.get(reverse("programs:join", args=[other.code, world.cohort.code])).status_code == 404
    assert client.get(reverse("programs:join", args=["x", "y"])).status_code == 404


def test_status_shows_four_steps_and_nobody_elses(world, sign_in):
    (one,) = sign_in(world.fay).get(at(world, "join_status")).context["applications"]
    assert [(str(words), state) for words, state, _meta in one.steps] == [
        ("Sent", "done"),
        ("Read", "done"),
        ("Matched", "now"),
        ("First meeting", ""),
    ]
    (matched,) = sign_in(world.ben).get(at(world, "join_status")).context["applications"]
    assert [state for _words, state, _meta in matched.steps] == ["done", "done", "done", "now"]
    for who in (world.eve, world.mira):
        assert sign_in(who).get(at(world, "join_status")).status_code == 404


@pytest.mark.parametrize(
    ("headers", "status"), [({}, 303), ({"HX-Request": "true"}, 204)], ids=["plain", "htmx"]
)
def test_applicant_withdraws_and_may_apply_again(world, sign_in, headers, status):
    client = sign_in(world.fay)
    answer = client.post(at(world, "join_withdraw"), {"role": "mentee"}, headers=headers)
    assert answer.status_code == status
    assert world.enrolment(world.fay).state == "withdrawn"
    assert client.post(at(world, "join_withdraw"), {"role": "mentee"}).status_code == 409
    assert client.post(at(world), typed(roles=["mentee"])).status_code == 303
    assert world.enrolment(world.fay).state == "applied"


def test_withdrawing_from_a_role_one_does_not_have_is_refused(world, sign_in):
    for role in ("mentor", "", "king"):
        answer = sign_in(world.fay).post(at(world, "join_withdraw"), {"role": role})
        assert (answer.status_code, answer.context["problem"]) == (
            422,
            "Choose which role you withdraw from.",
        )
    assert world.enrolment(world.fay).state == "accepted"


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_form_pressed_many_times_at_once_makes_one_person():
    call_command("createcachetable")
    cohort = make.cohort(make.program(make.organisation()))
    path = reverse("programs:join", args=[cohort.program.code, cohort.code])
    barrier, answers = Barrier(6), []

    def press():
        client = Client(raise_request_exception=False)
        barrier.wait()
        try:
            answer = client.post(path, typed())
            answers.append((answer.status_code, answer.headers.get("Location")))
        finally:
            connections.close_all()

    threads = [Thread(target=press) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == [(303, f"{path}sent/")] * 6
    assert Person.objects.get().enrolments.count() == 2
    assert User.objects.get().email == "gus@orchard.example"


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_account_that_joins_from_two_windows_at_once_becomes_one_person():
    cohort = make.cohort(make.program(make.organisation()))
    user = User.objects.create_user("gus@orchard.example")
    path = reverse("programs:join", args=[cohort.program.code, cohort.code])
    barrier, answers = Barrier(6), []

    def press():
        client = Client(raise_request_exception=False)
        client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
        barrier.wait()
        try:
            answers.append(client.post(path, typed()).status_code)
        finally:
            connections.close_all()

    threads = [Thread(target=press) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == [303] * 6
    assert Person.objects.get().enrolments.count() == 2
