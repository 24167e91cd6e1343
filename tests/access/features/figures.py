"""Figures of a cohort: for its coordinators, and nobody's answer in them."""

from collections.abc import Callable

from django.urls import reverse

from tests.access import places
from tests.access.row import COORDINATOR_ONLY, COORDINATORS, Row
from tests.world import World

ROUTES = {
    "dashboards:cohort": Row(COORDINATOR_ONLY, to=places.cohort),
    "dashboards:cohort_health": Row(COORDINATOR_ONLY, to=places.cohort),
    "dashboards:summary": Row(COORDINATOR_ONLY, to=places.cohort),
    "dashboards:reports": Row(COORDINATORS),
}
MADE: dict[str, Callable[[World, str], object]] = {}
AUTHORS: dict[str, str] = {}
QUERYSETS: dict[tuple[str, str], str] = {}


def plant(world: World, word: Callable[[str], str]) -> None:
    """No text of anybody's stands in a figure."""


def addresses(world: World) -> list[str]:
    cohort = [world.program.code, world.cohort.code]
    pages = [reverse(f"dashboards:{name}", args=cohort) for name in ("cohort", "cohort_health", "summary")]
    pages.append(reverse("dashboards:reports"))
    return [*pages, *(f"{page}?as=csv" for page in pages)]
