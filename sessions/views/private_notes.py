"""All notes of a pair in one place, one's private ones beside them, and everything as a file."""

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from mentorship.accounts.http import PageRequest
from mentorship.lib.pages import redirect_to, render_page, wants_part
from programs.models import Part
from sessions.access import get_meeting, get_seat_with
from sessions.actions.private_notes import save_private_note
from sessions.forms.private_notes import PrivateNoteForm
from sessions.queries.frame import frame_of
from sessions.queries.private_notes import notes_as_markdown, notes_of, private_note_of
from sessions.views.saving import state_of_draft


@require_safe
def all_notes(request: PageRequest, code: str) -> HttpResponse:
    seat = get_seat_with(request.user, code, Part.NOTES)
    page = {"frame": frame_of(seat), "notes": notes_of(seat, request.GET.get("q", "")[:200])}
    return render_page(request, "sessions/all_notes.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
def private_note(request: PageRequest, code: str, number: int) -> HttpResponse:
    """Number 0 is the one that belongs to no meeting."""
    seat = get_seat_with(request.user, code, Part.NOTES)
    meeting = get_meeting(seat, number) if number else None
    note = private_note_of(seat, meeting)
    form = PrivateNoteForm(request.POST if request.method == "POST" else None, initial=vars(note))
    if form.is_valid():
        text, version = form.text_with(note.text), form.read_version
        saved = form.attempt(
            lambda: save_private_note(by=seat.me, meeting=meeting, text=text, version=version)
        )
        if saved and (form.keeps_both or not wants_part(request)):
            return redirect_to(request, "sessions:private_note", code, number)
        note = saved or private_note_of(seat, meeting)
    page = {
        "frame": frame_of(seat),
        "number": number,
        "starts_at": meeting.starts_at if meeting else None,
        "form": form,
        "draft": state_of_draft(note, form, f"private-{number}"),
    }
    parts = {f"private-{number}-state": "state"}
    return render_page(request, "sessions/private_note.html", page, parts=parts, status=form.status)


@require_safe
def notes_export(request: PageRequest, code: str) -> HttpResponse:
    """What the reader may read, as a file; it says which of it the other reads too."""
    seat = get_seat_with(request.user, code, Part.NOTES)
    answer = HttpResponse(notes_as_markdown(seat), content_type="text/markdown; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{_("notes")}-{code}.md"'
    return answer
