"""Long runs: a page for whoever started one, and for nobody else. How the server does: its owners."""

from collections.abc import Callable

from mentorship.work import queue
from mentorship.work.models import Job
from tests.access import places
from tests.access.row import COORDINATOR_ONLY, OWNER_ONLY, Row
from tests.world import World


def a_job(world: World) -> places.Kwargs:
    return {"code": queue.add("import", subject_id=1, by=world.mira).code}


def a_failed_job(world: World) -> places.Kwargs:
    kwargs = a_job(world)
    Job.objects.filter(**kwargs).update(state="failed")
    return kwargs


ROUTES = {
    "dashboards:job": Row(COORDINATOR_ONLY, to=a_job),
    "dashboards:job_poll": Row(COORDINATOR_ONLY, get=303, to=a_job),
    "dashboards:job_cancel": Row(COORDINATOR_ONLY, 405, 303, 405, to=a_job),
    "dashboards:job_again": Row(COORDINATOR_ONLY, 405, 303, 405, to=a_job),
    "dashboards:job_seen": Row(COORDINATOR_ONLY, 405, 303, 405, to=a_job),
    "dashboards:system": Row(OWNER_ONLY),
    "dashboards:system_mail_again": Row(OWNER_ONLY, 405, 422, 405),
    "dashboards:system_job_again": Row(OWNER_ONLY, 405, 303, 405, to=a_failed_job),
}
MADE: dict[str, Callable[[World, str], object]] = {}
AUTHORS: dict[str, str] = {}
QUERYSETS: dict[tuple[str, str], str] = {}


def plant(world: World, word: Callable[[str], str]) -> None:
    """A job knows ids only: there is no text to plant."""


def addresses(world: World) -> list[str]:
    return []
