"""A coordinator adds somebody to a cohort."""

import pytest
from allauth.account.models import EmailAddress

from mentorship.accounts.models import User
from mentorship.lib.refusals import Conflict, Refusal
from programs.actions.enrolments import accept, decline
from programs.actions.invitations import accept_invitation
from programs.actions.places import add_to_cohort
from programs.models import Enrolment, Invitation, Person
from tests import make
from tests.programs.actions.test_imports import imported


def add(world, **facts):
    return add_to_cohort(cohort=world.cohort, by=world.mira, **{"roles": ["mentor"], **facts})


def test_invited_person_waits_for_their_own_answer_in_each_role(world):
    gus = add(world, roles=["mentor", "mentee"], capacity=3, invite=True, email="gus@x.example", name="Gus")
    places = gus.enrolments.order_by("role").values_list("role", "state", "capacity")
    assert list(places) == [("mentee", "applied", 1), ("mentor", "applied", 3)]
    assert Invitation.objects.open().filter(user=gus.user).count() == 2


def test_person_without_address_or_invitation_takes_part_at_once(world):
    by_reference = add(world, invite=True, reference="A-1")
    uninvited = add(world, email="gus@x.example")
    assert {one.state for one in Enrolment.objects.filter(person__in=[by_reference, uninvited])} == {
        "accepted"
    }
    assert Invitation.objects.count() == 0


def test_known_person_is_found_and_not_renamed(world):
    assert add(world, email="FAY@orchard.example", name="Other") == world.fay
    known = add(world, reference="A-1", name="First")
    assert add(world, reference=" A-1 ", roles=["mentee"], name="Second") == known
    known.refresh_from_db()
    assert (known.name, known.enrolments.count()) == ("First", 2)


def test_refusal_of_one_role_leaves_nothing_half_written(world):
    before = (Person.objects.count(), Enrolment.objects.count())
    with pytest.raises(Refusal, match="already has this role"):
        add(world, roles=["mentor", "mentee"], email="fay@orchard.example", invite=True)
    assert (Person.objects.count(), Enrolment.objects.count(), Invitation.objects.count()) == (*before, 0)


def test_somebody_of_another_program_is_always_asked(world):
    other = make.cohort(make.program(world.orchard))
    nora = make.coordinator(other.program)
    add_to_cohort(cohort=other, by=nora, roles=["mentor"], email="fay@orchard.example")
    place = other.enrolments.get()
    asked = Invitation.objects.open().get(enrolment=place)
    assert (place.person, place.state) == (world.fay, "applied")
    with pytest.raises(Conflict, match="answers the invitation themselves"):
        accept(enrolment=place, by=nora)
    accept_invitation(invitation=asked)
    place.refresh_from_db()
    assert place.state == "accepted"


def test_somebody_of_an_own_program_is_added_at_once(world):
    other = make.cohort(world.program)
    add_to_cohort(cohort=other, by=world.mira, roles=["mentor"], email="fay@orchard.example")
    assert (other.enrolments.get().state, Invitation.objects.count()) == ("accepted", 0)


def test_somebody_who_applied_is_accepted_whatever_else_they_take_part_in(world):
    other = make.cohort(make.program(world.orchard))
    nora = make.coordinator(other.program)
    place = make.enrolment(other, "mentor", world.fay, state="applied")
    decline(enrolment=place, by=nora)
    assert accept(enrolment=place, by=nora).state == "accepted"


def test_import_finds_the_account_that_verified_an_address_as_its_second(world):
    EmailAddress.objects.create(user=world.eve.user, email="second@n.example", verified=True)
    before = User.objects.count()
    imported(world, "name,email\nE,second@n.example\nF,new@n.example\n")
    assert Person.objects.get(email="second@n.example").user == world.eve.user
    assert User.objects.count() == before + 1


def test_import_asks_somebody_of_another_program_and_takes_the_rest(world):
    other = make.cohort(make.program(world.orchard))
    gus = make.person(world.orchard, "Gus", email="gus@orchard.example")
    make.enrolment(other, "mentor", gus)
    imported(world, "name,email\nGus,gus@orchard.example\nNew,new@n.example\n", accept=True)
    places = Enrolment.objects.filter(
        cohort=world.cohort, person__email__in=["gus@orchard.example", "new@n.example"]
    )
    assert dict(places.values_list("person__name", "state")) == {"Gus": "applied", "New": "accepted"}
    assert [one.enrolment.person for one in Invitation.objects.open()] == [gus]
