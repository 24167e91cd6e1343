"""What an invitation says, and who is reminded of one."""

from datetime import date, timedelta

import pytest

from mentorship.accounts.models import User
from mentorship.lib import clock
from mentorship.notifications.models import BouncedAddress
from programs.actions.enrolments import accept, withdraw
from programs.actions.invitations import (
    accept_invitation,
    decline_invitation,
    invite,
    invite_coordinator,
    renew_for_reminders,
    renew_invitation,
)
from programs.models import Cohort, Invitation
from programs.queries.invitations import invitation_page, reminders_due
from tests import make


def test_place_says_role_dates_and_who_asks(world):
    make.person(world.orchard, "Mira O.", email="mira@orchard.example")
    page = invitation_page(invite(enrolment=world.enrolment(world.fay), by=world.mira), opens=True)
    assert (page.role, page.asked_by, page.coordinates) == ("mentee", "Mira O.", False)
    assert (page.starts_on, page.ends_on) == (world.cohort.starts_on, world.cohort.ends_on)


def test_role_of_a_coordinator_says_the_program(world):
    asked = invite_coordinator(program=world.program, email="n@x.example", by=world.mira)
    page = invitation_page(asked, opens=False)
    assert (page.program, page.cohort, page.coordinates, page.asked_by) == (
        world.program,
        None,
        True,
        "mira@orchard.example",
    )


# --- whom to remind


@pytest.fixture
def invited(world, frozen) -> Invitation:
    gus = make.person(world.orchard, "Gus", email="gus@orchard.example")
    return invite(enrolment=make.enrolment(world.cohort, "mentee", gus, state="applied"), by=world.mira)


def steps_over(days: int, *, hours: int = 6) -> list[tuple[int, int]]:
    """What the clock finds, looking every few hours: when (in hours after the invitation), and which step."""
    planned, found = set(), []
    for after in range(0, days * 24, hours):
        now = make.NOW + timedelta(hours=after)
        with clock.at(now):
            renew_for_reminders(now)
            for due in reminders_due(now):
                assert due.due_at == make.NOW + timedelta(days=due.step)
                if (due.invitation, due.step) not in planned:  # as the ledger does
                    planned.add((due.invitation, due.step))
                    found.append((after, due.step))
    return found


def test_somebody_silent_is_reminded_three_times_and_then_left_alone(invited):
    assert steps_over(60) == [(24, 1), (15 * 24, 15), (29 * 24, 29)]
    assert Invitation.objects.filter(enrolment=invited.enrolment).count() == 3


def test_after_three_days_away_each_reminder_comes_once(invited):
    assert steps_over(60, hours=72) == [(72, 1), (15 * 24, 15), (30 * 24, 29)]


def test_who_asks_for_a_new_link_is_not_reminded_from_the_beginning(invited):
    with clock.at(make.NOW + timedelta(days=10)):
        renew_invitation(invitation=invited)
    assert steps_over(60) == [(24, 1), (15 * 24, 15), (29 * 24, 29)]


def accepts(world, invited):
    accept_invitation(invitation=invited)


def declines(world, invited):
    decline_invitation(invitation=invited)


def withdraws(world, invited):
    withdraw(enrolment=invited.enrolment, by=world.mira)


def is_here(world, invited):
    accept(enrolment=invited.enrolment, by=world.mira)
    User.objects.filter(pk=invited.user_id).update(last_login=make.NOW)


def bounces(world, invited):
    BouncedAddress.objects.create(user=invited.user, reason="550")


def is_off(world, invited):
    User.objects.filter(pk=invited.user_id).update(is_active=False)


def is_over(world, invited):
    Cohort.objects.filter(pk=world.cohort.pk).update(starts_on=date(2026, 1, 1), ends_on=date(2026, 11, 18))


@pytest.mark.parametrize("change", [accepts, declines, withdraws, is_here, bounces, is_off, is_over])
def test_nobody_is_reminded_of_what_is_settled(world, invited, change):
    assert [due.step for due in reminders_due(make.NOW + timedelta(days=1))] == [1]
    change(world, invited)
    for day in (1, 15, 29):
        assert list(reminders_due(make.NOW + timedelta(days=day))) == []


def test_a_place_accepted_by_a_coordinator_but_never_entered_is_reminded_of(world, invited):
    accept(enrolment=invited.enrolment, by=world.mira)
    assert [due.step for due in reminders_due(make.NOW + timedelta(days=1))] == [1]


def test_the_finder_takes_one_statement_however_many_wait(world, frozen, django_assert_num_queries):
    for _ in range(30):
        invite(enrolment=make.enrolment(world.cohort, "mentee", state="applied"), by=world.mira)
    with django_assert_num_queries(1):
        assert len(list(reminders_due(make.NOW + timedelta(days=1)))) == 30
