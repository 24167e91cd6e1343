"""What a coordinator presses on a person's page."""

import pytest
from django.urls import reverse

from mentorship.notifications.models import Occurrence
from programs.models import Enrolment, Invitation, Mentorship
from tests import make


def at(world, name, person, role="mentee"):
    return reverse(f"programs:{name}", args=[world.program.code, world.cohort.code, person.code, role])


@pytest.fixture
def gus(world):
    """Somebody who applied as a mentee."""
    return make.enrolment(world.cohort, "mentee", make.person(world.orchard, "Gus"), state="applied")


@pytest.mark.parametrize(
    ("headers", "status"), [({}, 303), ({"HX-Request": "true"}, 204)], ids=["plain", "htmx"]
)
def test_application_is_accepted_and_told(world, sign_in, gus, headers, status):
    answer = sign_in(world.mira).post(at(world, "accept", gus.person), headers=headers)
    assert answer.status_code == status
    gus.refresh_from_db()
    assert gus.state == "accepted"
    told = Occurrence.objects.get(kind="application_accepted")
    assert (told.subject_id, told.recipient) == (gus.pk, gus.person.user)


def test_application_accepted_twice_is_a_conflict(world, sign_in, gus):
    client = sign_in(world.mira)
    assert client.post(at(world, "accept", gus.person)).status_code == 303
    again = client.post(at(world, "accept", gus.person))
    assert (again.status_code, again.context["problem"]) == (409, "Gus: this place is already accepted.")


def test_application_is_accepted_from_the_list_and_goes_back_there(world, sign_in, gus):
    people = reverse("programs:people", args=[world.program.code, world.cohort.code]) + "?state=applied"
    answer = sign_in(world.mira).post(at(world, "accept", gus.person), {"next": people})
    assert answer["Location"] == people


def test_application_is_declined_and_may_be_accepted_after_all(world, sign_in, gus):
    client = sign_in(world.mira)
    client.post(at(world, "decline", gus.person))
    gus.refresh_from_db()
    assert gus.state == "declined"
    client.post(at(world, "accept", gus.person))
    gus.refresh_from_db()
    assert gus.state == "accepted"


def test_withdrawn_person_ends_their_mentorships(world, sign_in):
    client = sign_in(world.mira)
    assert client.post(at(world, "withdraw", world.ben)).status_code == 303
    world.ada_ben.refresh_from_db()
    assert world.ada_ben.state == "ended"
    assert client.post(at(world, "withdraw", world.ben)).status_code == 409
    assert client.get(
        reverse("programs:person", args=[world.program.code, world.cohort.code, world.ben.code])
    )


def test_invitation_link_is_shown_once_and_opens(world, sign_in, gus, client):
    mira = sign_in(world.mira)
    page = mira.get(mira.post(at(world, "link", gus.person))["Location"])
    invitation = Invitation.objects.get(enrolment=gus)
    assert page.context["link"].endswith(reverse("programs:invitation", args=[invitation.token]))
    assert mira.get(page.request["PATH_INFO"]).context["link"] == ""
    assert client.get(page.context["link"].split("8000")[-1]).status_code == 200
    assert Occurrence.objects.filter(kind="invitation").count() == 0  # copied, not mailed


def test_invitation_to_somebody_without_address_is_refused(world, sign_in):
    nobody = make.person(world.orchard, "Hal", email="", reference="A-1")
    make.enrolment(world.cohort, "mentee", nobody)
    for press in ("invite", "link"):
        answer = sign_in(world.mira).post(at(world, press, nobody))
        assert answer.status_code == 422
        assert answer.context["problem"] == "There is no e-mail address for Hal yet. Add one first."


@pytest.mark.parametrize(
    ("mail_works", "sentence"),
    [(True, "with a code first"), (False, "Whoever has this link signs in as Gus")],
)
def test_invitation_link_says_who_could_open_it(world, sign_in, gus, settings, mail_works, sentence):
    settings.MAIL_WORKS = mail_works
    mira = sign_in(world.mira)
    page = mira.get(mira.post(at(world, "link", gus.person))["Location"])
    assert sentence in page.text


@pytest.mark.parametrize("from_mentor", (True, False), ids=["mentor's page", "mentee's page"])
@pytest.mark.parametrize(
    ("headers", "status"), [({}, 303), ({"HX-Request": "true"}, 204)], ids=["plain", "htmx"]
)
def test_two_people_are_paired_by_hand_from_either_page(world, sign_in, from_mentor, headers, status):
    ada, fay = world.enrolment(world.ada), world.enrolment(world.fay)
    here, there = (ada, fay) if from_mentor else (fay, ada)
    address = at(world, "pair", here.person, here.role)
    answer = sign_in(world.mira).post(address, {"partner": there.code}, headers=headers)
    assert answer.status_code == status
    made = Mentorship.objects.active().get(members__enrolment=fay)
    assert {member.enrolment for member in made.members.all()} == {ada, fay}


def test_pairing_offers_those_with_a_free_place_only(world, sign_in):
    address = reverse("programs:person", args=[world.program.code, world.cohort.code, world.ada.code])
    ((_place, _capacity, form),) = sign_in(world.mira).get(address).context["places"]
    assert [str(words) for _code, words in form.fields["partner"].choices] == [
        "Choose a person",
        "Fay (1 free)",
    ]


def test_pairing_over_capacity_with_nobody_or_with_a_stranger_is_refused(world, sign_in):
    client, fay = sign_in(world.mira), world.enrolment(world.fay)
    Enrolment.objects.filter(person=world.ada).update(capacity=1)
    full = client.post(at(world, "pair", world.ada, "mentor"), {"partner": fay.code})
    assert (full.status_code, full.context["problem"]) == (409, "Ada has no place left.")
    nobody = client.post(at(world, "pair", world.ada, "mentor"), {"partner": ""})
    assert (nobody.status_code, nobody.context["problem"]) == (422, "Choose the person to pair with.")
    eve = Enrolment.objects.get(person=world.eve)
    assert client.post(at(world, "pair", world.fay), {"partner": eve.code}).status_code == 404
    assert Mentorship.objects.count() == 2


@pytest.mark.parametrize(
    ("capacity", "sentence"),
    [
        ("0", "Ada has 1 mentorships now; the capacity can't be lower than that."),
        ("21", "Ensure this value is less than or equal to 20."),
        ("-1", "Ensure this value is greater than or equal to 0."),
        ("many", "Enter a whole number."),
        ("", "This field is required."),
    ],
)
def test_capacity_below_what_runs_or_out_of_range_is_refused(world, sign_in, capacity, sentence):
    client, address = sign_in(world.mira), at(world, "capacity", world.ada, "mentor")
    answer = client.post(address, {"capacity": capacity})
    assert answer.status_code == 422
    assert answer.context["form"].errors == {"capacity": [sentence]}
    assert world.enrolment(world.ada).capacity == 2
    assert client.post(address, {"capacity": "1"}).status_code == 303
    assert world.enrolment(world.ada).capacity == 1


@pytest.mark.parametrize("press", ("accept", "decline", "withdraw", "capacity", "pair", "invite", "link"))
def test_presses_of_a_foreign_program_are_not_there_and_a_look_is_no_press(world, sign_in, press):
    for who in (world.nora, world.otto, world.zed, world.ada, world.fay):
        assert sign_in(who).post(at(world, press, world.fay)).status_code == 404
    assert sign_in(world.mira).get(at(world, press, world.fay)).status_code == 405
    assert world.enrolment(world.fay).state == "accepted"
