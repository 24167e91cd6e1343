"""Error pages that are views; the others are templates Django picks by name."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form that did not come from one of our pages, or from one older than the sign-in."""
    return render(request, "403_csrf.html", {}, status=403)
