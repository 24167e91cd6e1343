"""All meetings of a pair; finding a date, moving it, calling it off, saying what became of it."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from mentorship.accounts.http import PageRequest
from mentorship.accounts.once import once
from mentorship.accounts.zones import zone
from mentorship.lib.pages import redirect_to, render_page
from mentorship.lib.refusals import Refusal
from sessions.access import Seat, get_meeting, get_seat, require
from sessions.actions.meetings import book_series, cancel_meeting, log_meeting, move_meeting, record_outcome
from sessions.forms.agenda import TopicForm
from sessions.forms.meeting_page import ActionForm
from sessions.forms.meetings import BookingForm, CancelForm, LogForm, MoveForm, WhenForm
from sessions.models import Meeting
from sessions.policies import can_write
from sessions.queries.clocks import clocks_before
from sessions.queries.feedback import feedback_on
from sessions.queries.frame import frame_of
from sessions.queries.meetings import meeting_card, meetings_page, note_of
from sessions.queries.preparing import agenda_page
from sessions.queries.slots import hours_in_words, notice_of, suggested_slots, time_for_partner
from sessions.queries.space import actions_of
from sessions.queries.times import as_last_time, open_proposal, proposal_card
from sessions.views.notes import notes_form

GET_OR_POST = ["GET", "HEAD", "POST"]


@require_safe
def meetings(request: PageRequest, code: str) -> HttpResponse:
    seat = get_seat(request.user, code)
    proposal = open_proposal(seat)
    page = {
        "frame": frame_of(seat),
        "list": meetings_page(seat),
        "proposal": proposal and proposal_card(seat, proposal),
    }
    return render_page(request, "sessions/meetings.html", page)


@require_http_methods(GET_OR_POST)
@once
def meeting_new(request: PageRequest, code: str) -> HttpResponse:
    seat, wall = get_seat(request.user, code), zone(timezone.get_current_timezone_name())
    require(can_write(seat.mentorship))
    form = BookingForm(request.POST) if request.method == "POST" else BookingForm(initial=as_last_time(seat))
    if form.is_valid():
        facts = {name: form.cleaned_data[name] for name in ("place", "channel")}
        facts["times"] = form.cleaned_data["times"] or 1
        if booked := form.attempt(lambda: book_series(by=seat.me, when=form.when(wall), **facts)):
            return _booked(request, code, booked)
    slots = suggested_slots(seat, wall)
    page = {
        **_when_page(request, seat, form),
        "slots": slots,
        "clocks": clocks_before(seat, slots[-1].starts_at) if slots else [],
        "notice": notice_of(seat),
        "my_hours": hours_in_words(seat.me.enrolment.person),
        "partner_hours": hours_in_words(seat.partner.enrolment.person),
    }
    return render_page(request, "sessions/meeting_new.html", page, parts=WHEN_PARTS, status=form.status)


@require_http_methods(GET_OR_POST)
@once
def meeting_log(request: PageRequest, code: str) -> HttpResponse:
    seat, wall = get_seat(request.user, code), zone(timezone.get_current_timezone_name())
    require(can_write(seat.mentorship))
    form = LogForm(request.POST) if request.method == "POST" else LogForm()
    if form.is_valid() and (held := form.attempt(lambda: log_meeting(by=seat.me, when=form.when(wall)))):
        messages.success(request, _("Noted: you two met."))
        return redirect_to(request, "sessions:meeting", code, held.number)
    page = {"frame": frame_of(seat), "form": form}
    return render_page(request, "sessions/meeting_log.html", page, status=form.status)


@require_safe
def meeting(request: PageRequest, code: str, number: int) -> HttpResponse:
    seat = get_seat(request.user, code)
    found = get_meeting(seat, number)
    note = note_of(seat, found)
    partner = seat.partner.enrolment.person.first_name
    page = {
        "frame": frame_of(seat),
        "meeting": meeting_card(seat, found),
        **agenda_page(seat, found),
        "topic_form": TopicForm(mentor=seat.me.is_mentor),
        "clocks": clocks_before(seat, found.starts_at),
        "note": note,
        "notes_form": notes_form(seat, found, note),
        "feedback": feedback_on(seat, found),
        "groups": actions_of(seat),
        "action_form": ActionForm(partner=partner, initial={"owner": "me", "meeting": number}),
        "next": request.path,
    }
    return render_page(request, "sessions/meeting.html", page)


@require_http_methods(GET_OR_POST)
def meeting_move(request: PageRequest, code: str, number: int) -> HttpResponse:
    seat, wall = get_seat(request.user, code), zone(timezone.get_current_timezone_name())
    found = get_meeting(seat, number)
    form = MoveForm(request.POST) if request.method == "POST" else MoveForm(initial=_as_it_is(found, wall))
    if form.is_valid():
        words = {name: form.cleaned_data[name] for name in ("version", "place", "line", "channel")}
        if form.attempt(lambda: move_meeting(by=seat.me, meeting=found, when=form.when(wall), **words)):
            messages.success(request, _("Moved. Both of you get the new date by mail."))
            return redirect_to(request, "sessions:meeting", code, number)
    page = {**_when_page(request, seat, form), "meeting": meeting_card(seat, found)}
    return render_page(request, "sessions/meeting_move.html", page, parts=WHEN_PARTS, status=form.status)


@require_http_methods(GET_OR_POST)
def meeting_cancel(request: PageRequest, code: str, number: int) -> HttpResponse:
    seat = get_seat(request.user, code)
    found = get_meeting(seat, number)
    form = CancelForm(request.POST) if request.method == "POST" else CancelForm()
    if form.is_valid():
        line = form.cleaned_data["line"]
        if form.attempt(lambda: cancel_meeting(by=seat.me, meeting=found, line=line)):
            messages.success(request, _("Called off. Both of you hear of it by mail."))
            return redirect_to(request, "sessions:meeting", code, number)
    page = {"frame": frame_of(seat), "form": form, "meeting": meeting_card(seat, found)}
    return render_page(request, "sessions/meeting_cancel.html", page, status=form.status)


@require_POST
def meeting_outcome(request: PageRequest, code: str, number: int) -> HttpResponse:
    seat = get_seat(request.user, code)
    found = get_meeting(seat, number)
    try:
        record_outcome(by=seat.me, meeting=found, answer=request.POST.get("happened", ""))
    except Refusal as refusal:
        page = {"frame": frame_of(seat), "meeting": meeting_card(seat, found), "sentence": refusal.sentence}
        return render_page(request, "sessions/meeting_refused.html", page, status=refusal.status)
    return redirect_to(request, "sessions:meeting", code, number)


def _booked(request: PageRequest, code: str, booked: list[Meeting]) -> HttpResponse:
    if len(booked) == 1:
        messages.success(request, _("Booked. Both of you get an invitation by mail."))
        return redirect_to(request, "sessions:meeting", code, booked[0].number)
    said = _("%(n)d meetings booked. Both of you get an invitation for each by mail.")
    messages.success(request, said % {"n": len(booked)})
    return redirect_to(request, "sessions:meetings", code)


WHEN_PARTS = {"for-partner": "for_partner"}


def _when_page(request: PageRequest, seat: Seat, form: WhenForm) -> dict[str, Any]:
    """The frame, the form, and the other's time for what stands in its boxes so far."""
    form.ask_for_partner(request.path)
    typed = request.POST if request.method == "POST" else request.GET
    frame = frame_of(seat)
    told = time_for_partner(typed.get("day", ""), typed.get("hour", ""), frame)
    return {"frame": frame, "form": form, "for_partner": told}


def _as_it_is(meeting: Meeting, wall: Any) -> dict[str, Any]:
    start = meeting.starts_at.astimezone(wall)
    return {
        "day": start.date(),
        "hour": start.time(),
        "minutes": int((meeting.ends_at - meeting.starts_at).total_seconds() // 60),
        "channel": meeting.channel,
        "place": meeting.place,
        "version": meeting.version,
    }
