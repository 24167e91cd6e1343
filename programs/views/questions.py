"""Building the enrolment form of a program: its questions in order, and how they look to who is asked."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from mentorship.accounts.http import PageRequest
from mentorship.accounts.once import once
from mentorship.lib.pages import redirect_to, render_page
from mentorship.lib.refusals import Refusal
from programs.access import get_program
from programs.actions import questions as actions
from programs.forms.asked import PreviewForm
from programs.forms.questions import QuestionForm, initial_of
from programs.forms.refusals import add_refusal
from programs.models import Program, Question
from programs.models.enrolments import Role
from programs.queries.questions import form_page
from programs.queries.ready_questions import ready_for, ready_question

PARTS = {"preview": "preview"}
GET_OR_POST = ["GET", "HEAD", "POST"]


@require_safe
def program_questions(request: PageRequest, program: str) -> HttpResponse:
    return _page(request, get_program(request.user, program))


def _page(request: PageRequest, program: Program, *, problem: str = "", status: int = 200) -> HttpResponse:
    form = form_page(program)
    page = {
        "program": program,
        "page": form,
        "ready": ready_for(program.kind, form.questions),
        "problem": problem,
        **_preview(request, form.questions),
    }
    return render_page(request, "programs/program_questions.html", page, parts=PARTS, status=status)


def _preview(request: PageRequest, questions: list[Question]) -> dict[str, Any]:
    role = Role.MENTOR if request.GET.get("as") == Role.MENTOR else Role.MENTEE
    return {"preview": PreviewForm(questions=questions, role=role), "role": role}


@require_http_methods(GET_OR_POST)
@once
def question_new(request: PageRequest, program: str) -> HttpResponse:
    found = get_program(request.user, program)
    form = QuestionForm(request.POST) if request.method == "POST" else QuestionForm()
    status = 422 if form.is_bound else 200
    if form.is_valid():
        try:
            made = actions.add_question(by=request.user, program=found, **form.facts())
        except Refusal as refusal:
            add_refusal(form, refusal)
            status = refusal.status
        else:
            messages.success(request, _("Added. People are asked it once you publish the form."))
            return redirect_to(request, _back(found, made.code))
    return _question_page(request, found, form, None, status)


@require_http_methods(GET_OR_POST)
def question(request: PageRequest, program: str, question: str) -> HttpResponse:
    found = get_program(request.user, program)
    asked = _asked(found, question)
    form = QuestionForm(request.POST) if request.method == "POST" else QuestionForm(initial=initial_of(asked))
    status = 422 if form.is_bound else 200
    if form.is_valid():
        try:
            edits = form.cleaned_data["edits"] or 0
            actions.edit_question(by=request.user, program=found, code=question, edits=edits, **form.facts())
        except Refusal as refusal:
            add_refusal(form, refusal)
            status = refusal.status
        else:
            messages.success(request, _("Saved. People see it once you publish the form."))
            return redirect_to(request, _back(found, question))
    return _question_page(request, found, form, asked, status)


def _question_page(
    request: PageRequest, program: Program, form: QuestionForm, asked: Question | None, status: int
) -> HttpResponse:
    """With the question as it is typed at its place in the preview. After a conflict, what is saved now is shown."""
    drafted = form if form.is_bound else QuestionForm({**form.initial, **_usual(form)})
    page = {
        "program": program,
        "form": form,
        "asked": asked,
        "conflict": status == 409 and asked is not None,
        "saved": _asked(program, asked.code) if status == 409 and asked else None,
        **_one(drafted.as_typed()),
    }
    return render_page(request, "programs/program_question.html", page, status=status)


def _usual(form: QuestionForm) -> dict[str, Any]:
    given = {name: form[name].value() for name in form.fields if name != "form_key"}
    return given | {"options": "\n".join(given["options"] or [])}


@require_POST
def question_preview(request: PageRequest, program: str) -> HttpResponse:
    """The question as it is typed right now; nothing of it is saved. A POST, as it may be too long for an address."""
    found = get_program(request.user, program)
    page = {"program": found, **_one(QuestionForm(request.POST).as_typed())}
    return render_page(request, "programs/program_question.html#preview", page)


def _one(asked: Question) -> dict[str, Any]:
    return {"preview": PreviewForm(questions=[asked], role=asked.roles[0]), "roles": asked.roles}


@require_POST
def question_move(request: PageRequest, program: str, question: str) -> HttpResponse:
    up = request.POST.get("way") == "up"
    return _do(
        request,
        program,
        lambda found: actions.move_question(by=request.user, program=found, code=question, up=up),
        back=question,
    )


@require_POST
def question_remove(request: PageRequest, program: str, question: str) -> HttpResponse:
    said = _("Removed from the draft. What was answered to it is kept.")
    return _do(
        request,
        program,
        lambda found: actions.remove_question(by=request.user, program=found, code=question),
        said=said,
    )


@require_POST
def question_ready(request: PageRequest, program: str) -> HttpResponse:
    """One of the questions that suit the program's kind, taken over."""

    def take(found: Program) -> None:
        facts = ready_question(found.kind, request.POST.get("number", ""))
        if facts is None:
            raise Refusal(_("Choose one of the questions below."))
        actions.add_question(by=request.user, program=found, **facts)

    return _do(request, program, take, said=_("Added. Reword it as you like."))


@require_POST
def form_publish(request: PageRequest, program: str) -> HttpResponse:
    said = _("Published. Whoever enrols from now on is asked this.")
    return _do(
        request, program, lambda found: actions.publish_form(by=request.user, program=found), said=said
    )


@require_POST
def form_discard(request: PageRequest, program: str) -> HttpResponse:
    said = _("The changes are gone. People see what they saw before.")
    return _do(
        request, program, lambda found: actions.discard_draft(by=request.user, program=found), said=said
    )


def _do(
    request: PageRequest, program: str, act: Callable[[Program], object], *, said: str = "", back: str = ""
) -> HttpResponse:
    """Act and go back to the questions; a refusal is a sentence there."""
    found = get_program(request.user, program)
    try:
        act(found)
    except Refusal as refusal:
        return _page(request, found, problem=refusal.sentence, status=refusal.status)
    if said:
        messages.success(request, said)
    return redirect_to(request, _back(found, back))


def _asked(program: Program, code: str) -> Question:
    """Of the draft, else of what is live."""
    found = next((one for one in form_page(program).questions if one.code == code), None)
    if found is None:
        raise Http404
    return found


def _back(program: Program, code: str = "") -> str:
    where = reverse("programs:program_questions", args=[program.code])
    return f"{where}#q-{code}" if code else where
