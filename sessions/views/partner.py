"""What the other of two said about themselves, for their partner to read."""

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from mentorship.accounts.http import PageRequest
from mentorship.lib.pages import render_page
from programs.queries.questions import answers_of
from sessions.access import get_seat
from sessions.queries.frame import frame_of


@require_safe
def partner(request: PageRequest, code: str) -> HttpResponse:
    seat = get_seat(request.user, code)
    place = seat.partner.enrolment_id
    page = {
        "frame": frame_of(seat),
        "person": seat.partner.enrolment.person,
        "answers": [
            one for one in answers_of(request.user, [place]).get(place, []) if one.audience == "shared_answer"
        ],
    }
    return render_page(request, "sessions/partner.html", page)
