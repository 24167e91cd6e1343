"""One's own mentorships, and the space of one."""

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from mentorship.accounts.http import PageRequest
from mentorship.lib.pages import render_page
from sessions.access import get_seat
from sessions.forms.meeting_page import ActionForm
from sessions.queries.frame import frame_of
from sessions.queries.mentorships import my_mentorships, past_mentorships
from sessions.queries.space import actions_of, space_of


@require_safe
def mentorships(request: PageRequest) -> HttpResponse:
    page = {"live": my_mentorships(request.user), "past": past_mentorships(request.user)}
    return render_page(request, "sessions/mentorships.html", page)


@require_safe
def space(request: PageRequest, code: str) -> HttpResponse:
    seat = get_seat(request.user, code)
    frame = frame_of(seat)
    page = {
        "frame": frame,
        "space": space_of(seat),
        "groups": actions_of(seat),
        "action_form": ActionForm(partner=frame.partner.first_name),
    }
    return render_page(request, "sessions/space.html", page)
