"""Being written."""

from django.http import Http404, HttpRequest, HttpResponse


def join(request: HttpRequest, **kwargs: str) -> HttpResponse:
    raise Http404


def sent(request: HttpRequest, **kwargs: str) -> HttpResponse:
    raise Http404


def status(request: HttpRequest, **kwargs: str) -> HttpResponse:
    raise Http404


def withdraw(request: HttpRequest, **kwargs: str) -> HttpResponse:
    raise Http404
