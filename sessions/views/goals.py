"""Goals: set one, look at it, write it anew, say what became of it."""

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from mentorship.accounts.http import PageRequest
from mentorship.accounts.once import once
from mentorship.lib.pages import redirect_to, render_page
from mentorship.lib.refusals import Refusal
from sessions.access import get_goal, get_seat, require
from sessions.actions.goals import edit_goal, set_goal, set_goal_state
from sessions.forms.goals import MORE, GoalEditForm, GoalForm, MilestoneForm
from sessions.policies import can_edit_goals, can_write
from sessions.queries.frame import frame_of
from sessions.queries.goals import goal_card, steps_of

GET_OR_POST = ["GET", "HEAD", "POST"]


@require_http_methods(GET_OR_POST)
@once
def goal_new(request: PageRequest, code: str) -> HttpResponse:
    seat = get_seat(request.user, code)
    require(can_edit_goals(seat.me) and can_write(seat.mentorship))
    form = GoalForm(request.POST) if request.method == "POST" else GoalForm()
    if form.is_valid() and (goal := form.attempt(lambda: set_goal(by=seat.me, **form.facts()))):
        return redirect_to(request, "sessions:goal", code, goal.number)
    page = {"frame": frame_of(seat), "form": form}
    return render_page(request, "sessions/goal_new.html", page, status=form.status)


@require_safe
def goal(request: PageRequest, code: str, number: int) -> HttpResponse:
    seat = get_seat(request.user, code)
    found = get_goal(seat, number)
    page = {
        "frame": frame_of(seat),
        "goal": goal_card(seat, found),
        "steps": steps_of(seat, found),
        "step_form": MilestoneForm(),
    }
    return render_page(request, "sessions/goal.html", page)


@require_http_methods(GET_OR_POST)
def goal_edit(request: PageRequest, code: str, number: int) -> HttpResponse:
    seat = get_seat(request.user, code)
    found = get_goal(seat, number)
    require(can_edit_goals(seat.me) and can_write(seat.mentorship))
    as_it_is = {name: getattr(found, name) for name in ("sentence", "version", *MORE)}
    form = GoalEditForm(request.POST) if request.method == "POST" else GoalEditForm(initial=as_it_is)
    if form.is_valid():
        words = {**form.facts(), "version": form.cleaned_data["version"]}
        if form.attempt(lambda: edit_goal(by=seat.me, goal=found, **words)):
            return redirect_to(request, "sessions:goal", code, number)
    found.refresh_from_db()
    page = {"frame": frame_of(seat), "form": form, "goal": goal_card(seat, found)}
    return render_page(request, "sessions/goal_edit.html", page, status=form.status)


@require_POST
def goal_state(request: PageRequest, code: str, number: int) -> HttpResponse:
    seat = get_seat(request.user, code)
    found = get_goal(seat, number)
    try:
        set_goal_state(by=seat.me, goal=found, state=request.POST.get("state", ""))
    except Refusal as refusal:
        page = {"frame": frame_of(seat), "sentence": refusal.sentence, "goal": goal_card(seat, found)}
        return render_page(request, "sessions/goal_refused.html", page, status=refusal.status)
    return redirect_to(request, "sessions:goal", code, number)
