"""Being written."""

from django.http import Http404, HttpRequest, HttpResponse


def cohort_new(request: HttpRequest, **kwargs: str) -> HttpResponse:
    raise Http404


def cohort(request: HttpRequest, **kwargs: str) -> HttpResponse:
    raise Http404


def cohort_dates(request: HttpRequest, **kwargs: str) -> HttpResponse:
    raise Http404
