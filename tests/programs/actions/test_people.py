"""People and the accounts they sign in with."""

import pytest
from allauth.account.models import EmailAddress

from mentorship.accounts.models import User
from mentorship.lib import clock
from mentorship.lib.refusals import Refusal
from mentorship.notifications.models import BouncedAddress, Delivery, Occurrence
from programs.actions.invitations import invite
from programs.actions.mentorships import end_mentorship
from programs.actions.people import account_for, add_person, edit_person, write_profile
from programs.models import AuditEvent, Enrolment
from tests import make


def test_account_is_made_once_with_its_address_row(db):
    first, second = account_for(" Ada@X.example "), account_for("ada@x.example")
    assert (first, first.email, first.has_usable_password()) == (second, "ada@x.example", False)
    (address,) = EmailAddress.objects.filter(user=first)
    assert (address.primary, address.verified) == (True, False)


def test_person_needs_a_handle_that_nobody_here_has(world):
    make.person(world.orchard, email="", reference="R1")
    for facts, field in (
        ({}, "email"),
        ({"email": "ADA@orchard.example"}, "email"),
        ({"reference": "R1"}, "reference"),
    ):
        with pytest.raises(Refusal) as refused:
            add_person(organisation=world.orchard, **facts)
        assert refused.value.field == field
    elsewhere = add_person(organisation=world.eve.organisation, email="ada@orchard.example")
    assert elsewhere.user == world.ada.user  # the same account, a person of another organisation


def test_account_is_the_one_that_verified_the_address_as_its_second(world):
    """A code sent to the address signs in that account: a second one for it could never be opened."""
    EmailAddress.objects.create(user=world.eve.user, email="second@n.example", verified=True)
    EmailAddress.objects.create(user=world.eve.user, email="third@n.example", verified=False)
    assert account_for("Second@n.example") == world.eve.user
    assert account_for("third@n.example") != world.eve.user


def test_address_given_later_brings_an_account(world):
    known = add_person(organisation=world.orchard, reference="A-1")
    make.enrolment(world.cohort, "mentee", known)
    with pytest.raises(Refusal, match="already has this e-mail"):
        edit_person(person=known, by=world.mira, email="ada@orchard.example")
    given = edit_person(person=known, by=world.mira, email="New@orchard.example")
    assert given.user.email == "new@orchard.example"


@pytest.mark.parametrize("ended", (False, True), ids=["matched", "was matched"])
def test_edit_moves_no_account_of_somebody_matched_unless_mail_to_it_came_back(world, ended):
    """Ada never signed in, but her account already reads what Ben writes."""
    if ended:
        end_mentorship(mentorship=world.ada_ben, by=world.mira)
    user = world.ada.user
    for address in ("ada2@orchard.example", ""):
        with pytest.raises(Refusal, match="They are matched; the address decides"):
            edit_person(person=world.ada, by=world.mira, email=address, reference="R1")
    edit_person(person=world.ada, by=world.mira, department="Post")  # all else is still to edit
    world.ada.refresh_from_db()
    assert (world.ada.user, world.ada.department) == (user, "Post")
    assert not Occurrence.objects.filter(kind="address_changed").exists()

    BouncedAddress.objects.create(user=user, reason="550")
    edit_person(person=world.ada, by=world.mira, email="ada2@orchard.example")
    world.ada.refresh_from_db()
    assert world.ada.user.email == "ada2@orchard.example"
    told = Occurrence.objects.get(kind="address_changed")
    assert (told.subject_id, told.recipient) == (world.member(world.ben).pk, world.ben.user)
    assert AuditEvent.objects.filter(verb="person.address_changed", actor=world.mira).count() == 1


