"""The notes of a meeting. They save themselves while somebody types; whoever saves second gets both texts."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from mentorship.accounts.http import PageRequest
from mentorship.lib.pages import Context, redirect_to, render_page, safe_next, wants_part
from sessions.access import Seat, get_meeting, get_seat
from sessions.actions.notes import save_note
from sessions.forms.meeting_page import NotesForm, save_by_itself
from sessions.models import Meeting, SharedNote
from sessions.queries.frame import frame_of
from sessions.queries.meetings import meeting_card, note_of

STATE = "notes-state"


@require_http_methods(["GET", "HEAD", "POST"])
def notes(request: PageRequest, code: str, number: int) -> HttpResponse:
    seat = get_seat(request.user, code)
    meeting = get_meeting(seat, number)
    note, said = note_of(seat, meeting), ""
    form = notes_form(seat, meeting, note, request.POST if request.method == "POST" else None)
    if form.is_valid():
        text, version = form.text_with(note.text), form.cleaned_data["version"]
        if saved := form.attempt(lambda: save_note(by=seat.me, meeting=meeting, text=text, version=version)):
            if not wants_part(request):
                back = safe_next(request, reverse("sessions:meeting", args=[code, number]))
                return redirect_to(request, f"{back}#notes")
            note, said, form = saved, _("Notes saved."), notes_form(seat, meeting, saved)
    page = {
        "frame": frame_of(seat),
        "meeting": meeting_card(seat, meeting),
        "note": note,
        "notes_form": form,
        "form": form,
        "said": said,
        "next": safe_next(request, ""),
    }
    return answer_saving(request, "sessions/notes.html", page, part="notes", status=form.status)


def notes_form(seat: Seat, meeting: Meeting, note: SharedNote, data: Any = None) -> NotesForm:
    form = NotesForm(data, initial={"text": note.text, "version": note.version})
    save_by_itself(form, reverse("sessions:notes", args=[seat.mentorship.code, meeting.number]), STATE)
    return form


def answer_saving(
    request: PageRequest, template: str, page: Context, *, part: str, status: int
) -> HttpResponse:
    """A box that saved itself gets its line of state back, or, when it was refused, the whole section with
    both texts."""
    state = f"{part}-state"
    by_itself = wants_part(request) and request.htmx.target == state
    refused = by_itself and status != 200
    parts = {part: part, state: part if refused else "state"}
    answer = render_page(request, template, page, parts=parts, status=status)
    if refused:
        answer["HX-Retarget"], answer["HX-Reswap"] = f"#{part}", "outerHTML"
    return answer
