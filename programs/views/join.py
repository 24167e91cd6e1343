"""The open form of a cohort, and where somebody's application stands."""

from collections.abc import Mapping, Sequence
from typing import Any

from allauth.core.ratelimit import consume
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.forms import BooleanField, Field, MultipleChoiceField
from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from mentorship.accounts.http import PageRequest
from mentorship.accounts.once import once
from mentorship.lib import clock
from mentorship.lib.pages import redirect_to, render_page
from mentorship.lib.refusals import Refusal, TooMany
from programs.access import get_cohort_to_join, get_own_places
from programs.actions import enrolments
from programs.actions.joining import join_by_form, join_signed_in
from programs.forms.asked import initial_of
from programs.forms.profiles import TOPICS, JoinForm
from programs.forms.refusals import add_refusal
from programs.models import Cohort
from programs.models.enrolments import Role
from programs.queries.application import application_of, as_mentor, may_still_change, typed_before
from programs.queries.own_requests import asked_by
from programs.queries.questions import answered_before, live_questions

Suggested = Mapping[str, Sequence[str]]


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
@once
def join(request: HttpRequest, program: str, cohort: str) -> HttpResponse:
    found = get_cohort_to_join(program, cohort)
    if not found.enrolment_is_open and not may_still_change(request.user, found):
        return closed_page(request, found)
    form = join_form(request, found, request.POST or None)
    status = 200 if request.method != "POST" else 422
    if request.method == "POST" and form.is_valid():
        try:
            return _send(request, found, form)
        except Refusal as refusal:
            add_refusal(form, refusal)
            status = refusal.status
    return join_page(request, found, form, status=status)


def join_form(
    request: HttpRequest, cohort: Cohort, typed: QueryDict | None, suggested: Suggested | None = None
) -> JoinForm:
    """The form as somebody finds it, or with what they typed. With `suggested` nothing typed is judged yet."""
    version, questions = live_questions(cohort.program)
    before = typed_before(request.user, cohort) if request.user.is_authenticated else {}
    if questions and request.user.is_authenticated:
        before |= initial_of(questions, answered_before(request.user, cohort))
    if before and request.GET.get("as") == Role.MENTOR and "roles" not in before:
        before |= as_mentor(request.user, cohort)  # type: ignore[arg-type]
    facts: dict[str, Any] = {
        "signed_in": request.user.is_authenticated,
        "questions": questions,
        "version_now": version,
    }
    if typed is None or suggested is None:
        ticked = {name: typed.getlist(f"{name}_suggested") for name in TOPICS} if typed else {}
        return JoinForm(typed, initial=before, suggested=ticked, **facts)
    form = JoinForm(suggested=suggested, **facts)
    form.initial = {name: _typed(field, typed, name) for name, field in form.fields.items()}
    return form


def _typed(field: Field, typed: QueryDict, name: str) -> Any:
    if isinstance(field, MultipleChoiceField):
        return typed.getlist(name)
    return name in typed if isinstance(field, BooleanField) else typed.get(name)


def join_page(request: HttpRequest, cohort: Cohort, form: JoinForm, *, status: int = 200) -> HttpResponse:
    page = {"form": form, "cohort": cohort, "program": cohort.program}
    parts = {f"{name}-suggested": f"{name}_suggested" for name in TOPICS}
    return render_page(request, "programs/join.html", page, parts=parts, status=status)


def _send(request: HttpRequest, cohort: Cohort, form: JoinForm) -> HttpResponse:
    roles = form.cleaned_data["roles"]
    answers = {role: form.answers(role) for role in roles}
    asked = {role: form.asked(role) for role in roles}
    codes = (cohort.program.code, cohort.code)
    if request.user.is_authenticated:
        join_signed_in(cohort=cohort, user=request.user, about=form.about(), answers=answers, asked=asked)
        messages.success(request, _("Sent. This page shows where it stands."))
        return redirect_to(request, "programs:join_status", *codes)
    if not consume(request, action="join"):
        raise TooMany(
            _("Many people applied from your network just now. Try again in an hour, or sign in first.")
        )
    email = form.cleaned_data["email"]
    join_by_form(cohort=cohort, email=email, about=form.about(), answers=answers, asked=asked)
    return redirect_to(request, "programs:join_sent", *codes)


def closed_page(request: HttpRequest, cohort: Cohort) -> HttpResponse:
    before = clock.today(cohort.program.zone) < cohort.enrol_from
    page = {"cohort": cohort, "program": cohort.program, "before": before}
    status = 409 if request.method == "POST" else 200
    return render_page(request, "programs/join_closed.html", page, status=status)


@login_not_required
@require_safe
def sent(request: HttpRequest, program: str, cohort: str) -> HttpResponse:
    """The same page whether or not the address was known."""
    found = get_cohort_to_join(program, cohort)
    return render_page(request, "programs/join_sent.html", {"cohort": found, "program": found.program})


@require_safe
def status(request: PageRequest, program: str, cohort: str) -> HttpResponse:
    return _status(request, get_cohort_to_join(program, cohort))


def _status(request: PageRequest, cohort: Cohort, *, problem: str = "", status: int = 200) -> HttpResponse:
    page: dict[str, Any] = {"cohort": cohort, "program": cohort.program, "problem": problem}
    page["applications"] = application_of(request.user, get_own_places(request.user, cohort))
    page["asked"] = asked_by(request.user, cohort)
    return render_page(request, "programs/join_status.html", page, status=status)


@require_POST
def withdraw(request: PageRequest, program: str, cohort: str) -> HttpResponse:
    found = get_cohort_to_join(program, cohort)
    role = request.POST.get("role", "")
    own = [place for place in get_own_places(request.user, found) if place.role == role]
    if not own:
        return _status(request, found, problem=_("Choose which role you withdraw from."), status=422)
    try:
        enrolments.withdraw(enrolment=own[0], by=request.user)
    except Refusal as refusal:
        return _status(request, found, problem=refusal.sentence, status=refusal.status)
    messages.success(request, _("You have withdrawn. Thank you for telling us."))
    return redirect_to(request, "programs:join_status", program, cohort)
