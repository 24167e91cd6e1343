"""Being written."""

from django.http import Http404, HttpRequest, HttpResponse


def accept(request: HttpRequest, **kwargs: str) -> HttpResponse:
    raise Http404


def decline(request: HttpRequest, **kwargs: str) -> HttpResponse:
    raise Http404


def withdraw(request: HttpRequest, **kwargs: str) -> HttpResponse:
    raise Http404


def capacity(request: HttpRequest, **kwargs: str) -> HttpResponse:
    raise Http404


def pair(request: HttpRequest, **kwargs: str) -> HttpResponse:
    raise Http404


def invite(request: HttpRequest, **kwargs: str) -> HttpResponse:
    raise Http404


def link(request: HttpRequest, **kwargs: str) -> HttpResponse:
    raise Http404
