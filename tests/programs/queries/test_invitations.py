"""What an invitation says."""

from programs.actions.invitations import invite, invite_coordinator
from programs.queries.invitations import invitation_page
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
