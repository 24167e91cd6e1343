"""Being written."""

from django.http import Http404, HttpRequest, HttpResponse


def goal_new(request: HttpRequest, **kwargs: object) -> HttpResponse:
    raise Http404


def goal(request: HttpRequest, **kwargs: object) -> HttpResponse:
    raise Http404


def goal_edit(request: HttpRequest, **kwargs: object) -> HttpResponse:
    raise Http404


def goal_state(request: HttpRequest, **kwargs: object) -> HttpResponse:
    raise Http404
