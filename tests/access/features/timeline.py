"""The timeline of a cohort: everybody in it, and its coordinators; who comes, by name, is the coordinators' to see."""

from collections.abc import Callable

from django.urls import reverse

from programs.actions.timeline import answer_date
from tests import make
from tests.access import places
from tests.access.row import COORDINATOR_ONLY, PLACED, Row
from tests.world import World


def a_date(world: World) -> places.Kwargs:
    return {"date": make.timeline_date(world.cohort, world.mira).code}


def a_date_of_cohort(world: World) -> places.Kwargs:
    return {**places.cohort(world), **a_date(world)}


ROUTES: dict[str, Row] = {
    # Eve's own program has one, too.
    "programs:my_timeline": Row(PLACED | {"eve"}),
    "programs:timeline_date": Row(PLACED, post=422, to=a_date),
    "programs:timeline_calendar": Row(PLACED, to=a_date),
    "programs:timeline": Row(COORDINATOR_ONLY, post=422, to=places.cohort),
    "programs:timeline_usual": Row(COORDINATOR_ONLY, 405, 303, 405, to=places.cohort),
    "programs:timeline_edit": Row(COORDINATOR_ONLY, post=422, to=a_date_of_cohort),
    "programs:timeline_remove": Row(COORDINATOR_ONLY, 405, 303, 405, to=a_date_of_cohort),
}
MADE: dict[str, object] = {}
AUTHORS: dict[str, str] = {}
QUERYSETS: dict[tuple[str, str], str] = {}


def plant(world: World, word: Callable[[str], str]) -> None:
    """Nothing here is private: it holds no canary."""
    one = make.timeline_date(world.cohort, world.mira)
    answer_date(date=one, person=world.ben, answer="yes")


def addresses(world: World) -> list[str]:
    date = a_date(world)["date"]
    cohort = [world.program.code, world.cohort.code]
    return [
        reverse("programs:my_timeline"),
        reverse("programs:timeline_date", args=[date]),
        reverse("programs:timeline", args=cohort),
        reverse("programs:timeline_edit", args=[*cohort, date]),
    ]
