"""What became of a file: what was written, what was skipped, and taking it back."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from mentorship.accounts.http import PageRequest
from mentorship.lib.pages import redirect_to, render_page
from mentorship.lib.refusals import Refusal
from programs.access import get_cohort_of, get_import
from programs.actions.import_orders import MOST_IN_A_REQUEST
from programs.actions.import_undo import order_undo, undo_import
from programs.queries.importing_check import check_sheet, sheet_of
from programs.queries.importing_pages import no_capacity_sentence, no_zone_sentence
from programs.queries.importing_skipped import skipped_csv


@require_safe
def import_done(request: PageRequest, program: str, cohort: str, number: int) -> HttpResponse:
    found = get_cohort_of(request.user, program, cohort)
    upload = get_import(request.user, found, number)
    if not upload.is_written:
        return redirect_to(request, "programs:import_check", program, cohort, number)
    result = upload.mapping["result"]
    notes = [
        sentence(result[name])
        for name, sentence in (("no_capacity", no_capacity_sentence), ("no_zone", no_zone_sentence))
        if result[name]
    ]
    page = {"cohort": found, "program": found.program, "upload": upload, "result": result, "notes": notes}
    page |= {"until": upload.undo_until, "undone": upload.mapping.get("undone")}
    return render_page(request, "programs/import_done.html", page)


@require_safe
def import_skipped(request: PageRequest, program: str, cohort: str, number: int) -> HttpResponse:
    """The rows that did not come in, or would not, each with the reason."""
    found = get_cohort_of(request.user, program, cohort)
    upload = get_import(request.user, found, number)
    text = upload.skipped
    if not upload.is_written and upload.mapping.get("chosen"):
        sheet = sheet_of(upload)
        text = skipped_csv(sheet, check_sheet(sheet, upload.mapping, found, request.user))
    if not text:
        raise Http404
    answer = HttpResponse("\ufeff" + text, content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{_("skipped-rows")}.csv"'
    return answer


@require_POST
def import_undo(request: PageRequest, program: str, cohort: str, number: int) -> HttpResponse:
    found = get_cohort_of(request.user, program, cohort)
    upload = get_import(request.user, found, number)
    if upload.added > MOST_IN_A_REQUEST and upload.undo_until:
        job = order_undo(upload=upload, by=request.user, asked_from=request.path)
        return redirect_to(request, "dashboards:job", job.code)
    try:
        undo_import(upload=upload, by=request.user)
    except Refusal as refusal:
        messages.error(request, refusal.sentence)
    return redirect_to(request, "programs:import_done", program, cohort, number)
