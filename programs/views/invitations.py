"""Being written."""

from django.http import Http404, HttpRequest, HttpResponse


def invitation(request: HttpRequest, **kwargs: str) -> HttpResponse:
    raise Http404


def decline(request: HttpRequest, **kwargs: str) -> HttpResponse:
    raise Http404


def renew(request: HttpRequest, **kwargs: str) -> HttpResponse:
    raise Http404
