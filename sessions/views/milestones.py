"""Milestones of a goal: add, tick, move, take off, put back."""

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from mentorship.accounts.http import PageRequest
from mentorship.accounts.once import once
from mentorship.lib.pages import redirect_to, render_page, wants_part
from mentorship.lib.refusals import Refusal
from sessions.access import Seat, get_goal, get_milestone, get_seat, require
from sessions.actions.milestones import (
    add_milestone,
    move_milestone,
    remove_milestone,
    set_milestone_reached,
)
from sessions.forms.goals import MilestoneForm
from sessions.models import Goal, Milestone
from sessions.policies import can_edit_goal
from sessions.queries.frame import frame_of
from sessions.queries.goal_page import steps_of
from sessions.queries.goals import goal_card

PARTS = {"milestones": "milestones"}


@require_http_methods(["GET", "HEAD", "POST"])
@once
def milestone_new(request: PageRequest, code: str, number: int) -> HttpResponse:
    seat = get_seat(request.user, code)
    goal = get_goal(seat, number)
    require(can_edit_goal(seat.me, goal))
    form = MilestoneForm(request.POST if request.method == "POST" else None, only_me=goal.only_me)
    if form.is_valid():
        facts = form.facts()
        if form.attempt(lambda: add_milestone(by=seat.me, goal=goal, **facts)):
            return _answer(request, seat, goal, _("Milestone “%(title)s” added.") % {"title": facts["title"]})
    return _page(request, seat, goal, form)


@require_POST
def milestone_reached(request: PageRequest, code: str, number: int) -> HttpResponse:
    reached = bool(request.POST.get("reached"))
    said = _("Reached: “%(title)s”.") if reached else _("Open again: “%(title)s”.")

    def tick(seat: Seat, step: Milestone) -> None:
        set_milestone_reached(by=seat.me, milestone=step, reached=reached)

    return _with_step(request, code, number, tick, said)


@require_POST
def milestone_move(request: PageRequest, code: str, number: int) -> HttpResponse:
    up = request.POST.get("to") == "up"

    def move(seat: Seat, step: Milestone) -> None:
        move_milestone(by=seat.me, milestone=step, up=up)

    return _with_step(request, code, number, move, _("“%(title)s” moved."))


@require_POST
def milestone_remove(request: PageRequest, code: str, number: int) -> HttpResponse:
    """Taken off at once and put back as easily: that is the question, asked afterwards."""
    back = bool(request.POST.get("back"))
    said = _("“%(title)s” is back.") if back else _("“%(title)s” is off. You can put it back below.")

    def remove(seat: Seat, step: Milestone) -> None:
        remove_milestone(by=seat.me, milestone=step, removed=not back)

    return _with_step(request, code, number, remove, said)


def _with_step(
    request: PageRequest, code: str, number: int, act: Callable[[Seat, Milestone], None], said: str
) -> HttpResponse:
    seat = get_seat(request.user, code)
    goal = get_goal(seat, number)
    require(can_edit_goal(seat.me, goal))
    step = get_milestone(seat, goal, request.POST.get("milestone", ""))
    try:
        act(seat, step)
    except Refusal as refusal:
        form = MilestoneForm(only_me=goal.only_me)
        form.refuse(refusal)
        return _page(request, seat, goal, form)
    return _answer(request, seat, goal, said % {"title": step.title})


def _answer(request: PageRequest, seat: Seat, goal: Goal, said: str) -> HttpResponse:
    if wants_part(request):
        return _page(request, seat, goal, MilestoneForm(only_me=goal.only_me), said=said)
    answer = redirect_to(request, "sessions:goal", seat.mentorship.code, goal.number)
    return redirect_to(request, f"{answer['Location']}#milestones")


def _page(request: PageRequest, seat: Seat, goal: Goal, form: MilestoneForm, **more: Any) -> HttpResponse:
    steps, gone = steps_of(seat, goal)
    page = {
        "frame": frame_of(seat),
        "goal": goal_card(seat, goal),
        "steps": steps,
        "gone": gone,
        "step_form": form,
        "form": form,
        **more,
    }
    return render_page(request, "sessions/milestones.html", page, parts=PARTS, status=form.status)
