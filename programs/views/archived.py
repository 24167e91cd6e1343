"""An archived cohort is there to read: what a coordinator sends to its addresses is refused, in one place."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse

from mentorship.lib.pages import render_page
from programs.models import Cohort

# What an archived cohort still takes: being opened again.
TAKEN = {"dashboards:cohort_reopen"}


class ArchivedCohorts:
    """Middleware. 404 stays 404: somebody who may not see the cohort learns nothing by sending to it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Any, args: Any, kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        user, match = getattr(request, "user", None), request.resolver_match
        if request.method != "POST" or "cohort" not in kwargs or user is None or not user.is_authenticated:
            return None
        if match is None or match.view_name in TAKEN:
            return None
        rows = Cohort.objects.visible_to(user).filter(code=kwargs["cohort"], archived_at__isnull=False)
        if (cohort := rows.select_related("program").first()) is None:
            return None
        page = {"cohort": cohort, "program": cohort.program}
        return render_page(request, "programs/archived.html", page, status=409)
