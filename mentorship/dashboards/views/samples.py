"""“What they see”: the participant screens of a program with an invented pair, to look at."""

from copy import copy
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.urls import resolve, reverse
from django.utils.module_loading import import_string
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_safe
from django_htmx.middleware import HtmxDetails

from mentorship.accounts.http import PageRequest
from mentorship.accounts.models import User
from mentorship.dashboards.actions.samples import sample_pair
from mentorship.dashboards.queries.samples import ROLES, SCREENS, Sample, addresses, to_look_at
from mentorship.lib.pages import render_page
from programs.access import get_program


@require_safe
def what_they_see(
    request: PageRequest, program: str, role: str = "mentee", screen: str = "today"
) -> HttpResponse:
    found = get_program(request.user, program)
    if role not in ROLES or screen not in SCREENS:
        raise Http404
    with sample_pair(found) as sample:
        here = addresses(sample)
        shown = _shown(request, sample, role, screen, here, program)
    page = {
        "program": found,
        "role": role,
        "screen": screen,
        "title": SCREENS[screen].label,
        "roles": [(key, label) for key, label in ROLES.items()],
        "screens": [(key, one.label) for key, one in SCREENS.items()],
        "shown": shown,
    }
    return render_page(request, "dashboards/what_they_see.html", page)


def _shown(
    request: PageRequest, sample: Sample, role: str, screen: str, here: dict[str, str], program: str
) -> str:
    if screen not in here.values():
        return ""
    links = {
        where: reverse("dashboards:what_they_see", args=[program, role, key]) for where, key in here.items()
    }
    path = next(where for where, key in here.items() if key == screen)
    answer = _answer(request, path, sample.users[role])
    html = to_look_at(answer.content.decode(), links)
    return mark_safe(html)  # noqa: S308 - a page of ours, made by our templates of invented words


def _answer(request: PageRequest, path: str, user: User) -> HttpResponse:
    """The real view, asked by somebody who is not there: with an own session, which is never saved."""
    asked: Any = copy(request)
    asked.path = asked.path_info = path
    asked.method, asked.user, asked.GET, asked.POST = "GET", user, QueryDict(), QueryDict()
    asked.META = {**request.META, "QUERY_STRING": "", "PATH_INFO": path}
    asked.META = {name: value for name, value in asked.META.items() if not name.startswith("HTTP_HX_")}
    asked.session = import_string(f"{settings.SESSION_ENGINE}.SessionStore")()
    asked.resolver_match = resolve(path)
    asked.htmx = HtmxDetails(asked)
    asked.__dict__.pop("trellis_site", None)
    asked.__dict__.pop("_messages", None)
    view, args, kwargs = asked.resolver_match
    answer: HttpResponse = view(_plain(asked), *args, **kwargs)
    return answer


def _plain(request: HttpRequest) -> HttpRequest:
    """Cached headers belong to the request they were read from."""
    request.__dict__.pop("headers", None)
    return request
