"""Who coordinates a program, and who was asked to."""

from programs.actions.invitations import accept_invitation, invite_coordinator
from programs.queries.coordinators import coordinators_of
from tests import make


def test_asked_people_become_coordinators_once_they_accept(world):
    make.person(world.orchard, "Nina", email="nina@orchard.example")
    asked = invite_coordinator(program=world.program, email="nina@orchard.example", by=world.mira)
    assert [(one.name, one.email, one.invited) for one in coordinators_of(world.program)] == [
        ("", "mira@orchard.example", False),
        ("Nina", "nina@orchard.example", True),
    ]
    accept_invitation(invitation=asked)
    assert [one.invited for one in coordinators_of(world.program)] == [False, False]
