"""What people asked the coordinators for, and ending a mentorship on their behalf."""

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from mentorship.accounts.http import PageRequest
from mentorship.accounts.once import once
from mentorship.lib.downloads import wanted_file
from mentorship.lib.pages import redirect_to, render_page
from mentorship.lib.refusals import Refusal
from programs.access import get_cohort_of, get_coordinated_mentorship, get_request
from programs.actions.reopening import end_for_them
from programs.actions.requests import (
    answer_request,
    assign_request,
    close_request,
    reopen_request,
    take_request,
)
from programs.forms.refusals import add_refusal
from programs.forms.requests import AnswerRequestForm, AssignForm, CloseRequestForm, EndMentorshipForm
from programs.models import Cohort, HelpRequest
from programs.queries.requests import REQUESTS, request_page, requests_in
from programs.queries.safeguarding import answerers_of, named


@require_safe
def requests(request: PageRequest, program: str, cohort: str) -> HttpResponse:
    found = get_cohort_of(request.user, program, cohort)
    asked = requests_in(request.user, found)
    if file := wanted_file(request, REQUESTS):
        return file.answer(asked, zone=found.program.zone, of=found.code)
    page = {"program": found.program, "cohort": found, "requests": asked, "table": REQUESTS}
    return render_page(request, "programs/requests.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
@once
def help_request(request: PageRequest, program: str, cohort: str, code: str) -> HttpResponse:
    """One request; an answer in words goes to whoever asked."""
    found = get_cohort_of(request.user, program, cohort)
    asked = get_request(request.user, found, code)
    form, status = AnswerRequestForm(), 200
    if request.method == "POST":
        form, status = AnswerRequestForm(request.POST), 422
        if form.is_valid():
            try:
                answer_request(request=asked, by=request.user, text=form.cleaned_data["text"])
                messages.success(request, _("Sent. They get a mail that there is an answer."))
                return redirect_to(request, "programs:request", program, cohort, code)
            except Refusal as refusal:
                add_refusal(form, refusal)
                status = refusal.status
    return _page(request, found, asked, answer_form=form, status=status)


@require_POST
def request_take(request: PageRequest, program: str, cohort: str, code: str) -> HttpResponse:
    found = get_cohort_of(request.user, program, cohort)
    asked = get_request(request.user, found, code)
    try:
        take_request(request=asked, by=request.user)
    except Refusal as refusal:
        return _page(request, found, asked, sentence=refusal.sentence, status=refusal.status)
    return redirect_to(request, "programs:request", program, cohort, code)


@require_POST
def request_assign(request: PageRequest, program: str, cohort: str, code: str) -> HttpResponse:
    """To a colleague or to nobody, and whether it stands before the others."""
    found = get_cohort_of(request.user, program, cohort)
    asked = get_request(request.user, found, code)
    form, status = _assign_form(found, asked, request.POST), 422
    if form.is_valid():
        facts = {"to": form.to(), "comes_first": form.cleaned_data["comes_first"]}
        try:
            assign_request(request=asked, by=request.user, **facts)
            return redirect_to(request, "programs:request", program, cohort, code)
        except Refusal as refusal:
            return _page(request, found, asked, sentence=refusal.sentence, status=refusal.status)
    return _page(request, found, asked, assign_form=form, status=status)


@require_POST
def request_reopen(request: PageRequest, program: str, cohort: str, code: str) -> HttpResponse:
    found = get_cohort_of(request.user, program, cohort)
    asked = get_request(request.user, found, code)
    try:
        reopen_request(request=asked, by=request.user)
    except Refusal as refusal:
        return _page(request, found, asked, sentence=refusal.sentence, status=refusal.status)
    messages.success(request, _("Open again."))
    return redirect_to(request, "programs:request", program, cohort, code)


@require_POST
def request_close(request: PageRequest, program: str, cohort: str, code: str) -> HttpResponse:
    found = get_cohort_of(request.user, program, cohort)
    asked = get_request(request.user, found, code)
    form, status = CloseRequestForm(request.POST), 422
    if form.is_valid():
        try:
            close_request(request=asked, by=request.user, outcome=form.cleaned_data["outcome"])
            messages.success(request, _("Closed. It stays readable for you and for whoever asked."))
            return redirect_to(request, "programs:requests", program, cohort)
        except Refusal as refusal:
            add_refusal(form, refusal)
            status = refusal.status
    return _page(request, found, asked, close_form=form, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def mentorship_end(request: PageRequest, program: str, cohort: str, code: str) -> HttpResponse:
    """On behalf of the two: what was to come is called off, what was written stays theirs."""
    found = get_cohort_of(request.user, program, cohort)
    mentorship = get_coordinated_mentorship(request.user, found, code)
    form = EndMentorshipForm(request.POST if request.method == "POST" else None)
    status = 422 if request.method == "POST" else 200
    if request.method == "POST" and form.is_valid():
        try:
            end_for_them(mentorship=mentorship, by=request.user, reason=form.cleaned_data["reason"])
        except Refusal as refusal:
            mentorship.refresh_from_db()
            add_refusal(form, refusal)
            status = refusal.status
        else:
            said = _("This mentorship has ended. Both find everything they wrote where it was.")
            messages.success(request, said)
            return redirect_to(request, "dashboards:mentorships", program, cohort)
    people = [one.enrolment.person for one in mentorship.members.select_related("enrolment__person")]
    page = {
        "program": found.program,
        "cohort": found,
        "mentorship": mentorship,
        "names": " · ".join(person.shown_name for person in people),
        "form": form,
    }
    return render_page(request, "programs/mentorship_end.html", page, status=status)


def _page(
    request: PageRequest,
    cohort: Cohort,
    asked: HelpRequest,
    *,
    answer_form: AnswerRequestForm | None = None,
    close_form: CloseRequestForm | None = None,
    assign_form: AssignForm | None = None,
    sentence: str = "",
    status: int = 200,
) -> HttpResponse:
    page = {
        "program": cohort.program,
        "cohort": cohort,
        "asked": request_page(request.user, asked),
        "answer_form": answer_form or AnswerRequestForm(),
        "close_form": close_form or CloseRequestForm(),
        "assign_form": assign_form or _assign_form(cohort, asked),
        "sentence": sentence,
    }
    return render_page(request, "programs/request.html", page, status=status)


def _assign_form(cohort: Cohort, asked: HelpRequest, typed: QueryDict | None = None) -> AssignForm:
    users = answerers_of(cohort.program, asked.mentorship)
    names = [one.name for one in named(cohort.program, users)]
    initial = {"assigned": str(asked.assigned_id or ""), "comes_first": asked.comes_first}
    return AssignForm(typed, answerers=list(zip(users, names, strict=True)), initial=initial)
