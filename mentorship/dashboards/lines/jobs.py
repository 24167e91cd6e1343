"""Long runs that ended while their starter was elsewhere."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from mentorship.heavy import HEAVY
from mentorship.lib.lines import Line
from mentorship.work.models import Job

ENDED = 49  # before what a cohort asks: somebody waits for this one


@dataclass(frozen=True)
class EndedJob:
    """Done or failed, and not looked at yet."""

    kind: str
    state: str
    code: str


def job_lines(jobs: Iterable[EndedJob]) -> list[Line]:
    return [_line(job) for job in jobs if job.state == Job.State.FAILED or HEAVY[job.kind].on_today]


def _line(job: EndedJob) -> Line:
    heavy, failed = HEAVY[job.kind], job.state == Job.State.FAILED
    return Line(
        rank=ENDED,
        key=f"job-{job.code}-{job.state}",
        title=_("This did not work: %(doing)s") % {"doing": heavy.doing} if failed else str(heavy.done),
        detail=str(heavy.nothing) if failed else "",
        url=reverse("dashboards:job", args=[job.code]),
        action=_("See why") if failed else _("See the result"),
        minutes=2 if failed else 1,
        why=_("You started it and it has ended. This line goes away by itself after three days."),
    )
