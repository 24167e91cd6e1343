"""A cohort with mentorships: five sentences, what needs its coordinator, what is left to do."""

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from mentorship.accounts.http import PageRequest
from mentorship.accounts.links import site_link
from mentorship.dashboards.queries.cohort_health import told_of
from mentorship.dashboards.queries.running import needs_of, running_of
from mentorship.lib import clock
from mentorship.lib.pages import render_page
from programs.access import get_cohort_of
from programs.queries.cohort_overview import overview_of
from programs.queries.endings import stories_of
from programs.views import cohorts as before


@require_safe
def cohort(request: PageRequest, program: str, cohort: str) -> HttpResponse:
    """The address is the one of `programs:cohort`, which knows what there is before anybody is matched."""
    found = get_cohort_of(request.user, program, cohort)
    counts = overview_of(request.user, found)
    if not counts.active and not counts.ended:
        return before.cohort(request, program, cohort)
    page = {
        "cohort": found,
        "program": found.program,
        "counts": counts,
        "running": running_of(request.user, found),
        "needs": needs_of(request.user, found),
        "endings": told_of(found).endings,
        "stories": stories_of(request.user, found),
        "today": clock.today(found.program.zone),
        "join": site_link(reverse("programs:join", args=[found.program.code, found.code])),
    }
    return render_page(request, "dashboards/cohort.html", page)
