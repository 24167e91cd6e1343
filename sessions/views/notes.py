"""The notes of a meeting. Whoever saves second gets both texts."""

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from mentorship.accounts.http import PageRequest
from mentorship.lib.pages import redirect_to, render_page, wants_part
from sessions.access import get_meeting, get_seat
from sessions.actions.notes import save_note
from sessions.forms.meeting_page import NotesForm
from sessions.queries.frame import frame_of
from sessions.queries.meetings import meeting_card, note_of

PARTS = {"notes": "notes"}


@require_http_methods(["GET", "HEAD", "POST"])
def notes(request: PageRequest, code: str, number: int) -> HttpResponse:
    seat = get_seat(request.user, code)
    meeting = get_meeting(seat, number)
    note, said = note_of(seat, meeting), ""
    form = NotesForm(request.POST) if request.method == "POST" else NotesForm(initial=vars(note))
    if form.is_valid():
        text, version = form.text_with(note.text), form.cleaned_data["version"]
        if saved := form.attempt(lambda: save_note(by=seat.me, meeting=meeting, text=text, version=version)):
            if not wants_part(request):
                answer = redirect_to(request, "sessions:meeting", code, number)
                return redirect_to(request, f"{answer['Location']}#notes")
            note, said, form = saved, _("Notes saved."), NotesForm(initial=vars(saved))
    page = {
        "frame": frame_of(seat),
        "meeting": meeting_card(seat, meeting),
        "note": note,
        "notes_form": form,
        "form": form,
        "said": said,
    }
    return render_page(request, "sessions/notes.html", page, parts=PARTS, status=form.status)
