"""Inviting, and the answers."""

from datetime import timedelta
from threading import Barrier, Thread

import pytest
from allauth.account.models import EmailAddress
from django.db import connection, connections

from mentorship.lib import clock
from mentorship.lib.codes import hashed
from mentorship.lib.refusals import Conflict, Refusal
from mentorship.notifications.models import Delivery
from programs.actions.invitations import (
    accept_invitation,
    decline_invitation,
    invite,
    invite_coordinator,
    link_to_copy,
    renew_invitation,
    signs_in,
)
from programs.actions.mentorships import end_mentorship
from programs.models import AuditEvent, Invitation, StaffRole
from tests import make


@pytest.fixture
def place(world):
    return make.enrolment(world.cohort, "mentee", make.person(world.orchard, "Gus"), state="applied")


def test_invitation_keeps_only_the_hash_of_its_token(world, place):
    made = invite(enrolment=place, by=world.mira)
    again = Invitation.objects.get(pk=made.pk)
    assert (again.token, again.token_hash) == (made.token, hashed(made.token))
    assert made.token not in str(Invitation.objects.values_list().get(pk=made.pk))
    assert Invitation.objects.with_token(made.token).get() == made


def test_second_invitation_ends_the_first_and_its_mail(world, place):
    first = invite(enrolment=place, by=world.mira)
    second = invite(enrolment=place, by=world.mira)
    first.refresh_from_db()
    assert (first.is_open, second.is_open) == (False, True)
    mails = Delivery.objects.filter(occurrence__kind="invitation").order_by("pk")
    assert [(one.occurrence.subject_id, one.state) for one in mails] == [
        (first.pk, "cancelled"),
        (second.pk, "due"),
    ]


def test_link_to_copy_is_the_open_one_and_showing_it_is_written_down(world, place):
    mailed = invite(enrolment=place, by=world.mira)
    shown = [link_to_copy(enrolment=place, by=world.mira) for _ in range(2)]
    assert shown == [mailed, mailed]
    assert AuditEvent.objects.filter(verb="invitation.link_shown", actor=world.mira).count() == 2


def test_link_a_coordinator_saw_signs_in_only_where_no_mail_can_ask_the_mailbox(world, place, settings):
    made = invite(enrolment=place, by=world.mira)
    assert (made.shown_at, signs_in(made)) == (None, True)
    shown = link_to_copy(enrolment=place, by=world.mira)
    assert (shown.shown_at is None, signs_in(shown)) == (False, False)
    settings.MAIL_WORKS = False
    assert signs_in(shown) is True


@pytest.mark.parametrize("mail_works", (True, False))
def test_link_never_opens_the_account_of_somebody_matched(world, settings, mail_works):
    """Ada never signed in, but her account reads what Ben writes. Fay's reads nothing yet."""
    settings.MAIL_WORKS = mail_works
    to_ada, to_fay = (invite(enrolment=world.enrolment(one), by=world.mira) for one in (world.ada, world.fay))
    assert (signs_in(to_ada), signs_in(to_fay)) == (False, True)
    end_mentorship(mentorship=world.ada_ben, by=world.mira)
    assert signs_in(to_ada) is False


def test_link_to_somebody_matched_is_not_shown_while_it_would_open_nothing(world, settings):
    settings.MAIL_WORKS = False
    with pytest.raises(Refusal, match="Ada is matched"):
        link_to_copy(enrolment=world.enrolment(world.ada), by=world.mira)
    assert link_to_copy(enrolment=world.enrolment(world.fay), by=world.mira).is_open
    settings.MAIL_WORKS = True
    assert link_to_copy(enrolment=world.enrolment(world.ada), by=world.mira).is_open


def test_address_is_verified_by_a_mailed_link_and_not_by_one_a_coordinator_saw(world, place):
    for who, shown in ((place, False), (world.enrolment(world.fay), True)):
        made = invite(enrolment=who, by=world.mira)
        if shown:
            link_to_copy(enrolment=who, by=world.mira)
        accept_invitation(invitation=made)
        assert EmailAddress.objects.get(user=made.user).verified is not shown


