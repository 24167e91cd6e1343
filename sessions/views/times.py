"""Three times: proposing them, picking one, taking them back."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from mentorship.accounts.http import PageRequest
from mentorship.accounts.once import once
from mentorship.accounts.zones import zone
from mentorship.lib.pages import redirect_to, render_page
from mentorship.lib.refusals import Refusal
from sessions.access import Seat, get_proposed_time, get_seat, get_times_proposal, require
from sessions.actions.proposals import pick_time, propose_times, take_times_back
from sessions.forms.times import TimesForm
from sessions.policies import can_write
from sessions.queries.clocks import clocks_before
from sessions.queries.frame import frame_of
from sessions.queries.times import ProposalCard, as_last_time, open_proposal, proposal_card


@require_http_methods(["GET", "HEAD", "POST"])
@once
def times(request: PageRequest, code: str) -> HttpResponse:
    """What is open between the two, and the form for three times: proposing, or answering with one's own."""
    seat, wall = get_seat(request.user, code), zone(timezone.get_current_timezone_name())
    require(can_write(seat.mentorship))
    form = TimesForm(request.POST) if request.method == "POST" else TimesForm(initial=as_last_time(seat))
    if form.is_valid():
        facts = {name: form.cleaned_data[name] for name in ("place", "channel")}
        if form.attempt(lambda: propose_times(by=seat.me, times=form.times(wall), **facts)):
            name = seat.partner.enrolment.person.first_name
            messages.success(request, _("Sent. %(name)s picks one, and it is booked.") % {"name": name})
            return redirect_to(request, "sessions:meetings", code)
    return _page(request, seat, form, status=form.status)


@require_POST
def times_pick(request: PageRequest, code: str) -> HttpResponse:
    seat = get_seat(request.user, code)
    proposal = get_times_proposal(seat, request.POST.get("proposal", ""))
    time = get_proposed_time(proposal, request.POST.get("time", ""))
    try:
        meeting = pick_time(by=seat.me, proposal=proposal, time=time)
    except Refusal as refusal:
        return _page(request, seat, TimesForm(initial=as_last_time(seat)), refusal=refusal)
    messages.success(request, _("Booked. Both of you get an invitation by mail."))
    return redirect_to(request, "sessions:meeting", code, meeting.number)


@require_POST
def times_back(request: PageRequest, code: str) -> HttpResponse:
    seat = get_seat(request.user, code)
    proposal = get_times_proposal(seat, request.POST.get("proposal", ""))
    try:
        take_times_back(by=seat.me, proposal=proposal)
    except Refusal as refusal:
        return _page(request, seat, TimesForm(initial=as_last_time(seat)), refusal=refusal)
    messages.success(request, _("Your times are taken back."))
    return redirect_to(request, "sessions:meetings", code)


def _page(
    request: PageRequest, seat: Seat, form: TimesForm, *, refusal: Refusal | None = None, status: int = 200
) -> HttpResponse:
    found = open_proposal(seat)
    card = proposal_card(seat, found) if found else None
    page: dict[str, Any] = {
        "frame": frame_of(seat),
        "form": form,
        "proposal": card,
        "clocks": _clocks(seat, card),
        "sentence": refusal.sentence if refusal else "",
    }
    return render_page(request, "sessions/times.html", page, status=refusal.status if refusal else status)


def _clocks(seat: Seat, card: ProposalCard | None) -> list[Any]:
    return clocks_before(seat, card.times[-1].starts_at) if card and card.times else []
