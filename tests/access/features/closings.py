"""Closing a cohort: what its coordinators write down about it is theirs."""

from collections.abc import Callable
from typing import Any

from django.db.models import Model
from django.urls import reverse

from programs.actions.closings import record_outcome
from programs.models import CohortOutcome
from tests.access import places
from tests.access.row import COORDINATOR_ONLY, MEMBERS_ONLY, Row
from tests.world import World

ONE_PRESS: dict[str, Any] = {"get": 405, "hx": 405, "to": places.cohort}

ROUTES = {
    "dashboards:cohort_close": Row(COORDINATOR_ONLY, to=places.cohort),
    "dashboards:cohort_extend": Row(COORDINATOR_ONLY, post=422, **ONE_PRESS),
    "dashboards:cohort_end_kindly": Row(COORDINATOR_ONLY, post=422, **ONE_PRESS),
    "dashboards:cohort_outcome": Row(COORDINATOR_ONLY, post=303, **ONE_PRESS),
    "dashboards:cohort_thanks": Row(COORDINATOR_ONLY, post=422, **ONE_PRESS),
    "dashboards:cohort_archive": Row(COORDINATOR_ONLY, post=409, **ONE_PRESS),
    "dashboards:cohort_reopen": Row(COORDINATOR_ONLY, post=303, **ONE_PRESS),
    # Only once a mentorship has ended in a program that wants them.
    "sessions:certificate": Row(MEMBERS_ONLY, 404, 405, 404, to=places.own_pair),
    "dashboards:what_they_see_first": Row(COORDINATOR_ONLY, to=places.program),
    "dashboards:what_they_see": Row(
        COORDINATOR_ONLY, to=lambda world: {**places.program(world), "role": "mentor", "screen": "space"}
    ),
}
MADE: dict[str, Callable[[World, str], Model]] = {
    "programs.CohortOutcome": lambda world, text: CohortOutcome.objects.create(
        cohort=world.cohort, worked=text, change=text
    )
}
AUTHORS: dict[str, str] = {}
QUERYSETS = {("programs.CohortOutcome", "visible_to"): "cohort_outcome"}


def plant(world: World, word: Callable[[str], str]) -> None:
    """For coordinators, so it holds no canary."""
    record_outcome(cohort=world.cohort, by=world.mira, worked="The first meetings.", change="Start earlier.")


def addresses(world: World) -> list[str]:
    return [reverse("dashboards:cohort_close", args=[world.program.code, world.cohort.code])]
