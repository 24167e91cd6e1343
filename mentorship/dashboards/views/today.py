"""Today: what is next, for each of the three people; and what may wait until tomorrow."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from mentorship.accounts.http import PageRequest
from mentorship.dashboards.actions.seen import see_today
from mentorship.dashboards.actions.snoozes import put_off
from mentorship.dashboards.context import site_of
from mentorship.dashboards.queries.today import TodayPage, today_of
from mentorship.lib.pages import redirect_to, render_page, wants_part
from mentorship.lib.refusals import Refusal
from mentorship.notifications.choosing import stop_line

PARTS = {"lines": "lines"}


@require_safe
def front(request: HttpRequest) -> HttpResponse:
    return redirect("dashboards:today")


@require_safe
def today(request: PageRequest) -> HttpResponse:
    page, roles = _page(request), site_of(request).roles
    if roles and not roles.coordinates:  # who coordinates looks here for the sake of others
        see_today(request.user)
    return render_page(request, "dashboards/today.html", {"page": page})


@require_POST
def later(request: PageRequest) -> HttpResponse:
    """“Not today”, or “Stop asking”: of a line that stands there. Anything else names nothing."""
    key, before = request.POST.get("line", ""), _page(request)
    shown = [line.key for line in ([before.hero] if before.hero else []) + before.waiting]
    if key not in shown:  # done meanwhile, or pressed twice
        return _answer(request, "", 0)
    said = _("Put off until tomorrow.")
    try:
        if "stop" in request.POST:
            stop_line(user=request.user, key=key)
            said = _("You won’t be asked this again.")
        else:
            put_off(user=request.user, key=key)
    except Refusal as refusal:
        said = refusal.sentence
    return _answer(request, said, shown.index(key))


def _answer(request: PageRequest, said: str, place: int) -> HttpResponse:
    """The lines as they are now, the focus on the one that took its place; without script the page again."""
    if not wants_part(request):
        if said:
            messages.info(request, said)
        return redirect_to(request, "dashboards:today")
    page = _page(request)
    count = 1 + len(page.waiting) if page.hero else 0
    found = {"page": page, "said": said, "focus_on": max(0, min(place, count - 1)), "answered": True}
    return render_page(request, "dashboards/today.html", found, parts=PARTS)


def _page(request: PageRequest) -> TodayPage:
    roles = site_of(request).roles
    if roles is None:
        raise Http404
    return today_of(request.user, roles)
