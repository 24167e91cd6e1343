"""What shows that a goal comes nearer: its number over days, evidence, and where both see it."""

from typing import Any

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from mentorship.accounts.http import PageRequest
from mentorship.accounts.once import once
from mentorship.lib import clock
from mentorship.lib.pages import redirect_to, render_page
from mentorship.lib.refusals import Refusal
from sessions.access import (
    Seat,
    get_evidence,
    get_feedback_to_me,
    get_goal,
    get_milestone,
    get_seat,
    require,
)
from sessions.actions.evidence import (
    Shown,
    add_evidence,
    assess,
    record_value,
    remove_evidence,
    remove_value,
)
from sessions.forms.evidence import AssessmentForm, EvidenceForm, QuoteForm, ValueForm
from sessions.models import Assessment, Goal
from sessions.policies import can_assess, can_edit_goal, can_write
from sessions.queries.charts import plain
from sessions.queries.frame import frame_of
from sessions.queries.goal_page import Point, chart_of, moments_of, points_of, quotable, steps_of
from sessions.queries.goals import goal_card

GET_OR_POST = ["GET", "HEAD", "POST"]


@require_http_methods(GET_OR_POST)
@once
def values(request: PageRequest, code: str, number: int) -> HttpResponse:
    """Where a counted goal stands: a number with a day; `remove` names the day of one noted by mistake."""
    seat = get_seat(request.user, code)
    goal = get_goal(seat, number)
    require(can_edit_goal(seat.me, goal) and can_write(seat.mentorship))
    if not goal.is_counted:
        raise Http404
    today = clock.today(timezone.get_current_timezone())
    form = ValueForm(_posted(request), initial={"on": today})
    if form.is_valid():
        facts = form.facts()
        if form.attempt(lambda: record_value(by=seat.me, goal=goal, **facts)):
            return _to(request, seat, goal, "count")
    card, points = goal_card(seat, goal), points_of(seat, goal)
    page = {
        "frame": frame_of(seat),
        "goal": card,
        "points": [Point(on, plain(value)) for on, value in reversed(points)],
        "chart": chart_of(card, points),
        "form": form,
    }
    return render_page(request, "sessions/goal_values.html", page, status=form.status)


@require_POST
def value_remove(request: PageRequest, code: str, number: int) -> HttpResponse:
    seat = get_seat(request.user, code)
    goal = get_goal(seat, number)
    require(can_edit_goal(seat.me, goal) and can_write(seat.mentorship))
    days = {on.isoformat(): on for on, _value in points_of(seat, goal)}
    if (on := days.get(request.POST.get("on", ""))) is None:
        raise Http404
    try:
        remove_value(by=seat.me, goal=goal, on=on)
    except Refusal as refusal:
        return _refused(request, seat, goal, refusal)
    return redirect_to(request, "sessions:goal_values", code, number)


@require_http_methods(GET_OR_POST)
@once
def evidence(request: PageRequest, code: str, number: int) -> HttpResponse:
    """Two forms: something new, or a sentence the other said in feedback."""
    seat = get_seat(request.user, code)
    goal = get_goal(seat, number)
    require(can_write(seat.mentorship))
    steps = [(step.pk, step.title) for step in steps_of(seat, goal)[0]]
    quotes = quotable(seat) if goal.owner_id == seat.me.pk else []
    is_quote = "quoting" in request.POST
    post = _posted(request)
    form = EvidenceForm(None if is_quote else post, request.FILES or None, steps=steps, only_me=goal.only_me)
    quote_form = QuoteForm(post if is_quote else None, quotes=quotes, steps=steps, auto_id="quote-%s")
    sent: Any = quote_form if is_quote else form
    if sent.is_valid():
        shown = _shown(seat, sent.cleaned_data, dict(quotes))
        step = get_milestone(seat, goal, pk) if (pk := sent.cleaned_data["milestone"]) else None
        if sent.attempt(lambda: add_evidence(by=seat.me, goal=goal, shown=shown, milestone=step)):
            return _to(request, seat, goal, "evidence")
    page = {
        "frame": frame_of(seat),
        "goal": goal_card(seat, goal),
        "form": form,
        "quote_form": quote_form,
        "quotes": quotes,
    }
    return render_page(request, "sessions/evidence.html", page, status=sent.status)


def _shown(seat: Seat, given: dict[str, Any], quotes: dict[str, str]) -> Shown:
    if "quote" not in given:
        return Shown(text=given["text"], link=given["link"], file=given.get("file"))
    key: str = given["quote"]
    return Shown(text=quotes[key], quoted=get_feedback_to_me(seat, key.partition("-")[0]))


@require_POST
def evidence_remove(request: PageRequest, code: str, number: int) -> HttpResponse:
    seat = get_seat(request.user, code)
    goal = get_goal(seat, number)
    found = get_evidence(seat, goal, request.POST.get("evidence", ""))
    try:
        remove_evidence(by=seat.me, evidence=found)
    except Refusal as refusal:
        return _refused(request, seat, goal, refusal)
    return _to(request, seat, goal, "evidence")


@require_http_methods(GET_OR_POST)
@once
def assessment(request: PageRequest, code: str, number: int, moment: str) -> HttpResponse:
    seat = get_seat(request.user, code)
    goal = get_goal(seat, number)
    if moment not in Assessment.Moment.values:
        raise Http404
    require(can_assess(goal) and can_write(seat.mentorship))
    owner = "" if goal.owner_id == seat.me.pk else seat.partner.enrolment.person.first_name
    form = AssessmentForm(_posted(request), owner=owner)
    if form.is_valid():
        words = form.facts()
        if form.attempt(lambda: assess(by=seat.me, goal=goal, moment=moment, **words)):
            return _to(request, seat, goal, "standing")
    page = {
        "frame": frame_of(seat),
        "goal": goal_card(seat, goal),
        "form": form,
        "moment": next(one for one in moments_of(seat, goal) if one.key == moment),
    }
    return render_page(request, "sessions/assessment.html", page, status=form.status)


def _to(request: PageRequest, seat: Seat, goal: Goal, section: str) -> HttpResponse:
    page = reverse("sessions:goal", args=[seat.mentorship.code, goal.number])
    return redirect_to(request, f"{page}#{section}")


def _refused(request: PageRequest, seat: Seat, goal: Goal, refusal: Refusal) -> HttpResponse:
    page = {"frame": frame_of(seat), "sentence": refusal.sentence, "goal": goal_card(seat, goal)}
    return render_page(request, "sessions/goal_refused.html", page, status=refusal.status)


def _posted(request: PageRequest) -> Any:
    """What was sent, be it nothing at all."""
    return request.POST if request.method == "POST" else None
