"""A file on its way in: mended, downloaded in part, taken back. Coordinators of its program only."""

from collections.abc import Callable

from programs.actions.imports import import_people
from programs.models import PeopleImport
from tests.access import places
from tests.access.row import COORDINATOR_ONLY, Row
from tests.world import World


def upload_with_a_problem(world: World) -> places.Kwargs:
    kwargs = places.upload_with_columns(world)
    upload = PeopleImport.objects.get(number=kwargs["number"])
    upload.content += "Jo,no address\n"
    upload.save()
    return kwargs


def skipped(world: World) -> places.Kwargs:
    kwargs = upload_with_a_problem(world)
    upload = PeopleImport.objects.get(number=kwargs["number"])
    import_people(upload=upload, by=world.mira, skip_problems=True)
    return kwargs


ROUTES = {
    "programs:import_fix": Row(COORDINATOR_ONLY, 405, 303, 405, to=upload_with_a_problem),
    "programs:import_skipped": Row(COORDINATOR_ONLY, to=skipped),
    "programs:import_undo": Row(COORDINATOR_ONLY, 405, 303, 405, to=places.upload_done),
}
MADE: dict[str, Callable[[World, str], object]] = {}
AUTHORS: dict[str, str] = {}
QUERYSETS: dict[tuple[str, str], str] = {}


def plant(world: World, word: Callable[[str], str]) -> None:
    """A file is the coordinators': there is no text of a pair to plant."""


def addresses(world: World) -> list[str]:
    return []
