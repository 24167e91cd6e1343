"""What a coordinator corrected between two people: they read it, and put it back if it was wrong."""

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from mentorship.accounts.http import PageRequest
from mentorship.lib.pages import redirect_to, render_page
from mentorship.lib.refusals import Refusal
from sessions.access import Seat, get_correction, get_seat
from sessions.actions.putting_back import put_back
from sessions.models import Correction
from sessions.queries.corrections import correction_card
from sessions.queries.frame import frame_of


@require_safe
def correction(request: PageRequest, code: str, number: int) -> HttpResponse:
    seat = get_seat(request.user, code)
    return _page(request, seat, get_correction(seat, number))


@require_POST
def correction_back(request: PageRequest, code: str, number: int) -> HttpResponse:
    seat = get_seat(request.user, code)
    found = get_correction(seat, number)
    try:
        put_back(by=seat.me, correction=found)
    except Refusal as refusal:
        return _page(request, seat, found, sentence=refusal.sentence, status=refusal.status)
    messages.success(request, _("Put back: it is as it was before."))
    return redirect_to(request, "sessions:correction", code, number)


def _page(
    request: PageRequest, seat: Seat, found: Correction, *, sentence: str = "", status: int = 200
) -> HttpResponse:
    page = {"frame": frame_of(seat), "correction": correction_card(found), "sentence": sentence}
    return render_page(request, "sessions/correction.html", page, status=status)
