"""Goals: all of a pair, all of a person, a new one, one of them, its words over time."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from mentorship.accounts.http import PageRequest
from mentorship.accounts.once import once
from mentorship.lib.pages import redirect_to, render_page, safe_next
from mentorship.lib.refusals import Refusal
from sessions.access import Seat, get_goal, get_goal_if_any, get_seat, parts_of, require
from sessions.actions.goals import edit_goal, look_back, set_goal, set_goal_state, share_goal
from sessions.forms.goals import FACTS, GoalEditForm, MilestoneForm, NewGoalForm, ReflectionForm
from sessions.models import Goal
from sessions.policies import can_edit_goal, can_write
from sessions.queries.decisions import outcomes_of
from sessions.queries.frame import frame_of
from sessions.queries.goal_page import goal_page, words_of
from sessions.queries.goals import all_goals, goal_card, goals_page, topics_covered
from sessions.queries.smart import checks_of

GET_OR_POST = ["GET", "HEAD", "POST"]
CLOSED = {Goal.State.REACHED, Goal.State.LET_GO}


@require_safe
def all_mine(request: PageRequest) -> HttpResponse:
    found = all_goals(request.user)
    live = [pair for pair in found if pair.live]
    several = sum(not pair.is_mentor for pair in live) > 1
    page = {
        "live": live,
        "past": [pair for pair in found if not pair.live and not pair.page.is_empty],
        "topics": topics_covered(request.user) if several else [],
    }
    return render_page(request, "sessions/all_goals.html", page)


@require_safe
def goals(request: PageRequest, code: str) -> HttpResponse:
    seat = get_seat(request.user, code)
    page = {"frame": frame_of(seat), "goals": goals_page(seat), "outcomes": outcomes_of(seat)}
    return render_page(request, "sessions/goals.html", page)


@require_http_methods(GET_OR_POST)
@once
def goal_new(request: PageRequest, code: str) -> HttpResponse:
    """`?after=3` begins with the words of goal 3, which the new one follows on from."""
    seat = get_seat(request.user, code)
    require(can_write(seat.mentorship))
    before = get_goal_if_any(seat, request.GET.get("after", ""))
    form = NewGoalForm(_posted(request), initial=_begin_with(seat, before), topics=_topics(seat, before))
    if form.is_valid():
        facts = {**form.facts(), "only_me": form.cleaned_data["only_me"], "follows": before}
        if goal := form.attempt(lambda: set_goal(by=seat.me, **facts)):
            return redirect_to(request, "sessions:goal", code, goal.number)
    enrolled = "" if seat.me.is_mentor or before else seat.me.enrolment.goal
    page = {
        "frame": frame_of(seat),
        "form": form,
        "before": before,
        "enrolled": enrolled,
        "checks": checks_of(request.POST if form.is_bound else form.initial),
    }
    return render_page(request, "sessions/goal_new.html", page, status=form.status)


def _begin_with(seat: Seat, before: Goal | None) -> dict[str, Any]:
    if before is None:
        return {"kind": "" if seat.me.is_mentor else seat.me.enrolment.goal_kind}
    words = {name: getattr(before, name) for name in ("sentence", "kind", "topic", "direction", "unit")}
    return {**words, "start_value": before.target_value, "stretch": True}


def _topics(seat: Seat, goal: Goal | None) -> list[str]:
    """What a mentee wanted when enrolling; and what the goal says already."""
    wanted = [] if seat.me.is_mentor else list(seat.me.enrolment.topics)
    return wanted if goal is None or not goal.topic or goal.topic in wanted else [*wanted, goal.topic]


@require_POST
def goal_check(request: PageRequest, code: str) -> HttpResponse:
    """The look at the form of what is being typed. Nothing is kept."""
    seat = get_seat(request.user, code)
    page = {"frame": frame_of(seat), "checks": checks_of(request.POST)}
    return render_page(request, "sessions/goal_check.html", page, parts={"smart": "smart"})


@require_safe
def goal(request: PageRequest, code: str, number: int) -> HttpResponse:
    seat = get_seat(request.user, code)
    return goal_answer(request, seat, get_goal(seat, number))


def goal_answer(request: PageRequest, seat: Seat, found: Goal, form: Any = None) -> HttpResponse:
    page = {
        **vars(goal_page(seat, found)),
        "frame": frame_of(seat),
        "step_form": MilestoneForm(only_me=found.only_me),
        "reflection_form": form or ReflectionForm(only_me=found.only_me),
        "has_decisions": "decisions" in parts_of(seat.mentorship),
    }
    return render_page(request, "sessions/goal.html", page, status=form.status if form else 200)


@require_http_methods(GET_OR_POST)
def goal_edit(request: PageRequest, code: str, number: int) -> HttpResponse:
    seat = get_seat(request.user, code)
    found = get_goal(seat, number)
    require(can_edit_goal(seat.me, found) and can_write(seat.mentorship))
    as_it_is = {name: getattr(found, name) for name in ("version", *FACTS)}
    form = GoalEditForm(
        _posted(request), initial=as_it_is, topics=_topics(seat, found), only_me=found.only_me
    )
    if form.is_valid():
        words = {**form.facts(), "version": form.cleaned_data["version"]}
        if form.attempt(lambda: edit_goal(by=seat.me, goal=found, **words)):
            return redirect_to(request, "sessions:goal", code, number)
    found.refresh_from_db()
    page = {
        "frame": frame_of(seat),
        "form": form,
        "goal": goal_card(seat, found),
        "checks": checks_of(request.POST if form.is_bound else found),
    }
    return render_page(request, "sessions/goal_edit.html", page, status=form.status)


@require_POST
def goal_state(request: PageRequest, code: str, number: int) -> HttpResponse:
    seat = get_seat(request.user, code)
    found = get_goal(seat, number)
    state = request.POST.get("state", "")
    try:
        set_goal_state(by=seat.me, goal=found, state=state)
    except Refusal as refusal:
        return _refused(request, seat, found, refusal)
    page = reverse("sessions:goal", args=[code, number])
    return redirect_to(request, safe_next(request, f"{page}#after" if state in CLOSED else page))


@require_POST
def goal_share(request: PageRequest, code: str, number: int) -> HttpResponse:
    seat = get_seat(request.user, code)
    found = get_goal(seat, number)
    try:
        shared = share_goal(by=seat.me, goal=found)
    except Refusal as refusal:
        return _refused(request, seat, found, refusal)
    return redirect_to(request, "sessions:goal", code, shared.number)


@require_POST
def goal_reflection(request: PageRequest, code: str, number: int) -> HttpResponse:
    seat = get_seat(request.user, code)
    found = get_goal(seat, number)
    require(can_edit_goal(seat.me, found))
    form = ReflectionForm(request.POST, only_me=found.only_me)
    if form.is_valid():
        words = form.cleaned_data["reflection"]
        if form.attempt(lambda: look_back(by=seat.me, goal=found, reflection=words)):
            return redirect_to(request, "sessions:goal", code, number)
    return goal_answer(request, seat, found, form)


@require_safe
def goal_history(request: PageRequest, code: str, number: int) -> HttpResponse:
    seat = get_seat(request.user, code)
    found = get_goal(seat, number)
    page = {"frame": frame_of(seat), "goal": goal_card(seat, found), "wordings": words_of(seat, found)}
    return render_page(request, "sessions/goal_history.html", page)


def _refused(request: PageRequest, seat: Seat, found: Goal, refusal: Refusal) -> HttpResponse:
    page = {"frame": frame_of(seat), "sentence": refusal.sentence, "goal": goal_card(seat, found)}
    return render_page(request, "sessions/goal_refused.html", page, status=refusal.status)


def _posted(request: PageRequest) -> Any:
    """What was sent, be it nothing at all."""
    return request.POST if request.method == "POST" else None
