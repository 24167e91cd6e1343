"""Advice and what became of it."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from mentorship.accounts.http import PageRequest
from mentorship.accounts.once import once
from mentorship.lib.pages import redirect_to, render_page
from mentorship.lib.refusals import Refusal
from programs.models import Part
from sessions.access import Seat, get_advice, get_seat_with, require
from sessions.actions.advice import give_advice, report_on, take_up
from sessions.forms.advice import AdviceForm, ReportForm
from sessions.models import Advice
from sessions.policies import can_answer_advice
from sessions.queries.advice import advice_card, advice_of
from sessions.queries.frame import frame_of

GET_OR_POST = ["GET", "HEAD", "POST"]


@require_http_methods(GET_OR_POST)
@once
def advice(request: PageRequest, code: str) -> HttpResponse:
    seat = get_seat_with(request.user, code, Part.ADVICE)
    form = AdviceForm(request.POST) if request.method == "POST" else AdviceForm()
    if form.is_valid() and form.attempt(lambda: give_advice(by=seat.me, **form.facts())) is not None:
        name = seat.partner.enrolment.person.first_name
        messages.success(request, _("Written down. %(name)s finds it on Today.") % {"name": name})
        return redirect_to(request, "sessions:advice", code)
    page = {"frame": frame_of(seat), "form": form, "cards": advice_of(seat)}
    return render_page(request, "sessions/advice.html", page, status=form.status)


@require_http_methods(GET_OR_POST)
@once
def advice_one(request: PageRequest, code: str, number: int) -> HttpResponse:
    """One piece of advice; for whoever got it the boxes on what became of it."""
    seat = get_seat_with(request.user, code, Part.ADVICE)
    found = get_advice(seat, number)
    as_it_is = {name: getattr(found, name) for name in ("tried", "result", "version")}
    if request.method != "POST":
        return _page(request, seat, found, ReportForm(initial=as_it_is))
    require(can_answer_advice(seat.me, found))
    form = ReportForm(request.POST)
    if form.is_valid():
        words: dict[str, Any] = {name: form.cleaned_data[name] for name in as_it_is}
        state = request.POST.get("state", "")
        if form.attempt(lambda: report_on(by=seat.me, advice=found, state=state, **words)):
            return redirect_to(request, "sessions:advice", code)
    return _page(request, seat, found, form)


@require_POST
def advice_action(request: PageRequest, code: str, number: int) -> HttpResponse:
    """Its first step, as one of one's own actions."""
    seat = get_seat_with(request.user, code, Part.ADVICE)
    found = get_advice(seat, number)
    require(can_answer_advice(seat.me, found))
    try:
        take_up(by=seat.me, advice=found)
    except Refusal as refusal:
        form = ReportForm(initial={"version": found.version})
        form.refuse(refusal)
        return _page(request, seat, found, form)
    messages.success(request, _("It is one of your actions now."))  # a session rests unencrypted
    return redirect_to(request, "sessions:advice", code)


def _page(request: PageRequest, seat: Seat, found: Advice, form: ReportForm) -> HttpResponse:
    found.refresh_from_db()
    page = {"frame": frame_of(seat), "form": form, "card": advice_card(seat, found)}
    return render_page(request, "sessions/advice_one.html", page, status=form.status)
