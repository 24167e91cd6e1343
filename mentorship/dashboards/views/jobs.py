"""A long run, for whoever started it: how far it is, and how it ended."""

from django.http import HttpResponse
from django.views.decorators.http import require_POST, require_safe

from mentorship.accounts.http import PageRequest
from mentorship.dashboards.access import get_job
from mentorship.dashboards.queries.jobs import job_page
from mentorship.lib.pages import redirect_to, render_page, wants_part
from mentorship.work import queue

PARTS = {"job": "job"}


@require_safe
def job(request: PageRequest, code: str) -> HttpResponse:
    return render_page(request, "dashboards/job.html", {"page": job_page(get_job(request.user, code))})


@require_safe
def job_poll(request: PageRequest, code: str) -> HttpResponse:
    """The part that moves. When the run has ended the whole page is loaded once more, and nothing asks again."""
    found = get_job(request.user, code)
    if not (wants_part(request) and found.is_live):
        return redirect_to(request, "dashboards:job", code)
    page = job_page(found, said=request.GET.get("said", ""))
    return render_page(request, "dashboards/job.html", {"page": page, "answered": True}, parts=PARTS)


@require_POST
def job_cancel(request: PageRequest, code: str) -> HttpResponse:
    queue.cancel(get_job(request.user, code))
    return redirect_to(request, "dashboards:job", code)


@require_POST
def job_again(request: PageRequest, code: str) -> HttpResponse:
    queue.try_again(get_job(request.user, code))
    return redirect_to(request, "dashboards:job", code)


@require_POST
def job_seen(request: PageRequest, code: str) -> HttpResponse:
    """On to what it made; its line on Today has done its work."""
    found = get_job(request.user, code)
    queue.see(found)
    return redirect_to(request, found.result_path or "dashboards:today")
