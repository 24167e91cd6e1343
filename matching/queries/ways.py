"""How pairs come about in a program: its row, or what holds without one."""

from matching.models import PairingWay
from programs.models import Enrolment, Program


def way_of(program: Program) -> PairingWay:
    """What holds: the row of the program, or the usual way."""
    return PairingWay.of(program)


def may_look(place: Enrolment, way: PairingWay) -> bool:
    """Whether this place may see who is on the other side: to wish for somebody, or to ask them.

    A mentor of a program in which mentees look for themselves sees whoever asks, and nobody else.
    """
    if place.state != Enrolment.State.ACCEPTED:
        return False
    return bool(way.wishes) or (way.is_self_match and not place.is_mentor)
