"""Being written."""

from django.http import Http404, HttpRequest, HttpResponse


def milestone_new(request: HttpRequest, **kwargs: object) -> HttpResponse:
    raise Http404


def milestone_reached(request: HttpRequest, **kwargs: object) -> HttpResponse:
    raise Http404


def milestone_move(request: HttpRequest, **kwargs: object) -> HttpResponse:
    raise Http404
