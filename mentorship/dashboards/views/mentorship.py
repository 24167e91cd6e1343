"""One mentorship for its coordinator, and correcting its facts: each is told to the two, who can put it back."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from mentorship.accounts.http import PageRequest
from mentorship.accounts.once import once
from mentorship.accounts.zones import zone
from mentorship.dashboards.forms.corrections import DatesForm, RedateForm, StrikeForm, ToldForm
from mentorship.dashboards.queries.mentorship import meeting_fact, one_mentorship
from mentorship.lib.pages import redirect_to, render_page
from mentorship.lib.refusals import Refusal
from programs.access import get_cohort_of, get_coordinated_mentorship
from programs.actions.reopening import reopen_mentorship
from programs.models import Mentorship
from sessions.access import get_staff_meeting
from sessions.actions.corrections import log_for_them, move_dates, redate_meeting, strike_meeting

GET_OR_POST = ["GET", "HEAD", "POST"]
HERE = "dashboards:mentorship"


def _found(request: PageRequest, program: str, cohort: str, code: str) -> Mentorship:
    return get_coordinated_mentorship(request.user, get_cohort_of(request.user, program, cohort), code)


@require_safe
def mentorship(request: PageRequest, program: str, cohort: str, code: str) -> HttpResponse:
    return _page(request, _found(request, program, cohort, code))


@require_POST
@once
def mentorship_log(request: PageRequest, program: str, cohort: str, code: str) -> HttpResponse:
    found = _found(request, program, cohort, code)
    form = ToldForm(request.POST)
    if form.is_valid():
        when = form.when(_wall())
        if form.attempt(lambda: log_for_them(mentorship=found, by=request.user, when=when)):
            messages.success(request, _("Noted. Both read it in their thread and can put it back."))
            return redirect_to(request, HERE, program, cohort, code)
    return _page(request, found, form=form)


@require_http_methods(GET_OR_POST)
def mentorship_meeting(
    request: PageRequest, program: str, cohort: str, code: str, number: int
) -> HttpResponse:
    """Another date for a meeting that took place."""
    found = _found(request, program, cohort, code)
    meeting = get_staff_meeting(request.user, found, number)
    form = RedateForm(request.POST) if request.method == "POST" else RedateForm(initial=_as_it_is(meeting))
    if form.is_valid():
        version, when = form.cleaned_data["version"], form.when(_wall())
        if form.attempt(lambda: redate_meeting(meeting=meeting, by=request.user, when=when, version=version)):
            messages.success(request, _("The date is corrected. Both read it in their thread."))
            return redirect_to(request, HERE, program, cohort, code)
    page = {**_places(found), "form": form, "meeting": meeting_fact(meeting)}
    return render_page(request, "dashboards/mentorship_meeting.html", page, status=form.status)


@require_http_methods(GET_OR_POST)
def mentorship_strike(
    request: PageRequest, program: str, cohort: str, code: str, number: int
) -> HttpResponse:
    """First which meeting it is and what follows, then the press; only the second changes anything."""
    found = _found(request, program, cohort, code)
    meeting = get_staff_meeting(request.user, found, number)
    form = StrikeForm(request.POST) if request.method == "POST" else StrikeForm()
    if form.is_valid():
        version = form.cleaned_data["version"]
        if form.attempt(lambda: strike_meeting(meeting=meeting, by=request.user, version=version)):
            messages.success(request, _("Struck: it counts no more. Both read it in their thread."))
            return redirect_to(request, HERE, program, cohort, code)
    page = {**_places(found), "form": form, "meeting": meeting_fact(meeting)}
    return render_page(request, "dashboards/mentorship_strike.html", page, status=form.status)


@require_http_methods(GET_OR_POST)
def mentorship_dates(request: PageRequest, program: str, cohort: str, code: str) -> HttpResponse:
    found = _found(request, program, cohort, code)
    ended = found.state == Mentorship.State.ENDED
    if request.method == "POST":
        form = DatesForm(request.POST, ended=ended)
    else:
        form = DatesForm(initial=_dates_now(request, found), ended=ended)
    if form.is_valid():
        given = {name: form.cleaned_data[name] for name in ("start", "end", "seen")}
        if form.attempt(lambda: move_dates(mentorship=found, by=request.user, **given)):
            messages.success(request, _("Moved. Both read it in their thread and can put it back."))
            return redirect_to(request, HERE, program, cohort, code)
    page = {**_places(found), "form": form}
    return render_page(request, "dashboards/mentorship_dates.html", page, status=form.status)


@require_POST
def mentorship_reopen(request: PageRequest, program: str, cohort: str, code: str) -> HttpResponse:
    found = _found(request, program, cohort, code)
    try:
        reopen_mentorship(mentorship=found, by=request.user)
    except Refusal as refusal:
        return _page(request, found, refusal=refusal)
    messages.success(request, _("It runs again, with everything in it. Both read it in their thread."))
    return redirect_to(request, HERE, program, cohort, code)


def _wall() -> Any:
    return zone(timezone.get_current_timezone_name())


def _places(found: Mentorship) -> dict[str, Any]:
    people = [one.enrolment.person for one in found.members.select_related("enrolment__person")]
    return {
        "program": found.cohort.program,
        "cohort": found.cohort,
        "mentorship": found,
        "names": " · ".join(person.shown_name for person in people),
    }


def _page(
    request: PageRequest,
    found: Mentorship,
    *,
    form: ToldForm | None = None,
    refusal: Refusal | None = None,
) -> HttpResponse:
    page = {
        "program": found.cohort.program,
        "cohort": found.cohort,
        "mentorship": found,
        "page": one_mentorship(request.user, found),
        "form": form or ToldForm(),
        "problem": refusal.sentence if refusal else "",
    }
    status = refusal.status if refusal else form.status if form else 200
    return render_page(request, "dashboards/mentorship.html", page, status=status)


def _as_it_is(meeting: Any) -> dict[str, Any]:
    start = meeting.starts_at.astimezone(_wall())
    minutes = int((meeting.ends_at - meeting.starts_at).total_seconds() // 60)
    return {"day": start.date(), "hour": start.time(), "minutes": minutes, "version": meeting.version}


def _dates_now(request: PageRequest, found: Mentorship) -> dict[str, Any]:
    zone_of_program = found.cohort.program.zone
    ended = found.ended_at.astimezone(zone_of_program).date() if found.ended_at else None
    return {
        "start": found.started_at.astimezone(zone_of_program).date(),
        "end": ended or found.ends_on,
        "seen": one_mentorship(request.user, found).seen,
    }
