"""Decisions two people look at together, and what happened at work."""

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from mentorship.accounts.http import PageRequest
from mentorship.accounts.once import once
from mentorship.lib import clock
from mentorship.lib.pages import redirect_to, render_page
from mentorship.lib.refusals import Refusal
from programs.models import Part
from sessions.access import (
    Seat,
    get_decision,
    get_goal_if_any,
    get_outcome,
    get_seat,
    get_seat_with,
    require,
)
from sessions.actions import decisions as actions
from sessions.forms.decisions import ChoiceForm, DecisionViewForm, OutcomeForm, QuestionForm, WhatCameForm
from sessions.models import Decision
from sessions.policies import can_write
from sessions.queries.decisions import decision_card, decisions_of
from sessions.queries.frame import frame_of

GET_OR_POST = ["GET", "HEAD", "POST"]


@require_http_methods(GET_OR_POST)
@once
def decisions(request: PageRequest, code: str) -> HttpResponse:
    """The log, and the form for the next question."""
    seat = get_seat_with(request.user, code, Part.DECISIONS)
    form = QuestionForm(_posted(request))
    if form.is_valid():
        words = {name: form.cleaned_data[name] for name in ("question", "options", "confidence")}
        if row := form.attempt(lambda: actions.ask_about(by=seat.me, **words)):
            return redirect_to(request, "sessions:decision", code, row.number)
    page = {"frame": frame_of(seat), "decisions": decisions_of(seat), "form": form}
    return render_page(request, "sessions/decisions.html", page, status=form.status)


@require_http_methods(GET_OR_POST)
def decision(request: PageRequest, code: str, number: int) -> HttpResponse:
    """One form at a time: the other's view, the choice, what came of it. `step` says which was sent."""
    seat = get_seat_with(request.user, code, Part.DECISIONS)
    found = get_decision(seat, number)
    forms = _forms(request, seat, found)
    step = request.POST.get("step", "")
    sent = forms.get(step)
    if sent is not None and sent.is_valid():
        given = sent.cleaned_data
        if sent.attempt(_acts(seat, found, given)[step]):
            return redirect_to(request, "sessions:decision", code, number)
    if request.method == "POST":
        found.refresh_from_db()
    status = sent.status if sent is not None else (422 if request.method == "POST" else 200)
    page = {"frame": frame_of(seat), "decision": decision_card(seat, found), "forms": forms, "sent": sent}
    return render_page(request, "sessions/decision.html", page, status=status)


def _forms(request: PageRequest, seat: Seat, found: Decision) -> dict[str, Any]:
    """What this reader may write now."""
    version = {"version": found.version}
    if not can_write(seat.mentorship):
        return {}
    if found.owner_id != seat.me.pk:
        known = {**version, "view": found.partner_view}
        return {} if found.decided_at else {"view": _form(request, "view", DecisionViewForm, known)}
    choice = {**version, "choice": found.choice, "confidence": found.confidence_after}
    forms = {"choice": _form(request, "choice", ChoiceForm, choice)}
    if found.decided_at:
        known = {**version, "outcome": found.outcome}
        forms["outcome"] = _form(request, "outcome", WhatCameForm, known)
    return forms


def _form(request: PageRequest, step: str, form: Any, known: dict[str, Any]) -> Any:
    return form(request.POST if request.POST.get("step") == step else None, initial=known)


def _acts(seat: Seat, found: Decision, given: dict[str, Any]) -> dict[str, Callable[[], Decision]]:
    known: dict[str, Any] = {"by": seat.me, "decision": found, "version": given["version"]}
    return {
        "view": lambda: actions.give_view(**known, view=given["view"]),
        "choice": lambda: actions.decide(**known, choice=given["choice"], confidence=given["confidence"]),
        "outcome": lambda: actions.look_at_outcome(**known, outcome=given["outcome"]),
    }


@require_http_methods(GET_OR_POST)
@once
def outcome_new(request: PageRequest, code: str) -> HttpResponse:
    """`?goal=3`: what came of goal 3."""
    seat = get_seat(request.user, code)
    require(can_write(seat.mentorship))
    goal = get_goal_if_any(seat, request.GET.get("goal", ""))
    form = OutcomeForm(_posted(request), initial={"on": clock.today(timezone.get_current_timezone())})
    if form.is_valid():
        happened = form.happened()
        if form.attempt(lambda: actions.note_outcome(by=seat.me, happened=happened, goal=goal)):
            return redirect_to(request, f"{reverse('sessions:goals', args=[code])}#outcomes")
    page = {"frame": frame_of(seat), "form": form, "goal": goal}
    return render_page(request, "sessions/outcome_new.html", page, status=form.status)


@require_POST
def outcome_change(request: PageRequest, code: str) -> HttpResponse:
    """`to` is count, keep (do not count it) or remove."""
    seat = get_seat(request.user, code)
    found = get_outcome(seat, request.POST.get("outcome", ""))
    to = request.POST.get("to", "")
    try:
        if to == "remove":
            actions.remove_outcome(by=seat.me, outcome=found)
        else:
            actions.let_outcome_count(by=seat.me, outcome=found, may_count=to == "count")
    except Refusal as refusal:
        page = {"frame": frame_of(seat), "sentence": refusal.sentence}
        return render_page(request, "sessions/outcome_refused.html", page, status=refusal.status)
    return redirect_to(request, f"{reverse('sessions:goals', args=[code])}#outcomes")


def _posted(request: PageRequest) -> Any:
    """What was sent, be it nothing at all."""
    return request.POST if request.method == "POST" else None
