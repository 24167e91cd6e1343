"""The agenda of a meeting: add a topic, move it, take it off."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from mentorship.accounts.http import PageRequest
from mentorship.accounts.once import once
from mentorship.lib.pages import redirect_to, render_page, wants_part
from mentorship.lib.refusals import Refusal
from sessions.access import Seat, get_agenda_item, get_meeting, get_seat, require
from sessions.actions.agenda import add_topic, move_topic, remove_topic
from sessions.forms.meeting_page import TopicForm
from sessions.models import Meeting
from sessions.policies import can_order_agenda
from sessions.queries.frame import frame_of
from sessions.queries.meetings import meeting_card, topics_of

PARTS = {"agenda": "agenda"}


@require_http_methods(["GET", "HEAD", "POST"])
@once
def agenda(request: PageRequest, code: str, number: int) -> HttpResponse:
    seat = get_seat(request.user, code)
    meeting = get_meeting(seat, number)
    form = TopicForm(request.POST) if request.method == "POST" else TopicForm()
    if form.is_valid():
        title = form.cleaned_data["title"]
        if form.attempt(lambda: add_topic(by=seat.me, meeting=meeting, title=title)):
            said = _("Topic “%(title)s” added.") % {"title": title}
            return _answer(request, seat, meeting, said, then=TopicForm.FIELD_ID)
    return _page(request, seat, meeting, form)


@require_POST
def agenda_move(request: PageRequest, code: str, number: int) -> HttpResponse:
    seat = get_seat(request.user, code)
    meeting = get_meeting(seat, number)
    require(can_order_agenda(seat.me))
    item = get_agenda_item(seat, meeting, request.POST.get("topic", ""))
    up = request.POST.get("to") == "up"
    try:
        move_topic(by=seat.me, item=item, up=up)
    except Refusal as refusal:
        return _refused(request, seat, meeting, refusal)
    return _answer(request, seat, meeting, _("“%(title)s” moved.") % {"title": item.title})


@require_POST
def agenda_remove(request: PageRequest, code: str, number: int) -> HttpResponse:
    seat = get_seat(request.user, code)
    meeting = get_meeting(seat, number)
    item = get_agenda_item(seat, meeting, request.POST.get("topic", ""))
    try:
        remove_topic(by=seat.me, item=item)
    except Refusal as refusal:
        return _refused(request, seat, meeting, refusal)
    return _answer(request, seat, meeting, _("“%(title)s” is off the agenda.") % {"title": item.title})


def _answer(
    request: PageRequest, seat: Seat, meeting: Meeting, said: str, then: str = "agenda"
) -> HttpResponse:
    """The agenda as it is now. After a topic was added the next one can be typed at once, script or not."""
    form = TopicForm()
    if wants_part(request):
        if then == TopicForm.FIELD_ID:
            form.fields["title"].widget.attrs["data-focus"] = ""
        return _page(request, seat, meeting, form, said=said)
    page = reverse("sessions:meeting", args=[seat.mentorship.code, meeting.number])
    return redirect_to(request, f"{page}#{then}")


def _refused(request: PageRequest, seat: Seat, meeting: Meeting, refusal: Refusal) -> HttpResponse:
    form = TopicForm()
    form.refuse(refusal)
    return _page(request, seat, meeting, form)


def _page(request: PageRequest, seat: Seat, meeting: Meeting, form: TopicForm, **more: Any) -> HttpResponse:
    page = {
        "frame": frame_of(seat),
        "meeting": meeting_card(seat, meeting),
        "topics": topics_of(seat, meeting),
        "topic_form": form,
        "form": form,
        **more,
    }
    return render_page(request, "sessions/agenda.html", page, parts=PARTS, status=form.status)
