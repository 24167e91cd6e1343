"""What a coordinator corrects in a mentorship, and putting it back. Facts: no private text anywhere here."""

from collections.abc import Callable
from datetime import time, timedelta
from typing import Any

from django.db.models import Model
from django.urls import reverse

from matching.actions.replacing import replace
from mentorship.lib import clock
from programs.actions.mentorships import end_mentorship
from sessions.actions.corrections import log_for_them
from sessions.queries.wall import When
from tests.access import places
from tests.access.row import COORDINATOR_ONLY, MEMBERS_ONLY, MENTEE_ONLY, SIGNED_IN, Row
from tests.world import World

ONE_PRESS = {"get": 405, "hx": 405}


def pair(world: World) -> dict[str, Any]:
    return {**places.cohort(world), "code": world.ada_ben.code}


def held(world: World) -> dict[str, Any]:
    return {**places.cohort(world), **places.past_meeting(world)}


def ended(world: World) -> dict[str, Any]:
    end_mentorship(mentorship=world.cleo_dan, by=world.mira)
    return {**places.cohort(world), "code": world.cleo_dan.code}


def corrected(world: World) -> dict[str, Any]:
    day = clock.today(world.program.zone) - timedelta(days=9)
    when = When(day, time(9), 45, world.program.zone)
    log_for_them(mentorship=world.ada_ben, by=world.mira, when=when)
    return {**places.own_pair(world), "number": 1}


def followed(world: World) -> dict[str, Any]:
    """Ben's new mentorship, with a goal of his in the one before; Cleo sits opposite."""
    places.goal(world)
    made = replace(
        mentorship=world.ada_ben,
        stays=world.enrolment(world.ben),
        other=world.enrolment(world.cleo),
        by=world.mira,
    )
    return {"code": made.code}


ROUTES = {
    "matching:replace": Row(COORDINATOR_ONLY, post=422, to=lambda world: {**pair(world), "role": "mentor"}),
    "programs:audit": Row(COORDINATOR_ONLY, to=places.program),
    "programs:my_audit": Row(SIGNED_IN),
    "programs:merge": Row(COORDINATOR_ONLY, post=422, to=places.person),
    "programs:pause": Row(COORDINATOR_ONLY, post=303, to=places.place, **ONE_PRESS),
    "programs:resume": Row(COORDINATOR_ONLY, post=409, to=places.place, **ONE_PRESS),
    "programs:late_mentee": Row(COORDINATOR_ONLY, post=422, to=places.cohort),
    "sessions:goals_bring": Row(MENTEE_ONLY, post=303, to=followed),
    "dashboards:mentorship": Row(COORDINATOR_ONLY, to=pair),
    "dashboards:mentorship_log": Row(COORDINATOR_ONLY, post=422, to=pair, **ONE_PRESS),
    "dashboards:mentorship_meeting": Row(COORDINATOR_ONLY, post=422, to=held),
    "dashboards:mentorship_strike": Row(COORDINATOR_ONLY, post=422, to=held),
    "dashboards:mentorship_dates": Row(COORDINATOR_ONLY, post=422, to=pair),
    "dashboards:mentorship_reopen": Row(COORDINATOR_ONLY, post=303, to=ended, **ONE_PRESS),
    "dashboards:mentorships_extend": Row(COORDINATOR_ONLY, post=422, to=places.cohort),
    "dashboards:mentorships_end": Row(COORDINATOR_ONLY, post=422, to=places.cohort),
    "sessions:correction": Row(MEMBERS_ONLY, to=corrected),
    "sessions:correction_back": Row(MEMBERS_ONLY, post=303, to=corrected, **ONE_PRESS),
}
MADE: dict[str, Callable[[World, str], Model]] = {}
AUTHORS: dict[str, str] = {}
QUERYSETS: dict[tuple[str, str], str] = {}


def plant(world: World, word: Callable[[str], str]) -> None:
    """Dates have no words of anybody in them."""


def addresses(world: World) -> list[str]:
    cohort = [world.program.code, world.cohort.code]
    code = world.ada_ben.code
    return [
        reverse("dashboards:mentorship", args=[*cohort, code]),
        reverse("dashboards:mentorship_dates", args=[*cohort, code]),
        reverse("dashboards:mentorship_meeting", args=[*cohort, code, 1]),
        reverse("dashboards:mentorship_strike", args=[*cohort, code, 1]),
        reverse("programs:audit", args=cohort[:1]),
        reverse("programs:my_audit"),
    ]
