"""What people sent the coordinators of a cohort with a check-in."""

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from mentorship.accounts.http import PageRequest
from mentorship.lib.pages import redirect_to, render_page
from programs.access import get_cohort_of
from sessions.access import get_check_in_note
from sessions.actions.check_ins import mark_note_read
from sessions.queries.check_in_notes import notes_in


@require_safe
def check_in_notes(request: PageRequest, program: str, cohort: str) -> HttpResponse:
    found = get_cohort_of(request.user, program, cohort)
    page = {"program": found.program, "cohort": found, "notes": notes_in(request.user, found)}
    return render_page(request, "sessions/check_in_notes.html", page)


@require_POST
def check_in_note_read(request: PageRequest, program: str, cohort: str) -> HttpResponse:
    found = get_cohort_of(request.user, program, cohort)
    note = get_check_in_note(request.user, found, request.POST.get("note", ""))
    mark_note_read(note=note, by=request.user)
    messages.success(request, _("Marked as read, for all coordinators."))
    return redirect_to(request, "sessions:check_in_notes", program, cohort)
