"""How it goes, on one page to print or to take along; and all cohorts side by side."""

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from mentorship.accounts.http import PageRequest
from mentorship.dashboards.access import require_coordinator
from mentorship.dashboards.forms.periods import PeriodForm
from mentorship.dashboards.queries.cohorts_compared import COHORTS, cohorts_compared
from mentorship.dashboards.queries.definitions import RULE
from mentorship.dashboards.queries.periods import presets_of, query_of
from mentorship.dashboards.queries.summary import MONTHS, SUMMARY, rows_of, summary_of
from mentorship.lib import clock
from mentorship.lib.downloads import wanted_file
from mentorship.lib.pages import render_page
from programs.access import get_cohort_of


@require_safe
def summary(request: PageRequest, program: str, cohort: str) -> HttpResponse:
    found = get_cohort_of(request.user, program, cohort)
    today = clock.today(found.program.zone)
    form = PeriodForm(request.GET if {"since", "until"} & set(request.GET) else None, today=today)
    period = form.period
    told = summary_of(request.user, found, period)
    # A file of other days than those somebody meant would be believed: what cannot be read is said on the page.
    if not form.errors and (file := wanted_file(request, SUMMARY, MONTHS)):
        return file.answer(rows_of(told, file.table), zone=found.program.zone, of=found.code)
    page = {
        "program": found.program,
        "cohort": found,
        "summary": told,
        "lines": SUMMARY,
        "months": MONTHS,
        "rule": RULE,
        "now": clock.now(),
        "form": form,
        "period": period,
        "query": query_of(period),
        "presets": presets_of(found, today, period),
    }
    return render_page(request, "dashboards/summary.html", page, status=form.status)


@require_safe
def reports(request: PageRequest) -> HttpResponse:
    require_coordinator(request.user)
    rows = cohorts_compared(request.user)
    if file := wanted_file(request, COHORTS):
        return file.answer(rows)
    return render_page(request, "dashboards/reports.html", {"rows": rows, "table": COHORTS})
