"""Being written."""

from django.http import Http404, HttpRequest, HttpResponse


def people(request: HttpRequest, **kwargs: str) -> HttpResponse:
    raise Http404


def person_new(request: HttpRequest, **kwargs: str) -> HttpResponse:
    raise Http404


def person(request: HttpRequest, **kwargs: str) -> HttpResponse:
    raise Http404


def person_edit(request: HttpRequest, **kwargs: str) -> HttpResponse:
    raise Http404
