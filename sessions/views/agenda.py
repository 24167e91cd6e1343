"""The agenda of a meeting: add a topic, change it, move it, mark it, take it off, take over what was left."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from mentorship.accounts.http import PageRequest
from mentorship.accounts.once import once
from mentorship.lib.pages import redirect_to, render_page, safe_next, wants_part
from mentorship.lib.refusals import Refusal
from sessions.access import Seat, get_agenda_item, get_meeting, get_seat, require
from sessions.actions.agenda import add_topic, edit_topic, move_topic, remove_topic
from sessions.actions.carrying import carry_over
from sessions.forms.agenda import TopicEditForm, TopicForm
from sessions.models import AgendaItem, Meeting
from sessions.policies import can_edit_topic, can_order_agenda
from sessions.queries.frame import frame_of
from sessions.queries.meetings import meeting_card
from sessions.queries.preparing import agenda_page

PARTS = {"agenda": "agenda"}


@require_http_methods(["GET", "HEAD", "POST"])
@once
def agenda(request: PageRequest, code: str, number: int) -> HttpResponse:
    seat = get_seat(request.user, code)
    meeting = get_meeting(seat, number)
    form = TopicForm(request.POST if request.method == "POST" else None, mentor=seat.me.is_mentor)
    if form.is_valid():
        facts = form.facts()
        if form.attempt(lambda: add_topic(by=seat.me, meeting=meeting, **facts)):
            said = _("Topic “%(title)s” added.") % {"title": facts["title"]}
            return _answer(request, seat, meeting, said, then=TopicForm.FIELD_ID)
    return _page(request, seat, meeting, form)


@require_http_methods(["GET", "HEAD", "POST"])
def agenda_edit(request: PageRequest, code: str, number: int) -> HttpResponse:
    """Its author changes a topic; from two windows, the second sees both texts."""
    seat = get_seat(request.user, code)
    meeting = get_meeting(seat, number)
    item = get_agenda_item(seat, meeting, request.POST.get("topic") or request.GET.get("topic", ""))
    require(can_edit_topic(seat.me, item))
    form = _edit_form(seat, item, request.POST if request.method == "POST" else None)
    if form.is_valid():
        version = form.cleaned_data["version"]
        if form.attempt(lambda: edit_topic(by=seat.me, item=item, version=version, **form.facts())):
            back = safe_next(request, reverse("sessions:prepare", args=[code, number]))
            return redirect_to(request, f"{back}#topic-{item.pk}")
    page = {
        "frame": frame_of(seat),
        "meeting": meeting_card(seat, meeting),
        "item": item,
        "form": form,
        "next": safe_next(request, ""),
    }
    return render_page(request, "sessions/agenda_edit.html", page, status=form.status)


@require_POST
def agenda_move(request: PageRequest, code: str, number: int) -> HttpResponse:
    seat = get_seat(request.user, code)
    meeting = get_meeting(seat, number)
    require(can_order_agenda(seat.me, meeting))
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


@require_POST
def agenda_carry(request: PageRequest, code: str, number: int) -> HttpResponse:
    seat = get_seat(request.user, code)
    meeting = get_meeting(seat, number)
    try:
        made = len(carry_over(by=seat.me, meeting=meeting))
    except Refusal as refusal:
        return _refused(request, seat, meeting, refusal)
    said = ngettext("%(n)d topic taken over.", "%(n)d topics taken over.", made) % {"n": made}
    messages.success(request, said)
    return redirect_to(request, "sessions:prepare", code, number)


def _edit_form(seat: Seat, item: AgendaItem, data: Any) -> TopicEditForm:
    names = ("title", "kind", "tried", "direction", "minutes", "version")
    return TopicEditForm(
        data, mentor=seat.me.is_mentor, initial={name: getattr(item, name) for name in names}
    )


def _answer(
    request: PageRequest, seat: Seat, meeting: Meeting, said: str, then: str = "agenda"
) -> HttpResponse:
    """The agenda as it is now. After a topic was added the next one can be typed at once, script or not."""
    form = TopicForm(mentor=seat.me.is_mentor)
    if wants_part(request):
        if then == TopicForm.FIELD_ID:
            form.fields["title"].widget.attrs["data-focus"] = ""
        return _page(request, seat, meeting, form, said=said)
    page = reverse("sessions:meeting", args=[seat.mentorship.code, meeting.number])
    return redirect_to(request, f"{safe_next(request, page)}#{then}")


def _refused(request: PageRequest, seat: Seat, meeting: Meeting, refusal: Refusal) -> HttpResponse:
    form = TopicForm(mentor=seat.me.is_mentor)
    form.refuse(refusal)
    return _page(request, seat, meeting, form)


def _page(request: PageRequest, seat: Seat, meeting: Meeting, form: TopicForm, **more: Any) -> HttpResponse:
    page = {
        "frame": frame_of(seat),
        "meeting": meeting_card(seat, meeting),
        **agenda_page(seat, meeting),
        "topic_form": form,
        "form": form,
        "next": safe_next(request, ""),
        **more,
    }
    return render_page(request, "sessions/agenda.html", page, parts=PARTS, status=form.status)
