"""Whether one's open goals come along to somebody new."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from mentorship.accounts.http import PageRequest
from mentorship.lib.pages import redirect_to, render_page
from mentorship.lib.refusals import Refusal
from sessions.access import get_seat
from sessions.actions.bringing import bring_goals
from sessions.queries.bringing import open_goals
from sessions.queries.frame import frame_of


@require_http_methods(["GET", "HEAD", "POST"])
def goals_bring(request: PageRequest, code: str) -> HttpResponse:
    seat = get_seat(request.user, code)
    goals = list(open_goals(seat.me))
    if not goals:
        raise Http404
    afresh = request.method != "POST" or "none" in request.GET
    given = [] if afresh else request.POST.getlist("goal")
    refusal: Refusal | None = None
    if request.method == "POST":
        numbers = [int(one) for one in given if one.isascii() and one.isdigit() and len(one) < 10]
        try:
            brought = bring_goals(by=seat.me, numbers=numbers)
        except Refusal as refused:
            refusal = refused
        else:
            said = _("They are here now, in your words.") if brought else _("You begin afresh here.")
            messages.success(request, said)
            return redirect_to(request, "sessions:goals", code)
    page = {
        "frame": frame_of(seat),
        "goals": goals,
        "ticked": given,
        "problem": refusal.sentence if refusal else "",
    }
    status = refusal.status if refusal else 200
    return render_page(request, "sessions/goals_bring.html", page, status=status)
