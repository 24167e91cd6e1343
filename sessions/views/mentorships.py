"""Being written."""

from django.http import Http404, HttpRequest, HttpResponse


def mentorships(request: HttpRequest, **kwargs: object) -> HttpResponse:
    raise Http404


def space(request: HttpRequest, **kwargs: object) -> HttpResponse:
    raise Http404
