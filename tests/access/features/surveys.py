"""Start and end surveys: whoever was asked has a page, and nobody else; answers are counted and hold no words."""

from collections.abc import Callable
from datetime import timedelta

from django.urls import reverse

from mentorship.lib import clock
from programs.models import Part
from sessions.models import Survey
from tests.access import places
from tests.access.row import MENTEE_ONLY, Row
from tests.world import World


def asked(world: World) -> Survey:
    """Ben, in a program that turned it on."""
    world.program.chosen_parts = Part.values
    world.program.save()
    until = clock.now() + timedelta(days=9)
    return Survey.objects.create(member=world.member(world.ben), moment="start", until=until)


def own_survey(world: World) -> places.Kwargs:
    asked(world)
    return {**places.own_pair(world), "moment": "start"}


ROUTES: dict[str, Row] = {"sessions:survey": Row(MENTEE_ONLY, post=422, to=own_survey)}
MADE: dict[str, object] = {}
AUTHORS: dict[str, str] = {}
QUERYSETS: dict[tuple[str, str], str] = {}


def plant(world: World, word: Callable[[str], str]) -> None:
    """It has no words, so no canary."""
    asked(world)


def addresses(world: World) -> list[str]:
    return [reverse("sessions:survey", args=[world.ada_ben.code, "start"])]
