"""Being written."""

from django.http import Http404, HttpRequest, HttpResponse


def program_settings(request: HttpRequest, **kwargs: str) -> HttpResponse:
    raise Http404


def coordinators(request: HttpRequest, **kwargs: str) -> HttpResponse:
    raise Http404


def leave_role(request: HttpRequest, **kwargs: str) -> HttpResponse:
    raise Http404
