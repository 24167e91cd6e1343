"""A mentee who comes late, on one form."""

import pytest
from django.urls import reverse

from programs.models import Enrolment, Mentorship, Person
from tests import make


def url(world) -> str:
    return reverse("programs:late_mentee", args=[world.program.code, world.cohort.code])


def gus(world, **more: str) -> dict[str, str]:
    return {"name": "Gus", "email": "gus@orchard.example", "mentor": world.enrolment(world.cleo).code, **more}


def test_a_late_mentee_is_matched_at_once(world, sign_in):
    page = sign_in(world.mira).get(url(world))
    assert "Cleo (1 free)" in page.content.decode()
    assert sign_in(world.mira).post(url(world), gus(world)).status_code == 303
    place = Enrolment.objects.get(person__name="Gus")
    pair = Mentorship.objects.get(members__enrolment=place)
    assert (place.state, pair.members.get(role="mentor").enrolment.person) == ("accepted", world.cleo)


def test_without_a_mentor_they_wait_for_one(world, sign_in):
    assert sign_in(world.mira).post(url(world), gus(world, mentor="")).status_code == 303
    assert Enrolment.objects.get(person__name="Gus").members.count() == 0


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"email": ""}, "Give an e-mail address or a reference"),
        ({"email": "fay@orchard.example"}, "already has this role"),
        ({"mentor": "zzzz"}, "Select a valid choice"),
        ({"email": "not an address"}, "Enter a valid email address"),
    ],
)
def test_what_cannot_be_is_said_and_nothing_is_kept(world, sign_in, given, said):
    before = Person.objects.count()
    answer = sign_in(world.mira).post(url(world), gus(world, **given))
    assert (answer.status_code, said in answer.content.decode()) == (422, True)
    assert (Person.objects.count(), Mentorship.objects.count()) == (before, 2)


def test_somebody_of_another_program_is_asked_and_not_matched_over_their_head(world, sign_in):
    other = make.cohort(make.program(world.orchard))
    make.enrolment(other, "mentee", make.person(world.orchard, "Gus", email="gus@orchard.example"))
    assert sign_in(world.mira).post(url(world), gus(world)).status_code == 409
    assert Mentorship.objects.count() == 2
    assert sign_in(world.mira).post(url(world), gus(world, mentor="")).status_code == 303
    assert Enrolment.objects.get(person__name="Gus", cohort=world.cohort).state == "applied"
