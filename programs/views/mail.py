"""Being written."""

from django.http import Http404, HttpRequest, HttpResponse


def mail(request: HttpRequest, **kwargs: str) -> HttpResponse:
    raise Http404
