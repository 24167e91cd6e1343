"""The presses beside the problems of a file: each mends it and leads back to the check."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from mentorship.accounts.http import PageRequest
from mentorship.lib.pages import redirect_to, wants_part
from mentorship.lib.refusals import Refusal
from programs.access import get_cohort_of, get_import
from programs.actions import import_fixes as fixes
from programs.forms.import_fixes import FixForm
from programs.forms.imports import ImportForm, ticked
from programs.models import Cohort, PeopleImport
from programs.queries.importing_check import check_sheet, sheet_of
from programs.queries.importing_counts import counts_words
from programs.queries.importing_pages import CheckPage
from programs.views.imports import page_of, show_check


@require_POST
def import_fix(request: PageRequest, program: str, cohort: str, number: int) -> HttpResponse:
    """Back to the check; HTMX gets the part of it that changed, and the new counts to read out."""
    found = get_cohort_of(request.user, program, cohort)
    upload = get_import(request.user, found, number)
    form, said, refused = FixForm(request.POST), "", ""
    if form.is_valid():
        try:
            _mend(request, upload, form)
            said = _("The file was checked again.")
        except Refusal as refusal:  # it went in meanwhile, or a cell is far too long
            refused = refusal.sentence
    upload.refresh_from_db()
    if wants_part(request) and upload.mapping.get("chosen") and not upload.is_written:
        return _part(request, found, upload, form, said=said, refused=refused)
    if said:
        messages.success(request, said)
    if refused:
        messages.error(request, refused)
    return redirect_to(request, "programs:import_check", program, cohort, number)


def _part(
    request: PageRequest, cohort: Cohort, upload: PeopleImport, form: FixForm, *, said: str, refused: str
) -> HttpResponse:
    sheet = sheet_of(upload)
    check = page_of(request, cohort, check_sheet(sheet, upload.mapping, cohort, request.user), sheet)
    told: dict[str, Any] = {
        "said": refused or f"{said} {counts_words(check)}",
        "told": "alert" if refused else "announce",
        "moved": _is_gone(form, check),
    }
    return show_check(request, cohort, upload, check, form=ImportForm(initial=ticked(request.POST)), **told)


def _is_gone(form: FixForm, check: CheckPage) -> bool:
    """Whether what was pressed, or typed into, stands on the page no longer, so that focus needs another place."""
    press, _colon, kind = form.data.get("do", "").partition(":")
    if kind:
        return kind not in {group.code for group in check.groups}
    if press == "back":
        return True
    fields = {shown.field for group in check.groups for shown in group.problems}
    return not {name for name in form.data if name.startswith("cell-")} <= fields


def _mend(request: PageRequest, upload: PeopleImport, form: FixForm) -> None:
    """The boxes stand in one form: a press beside one kind of problem must not throw away what was typed at another."""
    if form.cells:
        fixes.correct_cells(upload=upload, cells=form.cells)
    if form.words:
        fixes.say_words(upload=upload, words=form.words)
    press, _colon, kind = form.cleaned_data["do"].partition(":")
    match press:
        case "repair":
            fixes.repair(upload=upload, kind=kind, by=request.user)
        case "leave":
            fixes.leave_out(upload=upload, kind=kind, by=request.user)
        case "back":
            fixes.bring_back(upload=upload)
