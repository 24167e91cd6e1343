"""The presses beside the problems of a file: each mends it and leads back to the check."""

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from mentorship.accounts.http import PageRequest
from mentorship.lib.pages import redirect_to
from mentorship.lib.refusals import Refusal
from programs.access import get_cohort_of, get_import
from programs.actions import import_fixes as fixes
from programs.forms.import_fixes import FixForm
from programs.models import PeopleImport


@require_POST
def import_fix(request: PageRequest, program: str, cohort: str, number: int) -> HttpResponse:
    found = get_cohort_of(request.user, program, cohort)
    upload = get_import(request.user, found, number)
    form = FixForm(request.POST)
    if form.is_valid():
        try:
            _mend(request, upload, form)
            messages.success(request, _("The file was checked again."))
        except Refusal as refusal:  # it went in meanwhile, or a cell is far too long
            messages.error(request, refusal.sentence)
    return redirect_to(request, "programs:import_check", program, cohort, number)


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
