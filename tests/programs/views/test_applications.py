"""The queue of applications in the browser."""

from datetime import timedelta

import pytest
from django.urls import reverse

from mentorship.lib import clock
from mentorship.notifications.mail import render_mail
from mentorship.notifications.models import Occurrence
from programs.actions.enrolments import accept, decline
from programs.actions.invitations import invite
from programs.emails import enrolments as emails
from programs.models import Enrolment
from tests import make


def at(world, name="applications"):
    return reverse(f"programs:{name}", args=[world.program.code, world.cohort.code])


@pytest.fixture
def gus(world):
    person = make.person(world.orchard, "Gustav Öberg", email="gus@orchard.example")
    return make.enrolment(world.cohort, "mentee", person, state="applied", goal="Speak up in meetings.")


def picked(place, decision, seen="applied", **more):
    return {"pick": f"{place.code}:{seen}", "decision": decision, **more}


def test_queue_shows_the_oldest_first_whether_there_is_room_and_who_was_not_invited(world, sign_in, gus):
    hal = make.enrolment(world.cohort, "mentor", state="applied", capacity=3)
    Enrolment.objects.filter(pk=hal.pk).update(applied_at=make.NOW.replace(year=2020))
    invite(enrolment=make.enrolment(world.cohort, "mentee", state="applied"), by=world.mira)
    page = sign_in(world.mira).get(at(world))
    queue = page.context["queue"]
    assert [one.place for one in queue.new] == [hal, gus]
    assert (str(queue.balance), str(queue.asked)) == (
        "2 mentors with 4 places for 3 mentees",
        "1 mentor with 3 places for 1 mentee",
    )
    assert "Speak up in meetings." in page.text


@pytest.mark.parametrize("count", [1, 3, 30])
def test_queue_costs_the_same_however_many_wait(world, sign_in, django_assert_num_queries, count):
    for number in range(count):
        make.enrolment(
            world.cohort, "mentee", state="applied", waiting_since=make.NOW if number % 2 else None
        )
    mira = sign_in(world.mira)
    with django_assert_num_queries(8):
        mira.get(at(world))


def test_decision_is_read_before_it_is_sent_and_its_words_are_mailed_and_shown(world, sign_in, gus):
    mira = sign_in(world.mira)
    page = mira.get(at(world, "application_decide"), picked(gus, "declined"))
    assert "Decline 1 application" in page.text
    assert (
        page.context["form"]["text"].value().startswith("thank you for your application to Growing together")
    )
    gus.refresh_from_db()
    assert gus.state == "applied"  # looking changed nothing
    said = "thank you.\nWe would be glad to see you in spring."
    answer = mira.post(at(world, "application_decide"), picked(gus, "declined", text=said))
    assert (answer.status_code, answer["Location"]) == (303, at(world))
    mail = render_mail(emails.application_declined(Occurrence.objects.get(kind="application_declined")))
    assert "Hello Gustav," in mail.text
    assert "We would be glad to see you in spring." in mail.text
    assert "We would be glad to see you in spring." in mail.html
    assert "There is no place for you this time" not in mail.text
    assert "glad to see you in spring" in sign_in(gus.person).get(at(world, "join_status")).text


def test_accepting_says_how_many_places_are_left_afterwards(world, sign_in, gus):
    make.enrolment(world.cohort, "mentee")
    page = sign_in(world.mira).get(at(world, "application_decide"), picked(gus, "accepted"))
    assert "Afterwards: 2 mentors with 4 places for 5 mentees." in page.text
    assert "That is 1 place short." in page.text


