"""Introductions: ask for one, offer one, say what became of it."""

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from mentorship.accounts.http import PageRequest
from mentorship.accounts.once import once
from mentorship.lib.pages import redirect_to, render_page
from programs.models import Part
from sessions.access import Seat, get_introduction, get_seat_with
from sessions.actions.introductions import answer_introduction, note_outcome, start_introduction
from sessions.forms.messages import IntroductionAnswerForm, IntroductionForm, OutcomeForm
from sessions.models import Introduction
from sessions.queries.frame import frame_of
from sessions.queries.introductions import introduction_card, introductions_of

GET_OR_POST = ["GET", "HEAD", "POST"]


@require_http_methods(GET_OR_POST)
@once
def introductions(request: PageRequest, code: str) -> HttpResponse:
    seat = get_seat_with(request.user, code, Part.INTRODUCTIONS)
    form = IntroductionForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        words = {name: form.cleaned_data[name] for name in ("kind", "whom", "reason")}
        if form.attempt(lambda: start_introduction(by=seat.me, **words)):
            name = seat.partner.enrolment.person.first_name
            messages.success(request, _("%(name)s sees it on Today and can answer there.") % {"name": name})
            return redirect_to(request, "sessions:introductions", code)
    page = {"frame": frame_of(seat), "introductions": introductions_of(seat), "form": form}
    return render_page(request, "sessions/introductions.html", page, status=form.status)


@require_http_methods(GET_OR_POST)
def introduction(request: PageRequest, code: str, number: int) -> HttpResponse:
    """One of them: whoever's turn it is answers here."""
    seat = get_seat_with(request.user, code, Part.INTRODUCTIONS)
    found = get_introduction(seat, number)
    form = IntroductionAnswerForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        words = {"state": form.cleaned_data["state"], "answer": form.cleaned_data["answer"]}
        if form.attempt(lambda: answer_introduction(by=seat.me, introduction=found, **words)):
            return redirect_to(request, "sessions:introduction", code, number)
    return _page(request, seat, found, form, OutcomeForm(initial={"outcome": found.outcome}))


@require_http_methods(GET_OR_POST)
def introduction_outcome(request: PageRequest, code: str, number: int) -> HttpResponse:
    seat = get_seat_with(request.user, code, Part.INTRODUCTIONS)
    found = get_introduction(seat, number)
    if request.method != "POST":
        return redirect_to(request, "sessions:introduction", code, number)
    form = OutcomeForm(request.POST)
    if form.is_valid():
        outcome = form.cleaned_data["outcome"]
        if form.attempt(lambda: note_outcome(by=seat.me, introduction=found, outcome=outcome)):
            return redirect_to(request, "sessions:introduction", code, number)
    return _page(request, seat, found, IntroductionAnswerForm(), form)


def _page(
    request: PageRequest,
    seat: Seat,
    found: Introduction,
    form: IntroductionAnswerForm,
    outcome_form: OutcomeForm,
) -> HttpResponse:
    found.refresh_from_db()
    page = {
        "frame": frame_of(seat),
        "one": introduction_card(seat, found),
        "answer_form": form,
        "outcome_form": outcome_form,
        "form": outcome_form if outcome_form.errors else form,
    }
    return render_page(
        request, "sessions/introduction.html", page, status=max(form.status, outcome_form.status)
    )
