"""Being written."""

from django.http import Http404, HttpRequest, HttpResponse


def welcome(request: HttpRequest, **kwargs: str) -> HttpResponse:
    raise Http404


def profile(request: HttpRequest, **kwargs: str) -> HttpResponse:
    raise Http404
