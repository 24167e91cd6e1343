"""From a page of the library into a mentorship, in one press."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from mentorship.accounts.http import PageRequest
from mentorship.lib.pages import redirect_to, render_page
from mentorship.lib.refusals import Refusal
from programs.models import Part
from programs.queries.guides import Guide
from programs.queries.library import Entry, find
from sessions.access import Seat, get_seat, get_seat_with
from sessions.actions import library
from sessions.queries.frame import frame_of


@require_POST
def share_from_library(request: PageRequest, code: str) -> HttpResponse:
    seat = get_seat_with(request.user, code, Part.RESOURCES)
    entry, _guide = _found(request)
    try:
        library.share_from_library(by=seat.me, slug=entry.slug, title=entry.title, why=entry.summary)
    except Refusal as refusal:
        return _refused(request, seat, entry, refusal)
    return redirect_to(request, "sessions:resources", code)


@require_POST
def agenda_from_library(request: PageRequest, code: str) -> HttpResponse:
    seat = get_seat(request.user, code)
    entry, guide = _found(request)
    if guide is None or not guide.agenda:
        raise Http404
    try:
        meeting = library.put_on_agenda(by=seat.me, guide=guide)
    except Refusal as refusal:
        return _refused(request, seat, entry, refusal)
    messages.success(request, _("The topics are on the agenda."))
    return redirect_to(request, "sessions:meeting", code, meeting.number)


def _found(request: PageRequest) -> tuple[Entry, Guide | None]:
    """What the form names, if this person may read it."""
    if (found := find(request.user, request.POST.get("slug", ""))) is None:
        raise Http404
    return found[0], found[1]


def _refused(request: PageRequest, seat: Seat, entry: Entry, refusal: Refusal) -> HttpResponse:
    page = {"frame": frame_of(seat), "entry": entry, "sentence": refusal.sentence}
    return render_page(request, "sessions/library_refused.html", page, status=refusal.status)
