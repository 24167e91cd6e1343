"""A place in a cohort: given, applied for, decided, withdrawn."""

import pytest
from django.dispatch import Signal

from mentorship.lib.refusals import Conflict, Refusal
from mentorship.notifications import ledger
from mentorship.notifications.models import Delivery, Occurrence
from programs import events
from programs.actions.enrolments import accept, apply, decline, enrol, withdraw
from programs.actions.invitations import invite
from programs.models import AuditEvent, Enrolment, Invitation
from tests import make


@pytest.fixture
def gus(world):
    return make.person(world.orchard, "Gus")


@pytest.fixture
def heard():
    """The enrolments whose withdrawal was announced."""
    found: list[Enrolment] = []

    def listen(signal: Signal, enrolment: Enrolment, **_: object) -> None:
        found.append(enrolment)

    events.participant_withdrew.connect(listen)
    yield found
    events.participant_withdrew.disconnect(listen)


def states(kind):
    return list(Delivery.objects.filter(occurrence__kind=kind).order_by("pk").values_list("state", flat=True))


def test_enrolled_person_takes_part_at_once_and_only_once_in_a_role(world, gus):
    place = enrol(cohort=world.cohort, person=gus, role="mentor", by=world.mira, capacity=3)
    assert (place.state, place.capacity, place.decided_at is None) == ("accepted", 3, False)
    with pytest.raises(Refusal, match="already has this role"):
        enrol(cohort=world.cohort, person=gus, role="mentor", by=world.mira)
    assert enrol(cohort=world.cohort, person=gus, role="mentee", by=world.mira).pk != place.pk


def test_application_is_received_once_however_often_it_is_changed(world, gus):
    first = apply(cohort=world.cohort, person=gus, role="mentee", goal="One", topics=["a"])
    again = apply(cohort=world.cohort, person=gus, role="mentee", goal="Two", topics=["b"])
    assert (again.pk, again.goal, again.topics, again.state) == (first.pk, "Two", ["b"], "applied")
    assert Occurrence.objects.filter(kind="application_received").count() == 1


@pytest.mark.parametrize("state", ("accepted", "declined"))
def test_application_that_was_decided_is_not_changed(world, gus, state):
    make.enrolment(world.cohort, "mentee", gus, state=state, goal="Old")
    with pytest.raises(Conflict, match="already decided"):
        apply(cohort=world.cohort, person=gus, role="mentee", goal="New")
    assert Enrolment.objects.get(person=gus).goal == "Old"


def test_accepting_replaces_the_mail_that_says_received(world, gus):
    place = apply(cohort=world.cohort, person=gus, role="mentee", goal="One")
    accept(enrolment=place, by=world.mira)
    assert (place.state, states("application_received"), states("application_accepted")) == (
        "accepted",
        ["cancelled"],
        ["due"],
    )
    assert AuditEvent.objects.filter(verb="enrolment.accepted", target=f"enrolment:{place.pk}").count() == 1


def test_declining_ends_the_open_invitation(world, gus):
    place = make.enrolment(world.cohort, "mentee", gus, state="applied")
    asked = invite(enrolment=place, by=world.mira)
    decline(enrolment=place, by=world.mira)
    asked.refresh_from_db()
    assert (asked.is_open, states("invitation"), place.state) == (False, ["cancelled"], "declined")


def test_somebody_who_takes_part_cannot_be_declined(world):
    with pytest.raises(Conflict, match="already accepted"):
        decline(enrolment=world.enrolment(world.fay), by=world.mira)
    assert world.enrolment(world.fay).state == "accepted"


def test_withdrawing_ends_mentorships_and_invitations_and_is_announced(world, heard):
    ben = world.enrolment(world.ben)
    invite(enrolment=ben, by=world.mira)
    withdraw(enrolment=ben, by=world.mira)
    world.ada_ben.refresh_from_db()
    world.cleo_dan.refresh_from_db()
    assert (world.ada_ben.state, world.cleo_dan.state, ben.state) == ("ended", "active", "withdrawn")
    assert Invitation.objects.open().count() == 0
    assert heard == [ben]
    with pytest.raises(Conflict, match="already withdrawn"):
        withdraw(enrolment=ben, by=world.mira)
    assert heard == [ben]


def test_withdrawing_rolls_back_when_a_listener_fails(world):
    def fail(**_: object) -> None:
        raise RuntimeError

    events.participant_withdrew.connect(fail)
    try:
        with pytest.raises(RuntimeError):
            withdraw(enrolment=world.enrolment(world.ben), by=world.mira)
    finally:
        events.participant_withdrew.disconnect(fail)
    world.ada_ben.refresh_from_db()
    assert (world.ada_ben.state, world.enrolment(world.ben).state) == ("active", "accepted")


def test_answer_given_twice_is_a_mail_each_time(world, gus):
    """Declined by mistake and accepted after all: the second answer must arrive too."""
    place = make.enrolment(world.cohort, "mentee", gus, state="applied")
    decline(enrolment=place, by=world.mira)
    accept(enrolment=place, by=world.mira)
    assert (states("application_declined"), states("application_accepted")) == (["due"], ["due"])
    ledger.settle("application_declined", subject_id=place.pk)
    assert states("application_declined") == ["cancelled"]
