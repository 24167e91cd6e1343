"""Check-ins: the answer is counted, a line is the coordinators' because it was addressed to them."""

from collections.abc import Callable
from datetime import timedelta

from mentorship.lib import clock
from sessions.models import CheckIn, CheckInNote
from tests.access.row import Row
from tests.world import World

ROUTES: dict[str, Row] = {}


def a_check_in(world: World) -> CheckIn:
    """Asked of Ben this week, and open."""
    now = clock.now()
    return CheckIn.objects.create(
        member=world.member(world.ben), period=now.date(), about="goals", until=now + timedelta(days=10)
    )


def a_note(world: World, text: str) -> CheckInNote:
    return CheckInNote.objects.create(check_in=a_check_in(world), text=text)


MADE = {"mentoring_sessions.CheckInNote": a_note}
AUTHORS = {"mentoring_sessions.CheckInNote": "ben"}
QUERYSETS = {
    ("mentoring_sessions.CheckInNote", "visible_to"): "check_in_note",
}


def plant(world: World, word: Callable[[str], str]) -> None:
    """What is sent to coordinators they are meant to find: it holds no canary."""
    a_note(world, "We could do with a room.")


def addresses(world: World) -> list[str]:
    return []
