"""A program's own words in its mails: for everybody of it, so nothing of them is private."""

from collections.abc import Callable

from django.urls import reverse

from tests.access import places
from tests.access.row import COORDINATOR_ONLY, Row
from tests.world import World


def a_moment(world: World) -> dict[str, str]:
    return {**places.program(world), "kind": "matched"}


ROUTES = {
    "programs:program_mail_texts": Row(COORDINATOR_ONLY, to=places.program),
    "programs:program_mail_text": Row(COORDINATOR_ONLY, post=422, to=a_moment),
    "programs:program_mail_text_reset": Row(COORDINATOR_ONLY, 405, 303, 405, to=a_moment),
}
MADE: dict[str, Callable] = {}
AUTHORS: dict[str, str] = {}
QUERYSETS: dict[tuple[str, str], str] = {}


def plant(world: World, word: Callable[[str], str]) -> None:
    """There is no private text in it."""


def addresses(world: World) -> list[str]:
    return [reverse("programs:program_mail_text", args=[world.program.code, "matched"])]
