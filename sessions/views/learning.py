"""Both ways: what the two learn from each other, and how their talks go."""

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from mentorship.accounts.http import PageRequest
from mentorship.accounts.once import once
from mentorship.lib.pages import redirect_to, render_page
from mentorship.lib.refusals import Refusal
from programs.models import Part
from sessions.access import Seat, get_learning_entry, get_seat
from sessions.actions.learning import remove_learning, skip_learning, write_learning
from sessions.forms.learning import LearningForm
from sessions.queries.frame import frame_of
from sessions.queries.learning import balance_of, is_asked, learning_of
from sessions.queries.told import told_trend


@require_http_methods(["GET", "HEAD", "POST"])
@once
def learning(request: PageRequest, code: str) -> HttpResponse:
    seat = get_seat(request.user, code)
    name = seat.partner.enrolment.person.first_name
    form = LearningForm(request.POST if request.method == "POST" else None, partner=name)
    if (
        form.is_valid()
        and form.attempt(lambda: write_learning(by=seat.me, text=form.cleaned_data["text"])) is not None
    ):
        messages.success(request, _("Written down. %(name)s can read it now.") % {"name": name})
        return redirect_to(request, "sessions:learning", code)
    return _page(request, seat, form)


@require_POST
def learning_remove(request: PageRequest, code: str) -> HttpResponse:
    seat = get_seat(request.user, code)
    entry = get_learning_entry(seat, request.POST.get("entry", ""))
    try:
        remove_learning(by=seat.me, entry=entry)
    except Refusal as refusal:
        return _refused(request, seat, refusal)
    return redirect_to(request, "sessions:learning", code)


@require_POST
def learning_skip(request: PageRequest, code: str) -> HttpResponse:
    """“Not now” to the question that is asked once."""
    seat = get_seat(request.user, code)
    try:
        skip_learning(by=seat.me)
    except Refusal as refusal:
        return _refused(request, seat, refusal)
    return redirect_to(request, "sessions:learning", code)


def _refused(request: PageRequest, seat: Seat, refusal: Refusal) -> HttpResponse:
    form = LearningForm(partner=seat.partner.enrolment.person.first_name)
    form.refuse(refusal)
    return _page(request, seat, form)


def _page(request: PageRequest, seat: Seat, form: LearningForm) -> HttpResponse:
    frame, entries = frame_of(seat), learning_of(seat)
    page = {
        "frame": frame,
        "form": form,
        "entries": entries,
        "balance": balance_of(seat, entries),
        "asked": is_asked(seat),
        "trend": told_trend(seat) if Part.TOLD_ASKED in frame.parts else None,
    }
    return render_page(request, "sessions/learning.html", page, status=form.status)
