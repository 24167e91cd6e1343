"""Being written."""

from django.http import Http404, HttpRequest, HttpResponse


def programs(request: HttpRequest, **kwargs: str) -> HttpResponse:
    raise Http404


def program_new(request: HttpRequest, **kwargs: str) -> HttpResponse:
    raise Http404


def take_role(request: HttpRequest, **kwargs: str) -> HttpResponse:
    raise Http404
