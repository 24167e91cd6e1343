"""One person of a cohort as their coordinator sees them."""

from mentorship.lib import clock
from mentorship.notifications.models import BouncedAddress
from programs.actions.mentorships import end_mentorship
from programs.queries.person_page import person_page
from tests import make


def test_ended_mentorships_stay_listed_with_their_dates(world):
    end_mentorship(mentorship=world.ada_ben, by=world.mira)
    make.mentorship(
        world.cohort, world.mira, mentor=world.enrolment(world.ada), mentee=world.enrolment(world.fay)
    )
    (place,) = person_page(world.mira, world.cohort, world.ada).places
    assert {(one.name, one.ended_at is None) for one in place.partners} == {("Ben", False), ("Fay", True)}
    assert (place.live, place.state) == (1, "matched")


def test_candidates_are_accepted_people_of_the_other_role_with_room(world):
    make.enrolment(world.cohort, "mentee", make.person(world.orchard, "Applied"), state="applied")
    make.enrolment(world.cohort, "mentor", make.person(world.orchard, "Other mentor"))
    make.enrolment(make.cohort(world.program), "mentee", make.person(world.orchard, "Other cohort"))
    (place,) = person_page(world.mira, world.cohort, world.ada).places
    assert [(one.name, one.free) for one in place.candidates] == [("Fay", 1)]
    (fays,) = person_page(world.mira, world.cohort, world.fay).places
    assert [one.name for one in fays.candidates] == ["Ada", "Cleo", "Other mentor"]


def test_somebody_full_or_undecided_has_no_candidates(world):
    (bens,) = person_page(world.mira, world.cohort, world.ben).places
    assert (bens.live, bens.candidates) == (1, [])
    gus = make.person(world.orchard, "Gus")
    make.enrolment(world.cohort, "mentee", gus, state="applied")
    (waiting,) = person_page(world.mira, world.cohort, gus).places
    assert waiting.candidates == []


def test_address_that_bounced_is_said(world):
    assert person_page(world.mira, world.cohort, world.ada).bounced is False
    BouncedAddress.objects.create(user=world.ada.user, reason="550", since=clock.now())
    assert person_page(world.mira, world.cohort, world.ada).bounced is True


def test_both_roles_of_a_person_are_two_places(world):
    make.enrolment(world.cohort, "mentor", world.fay, capacity=3)
    places = person_page(world.mira, world.cohort, world.fay).places
    assert [(one.role, one.enrolment.capacity) for one in places] == [("mentee", 1), ("mentor", 3)]
    assert [one.name for one in places[1].candidates] == []  # nobody is their own mentor
