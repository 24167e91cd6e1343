"""Being written."""

from django.http import Http404, HttpRequest, HttpResponse


def first_run(request: HttpRequest, **kwargs: str) -> HttpResponse:
    raise Http404
