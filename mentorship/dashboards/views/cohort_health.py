"""Health of a cohort for its coordinator: five panels, and every number of them as a file."""

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from mentorship.accounts.http import PageRequest
from mentorship.dashboards.queries.cohort_health import health_of
from mentorship.dashboards.queries.definitions import DEFINITIONS, RULE
from mentorship.dashboards.queries.health_export import HEALTH, health_rows
from mentorship.lib.downloads import wanted_file
from mentorship.lib.pages import render_page
from programs.access import get_cohort_of


@require_safe
def cohort_health(request: PageRequest, program: str, cohort: str) -> HttpResponse:
    found = get_cohort_of(request.user, program, cohort)
    health = health_of(request.user, found)
    if file := wanted_file(request, HEALTH):
        return file.answer(health_rows(health, found), of=found.code)
    page = {
        "program": found.program,
        "cohort": found,
        "health": health,
        "table": HEALTH,
        "how": DEFINITIONS,
        "rule": RULE,
    }
    return render_page(request, "dashboards/cohort_health.html", page)
