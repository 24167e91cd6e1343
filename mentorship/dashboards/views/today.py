"""Today: what is next, for each of the three people."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from mentorship.lib.pages import render_page


@require_safe
def front(request: HttpRequest) -> HttpResponse:
    return redirect("dashboards:today")


@require_safe
def today(request: HttpRequest) -> HttpResponse:
    return render_page(request, "dashboards/today.html", {})
