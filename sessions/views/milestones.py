"""Milestones of a goal: add, tick, move."""

from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from mentorship.accounts.http import PageRequest
from mentorship.accounts.once import once
from mentorship.lib.pages import redirect_to, render_page, wants_part
from mentorship.lib.refusals import Refusal
from sessions.access import Seat, get_goal, get_milestone, get_seat, require
from sessions.actions.milestones import add_milestone, move_milestone, set_milestone_reached
from sessions.forms.goals import MilestoneForm
from sessions.models import Goal
from sessions.policies import can_edit_goals
from sessions.queries.frame import frame_of
from sessions.queries.goals import goal_card, steps_of

PARTS = {"milestones": "milestones"}


@require_http_methods(["GET", "HEAD", "POST"])
@once
def milestone_new(request: PageRequest, code: str, number: int) -> HttpResponse:
    seat = get_seat(request.user, code)
    goal = get_goal(seat, number)
    require(can_edit_goals(seat.me))
    form = MilestoneForm(request.POST) if request.method == "POST" else MilestoneForm()
    if form.is_valid():
        title = form.cleaned_data["title"]
        if form.attempt(lambda: add_milestone(by=seat.me, goal=goal, title=title)):
            return _answer(request, seat, goal, _("Milestone “%(title)s” added.") % {"title": title})
    return _page(request, seat, goal, form)


@require_POST
def milestone_reached(request: PageRequest, code: str, number: int) -> HttpResponse:
    seat = get_seat(request.user, code)
    goal = get_goal(seat, number)
    require(can_edit_goals(seat.me))
    step = get_milestone(seat, goal, request.POST.get("milestone", ""))
    reached = bool(request.POST.get("reached"))
    try:
        set_milestone_reached(by=seat.me, milestone=step, reached=reached)
    except Refusal as refusal:
        return _refused(request, seat, goal, refusal)
    said = _("Reached: “%(title)s”.") if reached else _("Open again: “%(title)s”.")
    return _answer(request, seat, goal, said % {"title": step.title})


@require_POST
def milestone_move(request: PageRequest, code: str, number: int) -> HttpResponse:
    seat = get_seat(request.user, code)
    goal = get_goal(seat, number)
    require(can_edit_goals(seat.me))
    step = get_milestone(seat, goal, request.POST.get("milestone", ""))
    try:
        move_milestone(by=seat.me, milestone=step, up=request.POST.get("to") == "up")
    except Refusal as refusal:
        return _refused(request, seat, goal, refusal)
    return _answer(request, seat, goal, _("“%(title)s” moved.") % {"title": step.title})


def _answer(request: PageRequest, seat: Seat, goal: Goal, said: str) -> HttpResponse:
    if wants_part(request):
        return _page(request, seat, goal, MilestoneForm(), said=said)
    answer = redirect_to(request, "sessions:goal", seat.mentorship.code, goal.number)
    return redirect_to(request, f"{answer['Location']}#milestones")


def _refused(request: PageRequest, seat: Seat, goal: Goal, refusal: Refusal) -> HttpResponse:
    form = MilestoneForm()
    form.refuse(refusal)
    return _page(request, seat, goal, form)


def _page(request: PageRequest, seat: Seat, goal: Goal, form: MilestoneForm, **more: Any) -> HttpResponse:
    page = {
        "frame": frame_of(seat),
        "goal": goal_card(seat, goal),
        "steps": steps_of(seat, goal),
        "step_form": form,
        "form": form,
        **more,
    }
    return render_page(request, "sessions/milestones.html", page, parts=PARTS, status=form.status)
