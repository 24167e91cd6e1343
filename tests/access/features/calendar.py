"""One's own calendar: everybody their own page; the feed, whoever holds its secret, and by itself it says nothing."""

from collections.abc import Callable

from django.urls import reverse

from mentorship.accounts.actions.calendar import choose_calendar_words, make_calendar_link
from tests.access import places
from tests.access.row import PUBLIC, SIGNED_IN, Row
from tests.world import World


def secret(world: World) -> places.Kwargs:
    return {"secret": make_calendar_link(user=world.ada.user)}


ROUTES = {
    "sessions:calendar": Row(SIGNED_IN, post=422),
    "sessions:calendar_feed": Row(PUBLIC, to=secret),
}
MADE: dict[str, object] = {}
AUTHORS: dict[str, str] = {}
QUERYSETS: dict[tuple[str, str], str] = {}


def plant(world: World, word: Callable[[str], str]) -> None:
    """Ben wants the place in his calendar, as invitations and feed know; Ada wants nothing."""
    choose_calendar_words(user=world.ben.user, names=True, place=True)


def addresses(world: World) -> list[str]:
    """Ada's feed, which holds her meetings and none of their words, whoever finds it."""
    return [reverse("sessions:calendar"), reverse("sessions:calendar_feed", kwargs=secret(world))]
