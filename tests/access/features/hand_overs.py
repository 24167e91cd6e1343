"""Handing a program over: facts of its coordinators. Nothing private, so nothing to plant."""

from collections.abc import Callable

from tests.access import places
from tests.access.row import COORDINATOR_ONLY, Row
from tests.world import World

ROUTES = {
    "programs:hand_over": Row(COORDINATOR_ONLY, post=422, to=places.program),
    "programs:hand_over_seen": Row(COORDINATOR_ONLY, 405, 303, 405, to=places.program),
    "programs:hand_over_back": Row(COORDINATOR_ONLY, 405, 303, 405, to=places.program),
}
MADE: dict[str, Callable] = {}
AUTHORS: dict[str, str] = {}
QUERYSETS: dict[tuple[str, str], str] = {}


def plant(world: World, word: Callable[[str], str]) -> None:
    """There is no text in it."""


def addresses(world: World) -> list[str]:
    return []
