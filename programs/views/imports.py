"""A file of people, in three steps: choose it, say what its columns mean, check and write."""

from typing import Any

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods

from mentorship.accounts.http import PageRequest
from mentorship.accounts.once import once
from mentorship.lib.pages import redirect_to, render_page
from mentorship.lib.refusals import Refusal
from programs import events
from programs.access import get_cohort_of, get_import
from programs.actions.import_orders import MOST_IN_A_REQUEST, order_import
from programs.actions.imports import choose_columns, import_people, keep_file, read_again, refuse_problems
from programs.forms.imports import WISHES, ColumnsForm, FileForm, ImportForm, ReadForm
from programs.forms.refusals import add_refusal
from programs.models import Cohort, PeopleImport
from programs.queries.importing import Sheet
from programs.queries.importing_check import check_sheet, sheet_of
from programs.queries.importing_pages import CheckPage, check_page, columns_of, unused_columns
from programs.queries.importing_questions import homes_of
from programs.queries.importing_rows import Check
from programs.queries.questions import live_questions


@require_http_methods(["GET", "HEAD", "POST"])
@once
def import_new(request: PageRequest, program: str, cohort: str) -> HttpResponse:
    found = get_cohort_of(request.user, program, cohort)
    form = FileForm(request.POST, request.FILES) if request.method == "POST" else FileForm()
    if form.is_bound and form.is_valid():
        kept = keep_file(cohort=found, upload=form.upload, filename=form.filename, by=request.user)
        step = "programs:import_check" if kept.mapping.get("chosen") else "programs:import_map"
        return redirect_to(request, step, program, cohort, kept.number)
    page = {"cohort": found, "program": found.program, "form": form}
    return render_page(request, "programs/import_new.html", page, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def import_map(request: PageRequest, program: str, cohort: str, number: int) -> HttpResponse:
    found = get_cohort_of(request.user, program, cohort)
    upload = get_import(request.user, found, number)
    if upload.is_written:
        return redirect_to(request, "programs:import_done", program, cohort, number)
    sheet = sheet_of(upload)
    again = request.POST if "read" in request.POST else None
    reading = ReadForm(again, sheet=sheet, encoding=str(upload.mapping.get("encoding")))
    if reading.is_bound and _read_again(upload, reading):
        return redirect_to(request, "programs:import_map", program, cohort, number)
    posted = request.POST if request.method == "POST" and not reading.is_bound else None
    questions = live_questions(found.program)[1]
    form = ColumnsForm(posted, sheet=sheet, mapping=upload.mapping, questions=questions)
    if form.is_bound and form.is_valid():
        try:
            choose_columns(upload=upload, choices=form.choices())
        except Refusal:  # it was written a moment ago, in another window
            return redirect_to(request, "programs:import_done", program, cohort, number)
        return redirect_to(request, "programs:import_check", program, cohort, number)
    page = {
        "cohort": found,
        "program": found.program,
        "upload": upload,
        "form": form,
        "reading": reading,
        "sheet": sheet,
    }
    shown = columns_of(sheet, homes_of(questions, sheet.header))
    page["columns"] = zip(shown, [form[name] for name in form.column_names], strict=True)
    refused = form.is_bound or reading.is_bound
    return render_page(request, "programs/import_map.html", page, status=422 if refused else 200)


def _read_again(upload: PeopleImport, reading: ReadForm) -> bool:
    if not reading.is_valid():
        return False
    try:
        read_again(
            upload=upload,
            encoding=reading.cleaned_data.get("encoding", ""),
            separator=reading.cleaned_data["separator"],
        )
    except Refusal as refusal:
        add_refusal(reading, refusal)
        return False
    return True


@require_http_methods(["GET", "HEAD", "POST"])
@once
def import_check(request: PageRequest, program: str, cohort: str, number: int) -> HttpResponse:
    found = get_cohort_of(request.user, program, cohort)
    upload = get_import(request.user, found, number)
    if elsewhere := _other_step(upload):
        return redirect_to(request, elsewhere, program, cohort, number)
    form = ImportForm(request.POST if request.method == "POST" else None)
    sheet = sheet_of(upload)
    check = check_sheet(sheet, upload.mapping, found, request.user)
    status = 200
    if form.is_bound and form.is_valid():
        try:
            return _import(request, upload, check, form)
        except Refusal as refusal:
            add_refusal(form, refusal)
            status = refusal.status
    return show_check(request, found, upload, page_of(request, found, check, sheet), form=form, status=status)


def page_of(request: PageRequest, cohort: Cohort, check: Check, sheet: Sheet) -> CheckPage:
    """With what the rules of matching say against its pairs. Of people nobody knows yet they say nothing."""
    known = [(pair.mentor, pair.mentee) for pair in check.pairs if min(pair.mentor, pair.mentee) > 0]
    answers: Any = []
    if known:
        facts = {"cohort": cohort, "pairs": known, "by": request.user}
        answers = events.pairs_brought.send(sender=PeopleImport, **facts)
    return check_page(
        check, sheet, {two: rules for _receiver, said in answers for two, rules in said.items()}
    )


def show_check(
    request: PageRequest,
    cohort: Cohort,
    upload: PeopleImport,
    check: CheckPage,
    *,
    form: ImportForm,
    status: int = 200,
    **told: Any,
) -> HttpResponse:
    """The page of a check, or for a press beside a problem the part that changed; `told` is what is read out."""
    page = {
        "cohort": cohort,
        "program": cohort.program,
        "upload": upload,
        "form": form,
        "check": check,
        "unused": unused_columns(sheet_of(upload), upload.mapping),
        **told,
    }
    template = "programs/import_check.html"
    return render_page(request, template, page, parts={"checked": "checked"}, status=status)


def _import(request: PageRequest, upload: PeopleImport, check: Check, form: ImportForm) -> HttpResponse:
    """To what was written; of a long file, to the page of the job that writes it."""
    wishes = {name: form.cleaned_data[name] for name in WISHES}
    refuse_problems(check, skip_problems=wishes["skip_problems"])
    if check.adds + (len(check.changes) if wishes["update"] else 0) > MOST_IN_A_REQUEST:
        job = order_import(upload=upload, by=request.user, asked_from=request.path, **wishes)
        return redirect_to(request, "dashboards:job", job.code)
    import_people(upload=upload, by=request.user, **wishes)
    cohort = upload.cohort
    return redirect_to(request, "programs:import_done", cohort.program.code, cohort.code, upload.number)


def _other_step(upload: PeopleImport) -> str:
    """Where somebody belongs who asks for the check too late or too early."""
    if upload.is_written:
        return "programs:import_done"
    return "" if upload.mapping.get("chosen") else "programs:import_map"
