"""The mail that reminds somebody of an invitation."""

from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from django.test import Client

from mentorship.lib import clock
from mentorship.notifications.mail import render_mail
from mentorship.notifications.models import Occurrence
from programs.actions.enrolments import withdraw
from programs.actions.invitations import (
    accept_invitation,
    decline_invitation,
    invite,
    invite_coordinator,
    renew_for_reminders,
)
from programs.emails.invitations import invitation_reminder
from programs.models import Invitation
from programs.queries.invitations import reminders_due
from tests import make

pytestmark = pytest.mark.usefixtures("frozen")


@pytest.fixture
def invited(world) -> Invitation:
    make.person(world.orchard, "Mira O.", email="mira@orchard.example")
    gus = make.person(world.orchard, "Gus", email="gus@orchard.example")
    place = make.enrolment(world.cohort, "mentee", gus, state="applied", goal="A secret goal")
    return invite(enrolment=place, by=world.mira)


def occurrence(invitation: Invitation, step: int) -> Occurrence:
    return Occurrence(
        kind="invitation_reminder",
        subject_id=invitation.pk,
        recipient=invitation.user,
        period=str(step),
        due_at=clock.now(),
    )


def test_it_says_who_asks_and_that_both_answers_are_good(invited):
    with clock.at(make.NOW + timedelta(days=1)):
        mail = render_mail(invitation_reminder(occurrence(invited, 1)))
    assert mail.subject == "Your place in Growing together is still open"
    words = " ".join(mail.text.split())
    assert "Mira O. invited you to take part in Growing together (Autumn) as a mentee" in words
    assert "Yes and no are both good answers, and after a no nobody asks again." in words
    for part in (mail.text, mail.html):
        assert ("the last time" in part, "secret" in part, "please" in part.lower()) == (False, False, False)


@pytest.mark.parametrize("step", [15, 29])
def test_its_link_works_again_when_the_first_has_run_out(invited, step):
    with clock.at(make.NOW + timedelta(days=step)):
        assert renew_for_reminders(clock.now()) == 1
        due = next(reminders_due(clock.now()))
        mail = invitation_reminder(occurrence(Invitation.objects.get(pk=due.invitation), due.step))
        path = urlsplit(mail.context["link"]).path
        assert (due.step, Client().get(path).status_code) == (step, 200)
        assert (invited.token in path, mail.context["last"]) == (False, step == 29)
        assert ("the last time" in render_mail(mail).text) == (step == 29)


ANSWERS = {
    "accepted": lambda world, invited: accept_invitation(invitation=invited),
    "declined": lambda world, invited: decline_invitation(invitation=invited),
    "withdrawn": lambda world, invited: withdraw(enrolment=invited.enrolment, by=world.mira),
    "asked anew": lambda world, invited: invite(enrolment=invited.enrolment, by=world.mira),
    "run out": lambda world, invited: Invitation.objects.update(expires_at=clock.now()),
}


@pytest.mark.parametrize("answer", ANSWERS)
def test_nothing_leaves_after_an_answer_or_with_a_dead_link(world, invited, answer):
    assert invitation_reminder(occurrence(invited, 1)) is not None
    ANSWERS[answer](world, invited)
    assert invitation_reminder(occurrence(invited, 1)) is None


def test_who_was_asked_to_coordinate_is_not_reminded(world, invited):
    asked = invite_coordinator(program=world.program, email="new@orchard.example", by=world.mira)
    assert invitation_reminder(occurrence(asked, 1)) is None
