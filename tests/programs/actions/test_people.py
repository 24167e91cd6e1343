"""People and the accounts they sign in with."""

import pytest
from allauth.account.models import EmailAddress

from mentorship.lib import clock
from mentorship.lib.refusals import Refusal
from mentorship.notifications.models import Delivery
from programs.actions.invitations import invite
from programs.actions.people import account_for, add_person, edit_person, give_email, write_profile
from programs.models import AuditEvent
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


def test_address_given_later_brings_an_account(world):
    known = add_person(organisation=world.orchard, reference="A-1")
    with pytest.raises(Refusal, match="already has this e-mail"):
        give_email(person=known, email="ada@orchard.example")
    assert give_email(person=known, email="New@orchard.example").user.email == "new@orchard.example"


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
