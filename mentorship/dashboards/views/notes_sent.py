"""What was written to a cohort, what became of it, and the page on which its reader reads it."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from mentorship.accounts.http import PageRequest
from mentorship.dashboards.access import get_note_of, get_note_to
from mentorship.lib.downloads import wanted_file
from mentorship.lib.pages import redirect_to, render_page
from mentorship.lib.refusals import Refusal
from programs.access import get_cohort_of
from programs.actions.coordinator_notes import take_back
from programs.queries.notes_sent import NOTES, PAGE, every_note, note_sent, notes_sent
from sessions.emails.coordinator_notes import answers_to, author_of, reader_of, words_for


@require_safe
def notes(request: PageRequest, program: str, cohort: str) -> HttpResponse:
    found = get_cohort_of(request.user, program, cohort)
    if file := wanted_file(request, NOTES):
        return file.answer(every_note(request.user, found), zone=found.program.zone, of=found.code)
    asked = request.GET.get("page", "")
    number = min(max(int(asked), 1), 10_000) if asked.isdecimal() and len(asked) < 6 else 1
    sent, total = notes_sent(request.user, found, number)
    page = {
        "program": found.program,
        "cohort": found,
        "table": NOTES,
        "notes": sent,
        "newer": f"?page={number - 1}" if number > 1 else "",
        "older": f"?page={number + 1}" if number * PAGE < total else "",
        "words": _("%(n)s notes in all") % {"n": total},
    }
    return render_page(request, "dashboards/notes.html", page)


@require_safe
def note(request: PageRequest, program: str, cohort: str, note: str) -> HttpResponse:
    found = get_cohort_of(request.user, program, cohort)
    sent = note_sent(found, get_note_of(request.user, found, note))
    page = {"program": found.program, "cohort": found, "note": sent}
    return render_page(request, "dashboards/note.html", page)


@require_POST
def note_take_back(request: PageRequest, program: str, cohort: str, note: str) -> HttpResponse:
    found = get_cohort_of(request.user, program, cohort)
    try:
        sent = note_sent(found, take_back(note=get_note_of(request.user, found, note), by=request.user))
        words = ngettext("%(n)s mail was taken back.", "%(n)s mails were taken back.", sent.taken_back)
        messages.success(request, words % {"n": sent.taken_back})
    except Refusal as refusal:
        messages.error(request, refusal.sentence)
    return redirect_to(request, "dashboards:note", program, cohort, note)


@require_safe
def note_read(request: PageRequest, note: str) -> HttpResponse:
    """As it was mailed, with what is true now. That somebody opened it is written down nowhere."""
    found = get_note_to(request.user, note)
    reader = reader_of(found, request.user)
    if reader is None:
        raise Http404
    page = {
        "note": found,
        "program": found.cohort.program,
        "author": author_of(found),
        "reply_to": answers_to(found),
        **words_for(found, reader),
    }
    return render_page(request, "dashboards/note_read.html", page)
