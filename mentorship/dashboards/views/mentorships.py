"""Who has met: the mentorships of a cohort for its coordinator, on the screen and as a file."""

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from mentorship.accounts.http import PageRequest
from mentorship.dashboards.forms.mentorships import MentorshipsFilter, kept, query_of
from mentorship.dashboards.queries.mentorship_file import MENTORSHIPS
from mentorship.dashboards.queries.mentorships import PAGE, mentorship_page, mentorships_of
from mentorship.lib.downloads import wanted_file
from mentorship.lib.pages import render_page
from programs.access import get_cohort_of

PARTS = {"rows": "rows"}


@require_safe
def mentorships(request: PageRequest, program: str, cohort: str) -> HttpResponse:
    found = get_cohort_of(request.user, program, cohort)
    form = MentorshipsFilter(request.GET)
    wanted = form.chosen()
    if file := wanted_file(request, MENTORSHIPS):
        rows = mentorships_of(request.user, found, wanted)
        return file.answer(rows, zone=found.program.zone, of=found.code)
    listed = mentorship_page(request.user, found, wanted, form.page_number())
    page = {
        "program": found.program,
        "cohort": found,
        "table": MENTORSHIPS,
        "form": form.with_counts(listed.counts),
        "list": listed,
        "rows": listed.rows,
        "filtered": bool(wanted.filters()),
        "kept": kept(wanted),
        "query": query_of(wanted),
        "newer": f"?{query_of(wanted, page=listed.page - 1)}" if listed.page > 1 else "",
        "older": f"?{query_of(wanted, page=listed.page + 1)}" if listed.page * PAGE < listed.total else "",
    }
    return render_page(request, "dashboards/mentorships.html", page, parts=PARTS)
