"""A role that is lent for a holiday is not passed on, and what is planned needs a giver who still has it."""

from datetime import timedelta

import pytest

from mentorship.lib import clock
from mentorship.lib.refusals import Refusal
from programs.actions.hand_overs import end_cover, hand_over_for_good, hand_over_for_holiday, turn_covers
from programs.actions.invitations import invite_coordinator
from programs.actions.program_settings import add_contact, remove_contact
from programs.actions.programs import leave_role
from programs.actions.requests import ask_coordinators, take_request
from programs.models import HelpRequest, Invitation, Program, SafeguardingContact, StaffRole
from tests import make

pytestmark = pytest.mark.django_db
ACTS = {
    "a coordinator invited": lambda program, by, to: invite_coordinator(
        program=program, email="alias@orchard.example", by=by
    ),
    "handed over for good": lambda program, by, to: hand_over_for_good(program=program, by=by, to=to),
    "handed over for later": lambda program, by, to: hand_over_for_holiday(
        program=program, by=by, to=to, from_on=make.some_day(60), until=make.some_day(400)
    ),
    "a contact named": lambda program, by, to: add_contact(
        program=program, email="alias@orchard.example", name="Alias", by=by
    ),
    "a contact removed": lambda program, by, to: remove_contact(
        program=program, contact=SafeguardingContact.objects.earliest("pk"), by=by
    ),
}


def cover(world, *, starts: int = 0, days: int = 7, to=None):
    return hand_over_for_holiday(
        program=world.program,
        by=world.mira,
        to=to or world.nora,
        from_on=make.some_day(starts),
        until=make.some_day(starts + days),
    )


def coordinators(world) -> set[str]:
    roles = StaffRole.objects.coordinators().filter(program=world.program)
    return set(roles.values_list("user__email", flat=True))


@pytest.mark.parametrize("what", ACTS)
def test_a_role_lent_for_a_holiday_is_not_passed_on_and_an_own_one_is(world, what):
    make.safeguarding_contact(world.program, "pat@orchard.example")
    cover(world)
    assert coordinators(world) == {world.mira.email, world.nora.email}
    with pytest.raises(Refusal) as refusal:
        ACTS[what](world.program, world.nora, world.otto)
    assert "for a holiday" in refusal.value.sentence
    assert not Invitation.objects.exists()
    end_cover(program=world.program, by=world.mira)
    ACTS[what](world.program, world.mira, world.otto)


def test_an_owner_and_the_last_who_is_left_may_pass_a_lent_role_on(world):
    cover(world, to=world.otto)
    assert invite_coordinator(program=world.program, email="new@orchard.example", by=world.otto)
    leave_role(program=world.program, by=world.mira)
    assert coordinators(world) == {world.otto.email}


def test_a_cover_whose_giver_has_left_meanwhile_never_begins(world):
    make.coordinator(world.program, "kim@orchard.example")
    planned = cover(world, starts=5)
    leave_role(program=world.program, by=world.mira)
    turn_covers(clock.now() + timedelta(days=6))
    planned.refresh_from_db()
    assert (planned.begun_at, planned.ended_at is None) == (None, False)
    assert coordinators(world) == {"kim@orchard.example"}


@pytest.mark.parametrize("for_good", [True, False])
def test_requests_about_a_mentorship_of_the_taker_stay_with_others(world, for_good):
    """Ben asked about Ada; Ada takes the program over."""
    StaffRole.objects.create(
        user=world.ada.user, organisation=world.orchard, program=world.program, role="coordinator"
    )
    make.coordinator(world.program, "kim@orchard.example")
    request = ask_coordinators(
        by=world.enrolment(world.ben), mentorship=world.ada_ben, kind=HelpRequest.Kind.QUESTION, text="Help"
    )
    take_request(request=request, by=world.mira)
    if for_good:
        hand_over_for_good(program=world.program, by=world.mira, to=world.ada.user)
    else:
        cover(world, to=world.ada.user)
    request.refresh_from_db()
    assert request.assigned == (None if for_good else world.mira)
    assert Program.objects.visible_to(world.ada.user).filter(pk=world.program.pk).exists()
