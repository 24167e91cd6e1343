"""What somebody gets by mail: their own pages, and signed addresses that need no sign-in."""

from django.urls import reverse

from mentorship.notifications.fewer import fewer_link, stop_link
from tests.access import places
from tests.access.row import PUBLIC, SIGNED_IN, Row
from tests.world import World


def _token(link: str) -> places.Kwargs:
    return {"token": link.rstrip("/").rsplit("/", 1)[-1]}


def a_kind(world: World) -> places.Kwargs:
    return _token(fewer_link(world.ben.user, "goal"))


def a_line(world: World) -> places.Kwargs:
    return _token(stop_link(world.ben.user, "goal-k7f3-1"))


ROUTES = {
    "dashboards:notifications": Row(SIGNED_IN, post=422),
    "dashboards:happened": Row(SIGNED_IN),
    # Whoever holds the mail may stop it, signed in as anybody or not at all.
    "dashboards:fewer": Row(PUBLIC, post=200, to=a_kind),
    "dashboards:stop_line": Row(PUBLIC, post=200, to=a_line),
}
MADE: dict = {}
AUTHORS: dict[str, str] = {}
QUERYSETS: dict = {}


def plant(world: World, word) -> None:
    """Nothing private is written here."""


def addresses(world: World) -> list[str]:
    return [reverse("dashboards:notifications"), reverse("dashboards:happened")]