def test_invitation_to_an_address_another_account_verified_is_accepted_without_taking_it(world, place):
    made = invite(enrolment=place, by=world.mira)
    EmailAddress.objects.create(user=world.eve.user, email=made.user.email, verified=True)
    accept_invitation(invitation=made)
    place.refresh_from_db()
    assert (place.state, EmailAddress.objects.get(user=made.user).verified) == ("accepted", False)


@pytest.mark.parametrize("state", ("declined", "withdrawn"))
def test_somebody_who_left_is_not_invited(world, place, state):
    place.state = state
    place.save()
    with pytest.raises(Conflict, match="not taking part"):
        invite(enrolment=place, by=world.mira)
    assert Invitation.objects.count() == 0


def test_link_opens_fresh_accounts_only(world, place):
    made = invite(enrolment=place, by=world.mira)
    assert signs_in(made) is True
    made.user.last_login = clock.now()
    assert signs_in(made) is False
    made.user.last_login = None
    made.user.set_password("something long")
    assert signs_in(made) is False
    made.user.set_unusable_password()
    make.enrolment(world.cohort, "mentor", place.person)  # the same program: nothing new to read
    assert signs_in(made) is True
    make.enrolment(make.cohort(make.program(world.orchard)), "mentor", place.person)
    assert signs_in(made) is False


def test_invitation_is_answered_once(world, place):
    made = invite(enrolment=place, by=world.mira)
    accept_invitation(invitation=made)
    place.refresh_from_db()
    assert (place.state, made.is_open) == ("accepted", False)
    for answer in (accept_invitation, decline_invitation):
        with pytest.raises(Conflict, match="already answered"):
            answer(invitation=Invitation.objects.get(pk=made.pk))
    place.refresh_from_db()
    assert place.state == "accepted"


def test_declining_a_place_that_was_given_withdraws(world):
    fay = world.enrolment(world.fay)
    decline_invitation(invitation=invite(enrolment=fay, by=world.mira))
    fay.refresh_from_db()
    assert fay.state == "withdrawn"


def test_coordinator_is_asked_once_and_coordinates_after_saying_yes(world):
    asked = invite_coordinator(program=world.program, email=" Nina@Orchard.example ", by=world.mira)
    assert asked.user.email == "nina@orchard.example"
    assert StaffRole.objects.of(asked.user).count() == 0
    accept_invitation(invitation=asked)
    assert StaffRole.objects.coordinators().filter(program=world.program, user=asked.user).count() == 1
    with pytest.raises(Refusal, match="already coordinates"):
        invite_coordinator(program=world.program, email="nina@orchard.example", by=world.mira)


def test_renewal_is_for_those_that_ran_out_and_at_most_one_an_hour(world, place):
    made = invite(enrolment=place, by=world.mira)
    renew_invitation(invitation=made)
    assert Invitation.objects.count() == 1  # still open
    with clock.at(clock.now() + timedelta(days=8)):
        renew_invitation(invitation=made)
        renew_invitation(invitation=made)
        assert (Invitation.objects.count(), Invitation.objects.open().count()) == (2, 1)
    place.state = "withdrawn"
    place.save()
    with clock.at(clock.now() + timedelta(days=30)):
        renew_invitation(invitation=made)
        assert Invitation.objects.count() == 2


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_two_presses_at_once_use_an_invitation_once():
    cohort = make.cohort(make.program(make.organisation()))
    place = make.enrolment(cohort, "mentee", state="applied")
    made = invite(enrolment=place, by=make.coordinator(cohort.program))
    barrier, answers = Barrier(4), []

    def press() -> None:
        mine = Invitation.objects.get(pk=made.pk)
        barrier.wait()
        try:
            accept_invitation(invitation=mine)
            answers.append("yes")
        except Conflict:
            answers.append("late")
        finally:
            connections.close_all()

    threads = [Thread(target=press) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (sorted(answers), connection.vendor) == (["late", "late", "late", "yes"], "postgresql")
