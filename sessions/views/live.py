"""A meeting while it runs. The page asks every fifteen seconds whether something changed, and mostly nothing did."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from mentorship.accounts.http import PageRequest
from mentorship.lib.pages import redirect_to, render_page, wants_part
from mentorship.lib.refusals import Refusal
from sessions.access import Seat, get_agenda_item, get_meeting, get_seat
from sessions.actions.agenda import mark_topic
from sessions.forms.meeting_page import ActionForm
from sessions.models import Meeting
from sessions.queries.frame import frame_of
from sessions.queries.live import live_state
from sessions.queries.meetings import meeting_card, note_of
from sessions.queries.space import actions_of
from sessions.queries.topics import topics_of
from sessions.views.notes import notes_form

PARTS = {"live-topics": "topics"}


@require_safe
def live(request: PageRequest, code: str, number: int) -> HttpResponse:
    seat = get_seat(request.user, code)
    meeting = get_meeting(seat, number)
    if wants_part(request) and request.htmx.target == "live-state":
        return _state(request, seat, meeting)
    note = note_of(seat, meeting)
    partner = seat.partner.enrolment.person.first_name
    here = reverse("sessions:live", args=[code, number])
    page = {
        **_topics_page(seat, meeting),
        "seen": "",
        "note": note,
        "notes_form": notes_form(seat, meeting, note),
        "groups": actions_of(seat),
        "action_form": ActionForm(partner=partner, initial={"owner": "me", "meeting": number}),
        "next": here,
    }
    return render_page(request, "sessions/live.html", page)


@require_POST
def topic_mark(request: PageRequest, code: str, number: int) -> HttpResponse:
    """Talked about, or parked; then the next topic that is still open stands open."""
    seat = get_seat(request.user, code)
    meeting = get_meeting(seat, number)
    item = get_agenda_item(seat, meeting, request.POST.get("topic", ""))
    mark, on = request.POST.get("mark", ""), request.POST.get("on") == "yes"
    try:
        item = mark_topic(by=seat.me, item=item, mark=mark, on=on)
    except Refusal as refusal:
        page = {"frame": frame_of(seat), "meeting": meeting_card(seat, meeting), "sentence": refusal.sentence}
        return render_page(request, "sessions/meeting_refused.html", page, status=refusal.status)
    if not wants_part(request):
        page_url = reverse("sessions:live", args=[code, number])
        return redirect_to(request, f"{page_url}#live-topics")
    words = {"discussed": _("Talked about: “%(title)s”."), "parked": _("Parked for next time: “%(title)s”.")}
    said = words[mark] if on else _("Open again: “%(title)s”.")
    page = {**_topics_page(seat, meeting), "said": said % {"title": item.title}}
    return render_page(request, "sessions/live.html", page, parts=PARTS)


def _state(request: PageRequest, seat: Seat, meeting: Meeting) -> HttpResponse:
    """204 where neither the time in words nor the content is other than what the page has."""
    state = live_state(seat, meeting)
    if request.GET.get("tag") == state.tag:
        return HttpResponse(status=204)
    seen = request.GET.get("seen", "")
    page = {
        "frame": frame_of(seat),
        "meeting": meeting_card(seat, meeting),
        "state": state,
        "seen": seen,
        "changed": bool(seen) and seen != state.content,
    }
    return render_page(request, "sessions/live.html", page, parts={"live-state": "state"})


def _topics_page(seat: Seat, meeting: Meeting) -> dict[str, Any]:
    topics = topics_of(seat, meeting)
    waiting = [topic.pk for topic in topics if not topic.discussed and not topic.parked]
    return {
        "frame": frame_of(seat),
        "meeting": meeting_card(seat, meeting),
        "topics": topics,
        "open_topic": waiting[0] if waiting else None,
        "state": live_state(seat, meeting),
    }
