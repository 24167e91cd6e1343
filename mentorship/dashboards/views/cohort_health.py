"""Health of a cohort for its coordinator: five panels, and every number of them as CSV."""

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from mentorship.accounts.http import PageRequest
from mentorship.dashboards.queries.cohort_health import health_of
from mentorship.dashboards.queries.definitions import DEFINITIONS, RULE
from mentorship.dashboards.queries.health_export import csv_header, csv_rows
from mentorship.lib.csv_safe import to_csv
from mentorship.lib.pages import render_page
from programs.access import get_cohort_of


@require_safe
def cohort_health(request: PageRequest, program: str, cohort: str) -> HttpResponse:
    found = get_cohort_of(request.user, program, cohort)
    page = {
        "program": found.program,
        "cohort": found,
        "health": health_of(request.user, found),
        "how": DEFINITIONS,
        "rule": RULE,
    }
    return render_page(request, "dashboards/cohort_health.html", page)


@require_safe
def cohort_health_csv(request: PageRequest, program: str, cohort: str) -> HttpResponse:
    found = get_cohort_of(request.user, program, cohort)
    rows = csv_rows(health_of(request.user, found), found)
    answer = HttpResponse("\ufeff" + to_csv(csv_header(), rows), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="health-{found.code}.csv"'
    return answer
