"""Finding the second entry of a person, looking at both, making them one."""

from django.urls import reverse

from matching.actions.drafts import run_matching
from matching.models import Leftover
from programs.models import Person
from tests import make


def url(world) -> str:
    return reverse("programs:merge", args=[world.program.code, world.cohort.code, world.ben.code])


def test_the_same_name_is_offered_and_made_one(world, sign_in):
    mira = sign_in(world.mira)
    twin = make.person(world.orchard, "ben", email="b.h@orchard.example")
    make.enrolment(world.cohort, "mentee", twin)
    run_matching(cohort=world.cohort, by=world.mira)
    left = Leftover.objects.filter(enrolment__person=twin).count()
    assert twin.code in mira.get(url(world)).content.decode()
    assert "b.h@orchard.example" in mira.get(url(world), {"other": twin.code}).content.decode()
    assert mira.post(url(world), {"other": twin.code}).status_code == 303
    assert Person.objects.filter(name__iexact="ben").count() == 1
    assert Leftover.objects.filter(enrolment__person=world.ben).count() == left


def test_another_spelling_is_searched_and_a_refusal_says_why(world, sign_in):
    mira = sign_in(world.mira)
    found = mira.get(url(world), {"q": "ada"}).content.decode()
    assert world.ada.code in found
    answer = mira.post(url(world), {"other": world.ada.code})
    assert (answer.status_code, "so they are two people" in answer.content.decode()) == (422, True)


def test_somebody_of_another_organisation_is_not_there(world, sign_in):
    assert sign_in(world.mira).get(url(world), {"other": world.eve.code}).status_code == 404
