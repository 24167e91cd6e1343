"""Being written."""

from django.http import Http404, HttpRequest, HttpResponse


def action_new(request: HttpRequest, **kwargs: object) -> HttpResponse:
    raise Http404


def action_done(request: HttpRequest, **kwargs: object) -> HttpResponse:
    raise Http404