@pytest.mark.parametrize("staff", ("mira@orchard.example", "otto@orchard.example", "mira.two@n.example"))
def test_first_address_of_somebody_matched_is_never_that_of_staff(world, staff):
    EmailAddress.objects.create(user=world.mira, email="mira.two@n.example", verified=True)
    known = add_person(organisation=world.orchard, reference="A-1", name="Ref")
    place = make.enrolment(world.cohort, "mentor", known)
    make.mentorship(world.cohort, world.mira, place, world.enrolment(world.fay))
    with pytest.raises(Refusal, match="somebody who runs programs here"):
        edit_person(person=known, by=world.mira, email=staff)
    known.refresh_from_db()
    assert (known.user, Occurrence.objects.filter(kind="address_changed").count()) == (None, 0)
    edit_person(person=known, by=world.mira, email="ref@orchard.example")
    known.refresh_from_db()
    assert known.user.email == "ref@orchard.example"
    assert Occurrence.objects.get(kind="address_changed").recipient == world.fay.user


def test_address_of_somebody_another_program_knows_stays(world):
    other = make.cohort(make.program(world.orchard))
    place = make.enrolment(other, "mentor", world.fay)
    with pytest.raises(Refusal, match="Another program knows them too"):
        edit_person(person=world.fay, by=world.mira, email="fay2@orchard.example")
    make.coordinator(other.program, world.mira.email)
    edit_person(person=world.fay, by=world.mira, email="fay2@orchard.example")
    assert place.person.user != type(place).objects.get(pk=place.pk).person.user


@pytest.mark.parametrize("state", ("declined", "withdrawn"))
def test_address_of_somebody_who_takes_no_part_stays(world, state):
    Enrolment.objects.filter(person=world.fay).update(state=state)
    with pytest.raises(Refusal, match="take no part in your programs"):
        edit_person(person=world.fay, by=world.mira, email="fay2@orchard.example")
    Enrolment.objects.filter(person=world.fay).update(state="applied")
    assert edit_person(person=world.fay, by=world.mira, email="fay2@orchard.example").user is not None


def test_edit_moves_no_account_that_was_used(world):
    """Whose account a person has decides who reads their mentorship."""
    user = world.ada.user
    user.last_login = clock.now()
    user.save()
    for address in ("mira2@orchard.example", ""):
        with pytest.raises(Refusal, match="only they can change it"):
            edit_person(person=world.ada, by=world.mira, email=address, reference="R1")
    world.ada.refresh_from_db()
    assert world.ada.user == user


def test_edit_swaps_the_one_handle_for_the_other(world):
    known = add_person(organisation=world.orchard, reference="A-1")
    make.enrolment(world.cohort, "mentee", known)
    edit_person(person=known, by=world.mira, email="a1@orchard.example", reference="")
    known.refresh_from_db()
    assert (known.reference, known.user.email) == ("", "a1@orchard.example")


def test_edit_of_an_address_ends_links_sent_to_the_old_one(world):
    sent = invite(enrolment=world.enrolment(world.fay), by=world.mira)
    edit_person(person=world.fay, by=world.mira, email="fay.fox@orchard.example")
    sent.refresh_from_db()
    assert sent.is_open is False
    assert Delivery.objects.get(occurrence__kind="invitation").state == "cancelled"


def test_edit_takes_an_unused_address_back(world):
    edit_person(person=world.fay, by=world.mira, email="", reference="F-1")
    world.fay.refresh_from_db()
    assert (world.fay.email, world.fay.user, world.fay.reference) == ("", None, "F-1")
    assert AuditEvent.objects.filter(verb="person.edited", target=f"person:{world.fay.pk}").count() == 1


def test_profile_sets_the_zone_of_the_account(world):
    write_profile(person=world.ada, time_zone="Asia/Tokyo", languages=["English"])
    world.ada.refresh_from_db()
    assert (world.ada.user.time_zone, world.ada.languages) == ("Asia/Tokyo", ["English"])


def test_account_without_a_zone_takes_its_persons_and_keeps_one_it_chose(world):
    gil = add_person(organisation=world.orchard, email="gil@example.org", time_zone="America/Sao_Paulo")
    assert User.objects.get(email="gil@example.org").time_zone == "America/Sao_Paulo"
    edit_person(person=gil, by=world.mira, time_zone="Asia/Tokyo")
    assert User.objects.get(email="gil@example.org").time_zone == "America/Sao_Paulo"
    edit_person(person=world.fay, by=world.mira, time_zone="Asia/Tokyo")
    assert User.objects.get(pk=world.fay.user.pk).time_zone == "Asia/Tokyo"
