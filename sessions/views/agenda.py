"""Being written."""

from django.http import Http404, HttpRequest, HttpResponse


def agenda(request: HttpRequest, **kwargs: object) -> HttpResponse:
    raise Http404


def agenda_move(request: HttpRequest, **kwargs: object) -> HttpResponse:
    raise Http404


def agenda_remove(request: HttpRequest, **kwargs: object) -> HttpResponse:
    raise Http404
