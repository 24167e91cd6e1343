"""Inviting, and the answers."""

from datetime import timedelta
from threading import Barrier, Thread

import pytest
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
