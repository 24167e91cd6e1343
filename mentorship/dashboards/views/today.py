"""Today: what is next, for each of the three people."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from mentorship.accounts.http import PageRequest
from mentorship.dashboards.queries.today import today_of
from mentorship.lib.pages import render_page
from programs.queries.roles import roles_of


@require_safe
def front(request: HttpRequest) -> HttpResponse:
    return redirect("dashboards:today")


@require_safe
def today(request: PageRequest) -> HttpResponse:
    page = today_of(request.user, roles_of(request.user))
    return render_page(request, "dashboards/today.html", {"page": page})
