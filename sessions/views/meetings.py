"""Being written."""

from django.http import Http404, HttpRequest, HttpResponse


def meeting_new(request: HttpRequest, **kwargs: object) -> HttpResponse:
    raise Http404


def meeting_log(request: HttpRequest, **kwargs: object) -> HttpResponse:
    raise Http404


def meeting(request: HttpRequest, **kwargs: object) -> HttpResponse:
    raise Http404


def meeting_move(request: HttpRequest, **kwargs: object) -> HttpResponse:
    raise Http404


def meeting_cancel(request: HttpRequest, **kwargs: object) -> HttpResponse:
    raise Http404


def meeting_missed(request: HttpRequest, **kwargs: object) -> HttpResponse:
    raise Http404
