"""Told, asked or confirmed: marks on what the two talked about."""

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from mentorship.accounts.http import PageRequest
from mentorship.lib.pages import redirect_to, render_page, wants_part
from mentorship.lib.refusals import Refusal
from programs.models import Part
from sessions.access import Seat, get_agenda_item, get_meeting, get_seat_with, require
from sessions.actions.told import mark_topic
from sessions.models import Meeting, ToldMark
from sessions.policies import can_mark_topics
from sessions.queries.frame import frame_of
from sessions.queries.meetings import meeting_card
from sessions.queries.told import marked_topics

PARTS = {"told": "told"}


@require_http_methods(["GET", "HEAD", "POST"])
def told(request: PageRequest, code: str, number: int) -> HttpResponse:
    seat = get_seat_with(request.user, code, Part.TOLD_ASKED)
    meeting = get_meeting(seat, number)
    if request.method != "POST":
        return _page(request, seat, meeting)
    require(can_mark_topics(seat.me))
    topic = get_agenda_item(seat, meeting, request.POST.get("topic", ""))
    try:
        mark_topic(by=seat.me, topic=topic, kind=request.POST.get("mark", ""))
    except Refusal as refusal:
        return _page(request, seat, meeting, sentence=refusal.sentence, status=refusal.status)
    if wants_part(request):
        return _page(request, seat, meeting, said=_("“%(title)s” is marked.") % {"title": topic.title})
    return redirect_to(request, "sessions:told", code, number)


def _page(
    request: PageRequest,
    seat: Seat,
    meeting: Meeting,
    *,
    sentence: str = "",
    said: str = "",
    status: int = 200,
) -> HttpResponse:
    page = {
        "frame": frame_of(seat),
        "meeting": meeting_card(seat, meeting),
        "topics": marked_topics(seat, meeting),
        "marks": ToldMark.Kind.choices,
        "sentence": sentence,
        "said": said,
    }
    return render_page(request, "sessions/told.html", page, parts=PARTS, status=status)
