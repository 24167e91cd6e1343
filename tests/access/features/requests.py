"""Asking the coordinators with or without a partner, the thread of it, and a different match by their hand."""

from collections.abc import Callable
from typing import Any

from django.db.models import Model
from django.urls import reverse

from programs.actions.requests import answer_request, ask_coordinators, close_request, write_again
from programs.models import HelpRequest
from tests.access import places
from tests.access.row import COORDINATOR_ONLY, MENTEE_ONLY, PLACED, Row
from tests.world import World

ONE_PRESS = {"get": 405, "hx": 405}


def bens(world: World, kind: str = HelpRequest.Kind.QUESTION) -> HelpRequest:
    """What Ben asked about him and Ada."""
    return HelpRequest.objects.create(
        cohort=world.cohort,
        author=world.enrolment(world.ben),
        mentorship=world.ada_ben,
        kind=kind,
        text="Help",
    )


def own(world: World) -> dict[str, Any]:
    return {"code": bens(world).code}


def theirs(world: World) -> dict[str, Any]:
    return {**places.cohort(world), **own(world)}


def closed(world: World) -> dict[str, Any]:
    request = bens(world)
    close_request(request=request, by=world.mira, outcome=HelpRequest.Outcome.STAYED)
    return {**places.cohort(world), "code": request.code}


def wish(world: World) -> dict[str, Any]:
    return {**places.cohort(world), "code": bens(world, HelpRequest.Kind.DIFFERENT_MATCH).code}


ROUTES = {
    "programs:ask": Row(PLACED, post=422, to=places.cohort),
    "programs:my_request": Row(MENTEE_ONLY, post=422, to=own),
    "programs:request_assign": Row(COORDINATOR_ONLY, post=303, to=theirs, **ONE_PRESS),
    "programs:request_reopen": Row(COORDINATOR_ONLY, post=303, to=closed, **ONE_PRESS),
    "matching:rematch": Row(COORDINATOR_ONLY, post=422, to=wish),
}
MADE: dict[str, Callable[[World, str], Model]] = {}  # requests and answers are made in changes.py
AUTHORS: dict[str, str] = {}
QUERYSETS: dict[tuple[str, str], str] = {}


def plant(world: World, word: Callable[[str], str]) -> None:
    """A thread of somebody without a partner. Coordinators read it, so it holds no canary."""
    fay = world.enrolment(world.fay)
    request = ask_coordinators(by=fay, kind=HelpRequest.Kind.QUESTION, text="When is the next round?")
    answer_request(request=request, by=world.mira, text="In March.")
    write_again(request=request, by=world.fay.user, text="Thank you, I will wait for it.")


def addresses(world: World) -> list[str]:
    cohort = [world.program.code, world.cohort.code]
    asked = HelpRequest.objects.get(author=world.enrolment(world.fay))
    return [
        reverse("programs:ask", args=cohort),
        reverse("programs:my_request", args=[asked.code]),
        reverse("programs:request", args=[*cohort, asked.code]),
        reverse("matching:rematch", args=[*cohort, asked.code]),
    ]
