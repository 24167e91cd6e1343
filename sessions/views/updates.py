"""Short updates between meetings: what moved, what is in the way."""

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from mentorship.accounts.http import PageRequest
from mentorship.accounts.once import once
from mentorship.lib.pages import redirect_to, render_page, safe_next, wants_part
from programs.models import Part
from sessions.access import Seat, get_goal, get_seat_with
from sessions.actions.messages import post_update
from sessions.forms.messages import UpdateForm
from sessions.queries.frame import frame_of
from sessions.queries.messages import goal_choices, updates_of

PARTS = {"updates": "updates"}


@require_http_methods(["GET", "HEAD", "POST"])
@once
def updates(request: PageRequest, code: str) -> HttpResponse:
    seat = get_seat_with(request.user, code, Part.MESSAGES)
    goals = goal_choices(seat)
    form = UpdateForm(request.POST if request.method == "POST" else None, goals=goals)
    if form.is_valid():
        number = form.cleaned_data.get("goal")
        goal = get_goal(seat, int(number)) if number else None
        if form.attempt(lambda: post_update(by=seat.me, goal=goal, **form.facts())):
            if not wants_part(request):
                return redirect_to(request, safe_next(request, _here(request, seat)))
            name = seat.partner.enrolment.person.first_name
            said = _("Posted. %(name)s can read it now.") % {"name": name}
            return _page(request, seat, UpdateForm(goals=goals), said)
    return _page(request, seat, form)


def _here(request: PageRequest, seat: Seat) -> str:
    return str(redirect_to(request, "sessions:updates", seat.mentorship.code)["Location"])


def _page(request: PageRequest, seat: Seat, form: UpdateForm, said: str = "") -> HttpResponse:
    page = {
        "frame": frame_of(seat),
        "updates": updates_of(seat),
        "update_form": form,
        "form": form,
        "next": safe_next(request, ""),
        "said": said,
    }
    return render_page(request, "sessions/updates.html", page, parts=PARTS, status=form.status)
