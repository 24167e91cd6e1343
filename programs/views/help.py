"""Help, at the same place on every page: whom to ask, how it works, who reads what, keys, accessibility."""

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from mentorship.accounts.http import PageRequest
from mentorship.lib.pages import render_page
from programs.queries.guides import GUIDES
from programs.queries.library import pairs_of
from programs.queries.own_requests import asked_by, places_of
from programs.queries.privacy import who_reads_what


@require_safe
def help_page(request: PageRequest) -> HttpResponse:
    page = {
        "pairs": pairs_of(request.user),
        "places": places_of(request.user),
        "asked": asked_by(request.user),
        "readers": who_reads_what(),
        "starts": [GUIDES[f"start-{role}"] for role in ("mentee", "mentor", "coordinator")],
    }
    return render_page(request, "programs/help.html", page)