def test_waiting_list_is_said_to_everybody_in_words_without_a_rank(world, sign_in, gus):
    mira = sign_in(world.mira)
    mira.post(at(world, "application_decide"), picked(gus, "waitlisted"))
    page = mira.get(at(world))
    assert [one.place for one in page.context["queue"].waiting] == [gus]
    status = sign_in(gus.person).get(at(world, "join_status"))
    assert "you are in the next round" in status.text
    mail = render_mail(emails.application_waitlisted(Occurrence.objects.get(kind="application_waitlisted")))
    assert "you are on the waiting list" in mail.text
    assert (
        mira.post(at(world, "application_decide"), picked(gus, "accepted", "waitlisted")).status_code == 303
    )
    waitlisted = Occurrence.objects.get(kind="application_waitlisted")
    assert emails.application_waitlisted(waitlisted) is None


@pytest.mark.parametrize("name", ("applications", "application_decide"))
def test_names_pictures_and_addresses_are_nowhere_in_blind_mode(world, sign_in, gus, name):
    mira = sign_in(world.mira)
    data = {"blind": "on", **(picked(gus, "declined") if name == "application_decide" else {})}
    page = mira.get(at(world, name), data).text
    for secret in ("Gustav", "gus@orchard.example", gus.person.code, 'class="avatar'):
        assert secret not in page.split("<main")[1]
    decline(enrolment=gus, by=world.mira)
    lost = mira.post(at(world, "application_decide"), picked(gus, "accepted", blind="on"))
    assert lost.status_code == 409
    assert lost.context["problem"] == "Somebody else decided on this application meanwhile."
    assert "Gustav" not in lost.text.split("<main")[1]


def test_loser_of_two_is_told_on_the_queue_and_on_the_persons_page(world, sign_in, gus):
    mira = sign_in(world.mira)
    decline(enrolment=gus, by=world.mira)
    lost = mira.post(at(world, "application_decide"), picked(gus, "accepted"))
    said = "Gustav Öberg: this place is already declined."
    assert (lost.status_code, lost.context["problem"]) == (409, said)
    args = [world.program.code, world.cohort.code, gus.person.code, "mentee"]
    press = reverse("programs:accept", args=args)
    late = mira.post(press, {"seen": "applied"})
    assert (late.status_code, late.context["problem"]) == (409, said)
    assert mira.post(press, {"seen": "declined"}).status_code == 303  # “Accept after all”


@pytest.mark.parametrize(
    ("data", "status"),
    [
        ({}, 422),
        ({"decision": "accepted"}, 422),
        ({"decision": "crowned"}, 422),
        ({"decision": "accepted", "pick": "nobody:applied"}, 404),
        ({"decision": "accepted", "text": "x" * 2001}, 422),
    ],
)
def test_odd_decisions_are_refused_and_change_nothing(world, sign_in, gus, data, status):
    data = (
        {"pick": f"{gus.code}:applied", **data}
        if "decision" in data and data["decision"] != "accepted"
        else data
    )
    if "text" in data:
        data = {**data, "pick": f"{gus.code}:applied"}
    assert sign_in(world.mira).post(at(world, "application_decide"), data).status_code == status
    gus.refresh_from_db()
    assert gus.state == "applied"


def test_places_of_another_cohort_and_made_up_states_are_not_there(world, sign_in, gus):
    other = make.enrolment(make.cohort(world.program), "mentee", state="applied")
    mira = sign_in(world.mira)
    for data in (picked(other, "accepted"), picked(gus, "accepted", "crowned")):
        assert mira.post(at(world, "application_decide"), data).status_code == 404


def test_an_empty_queue_says_whether_anybody_has_applied(world, sign_in):
    cohort = make.cohort(world.program)
    mira, where = sign_in(world.mira), [world.program.code, cohort.code]
    make.enrolment(cohort, "mentor")  # added by hand, so no application
    queue = reverse("programs:applications", args=where)
    assert "Nobody has applied yet" in mira.get(queue).content.decode()
    gus = make.enrolment(cohort, "mentee", state="applied", applied_at=clock.now() - timedelta(days=1))
    accept(enrolment=gus, by=world.mira)
    page = mira.get(queue).content.decode()
    assert ("All decided" in page, "Nobody has applied" in page) == (True, False)
