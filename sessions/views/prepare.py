"""Preparing a meeting: the agenda, what is left from last time, one's own notes, sending it, swapping roles."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from mentorship.accounts.http import PageRequest
from mentorship.lib.pages import redirect_to, render_page, wants_part
from mentorship.lib.refusals import Refusal
from programs.models import Part
from sessions.access import Seat, get_meeting, get_seat, get_seat_with, parts_of
from sessions.actions.preparing import allow_agenda_in_mail, save_preparation, send_agenda, swap_roles
from sessions.forms.agenda import PreparationForm, TopicForm
from sessions.forms.meeting_page import save_by_itself
from sessions.models import Meeting, PrepNote
from sessions.queries.advice import open_advice
from sessions.queries.frame import frame_of
from sessions.queries.meetings import meeting_card
from sessions.queries.preparing import agenda_page, preparation_of, preparing
from sessions.views.notes import answer_saving


@require_safe
def prepare(request: PageRequest, code: str, number: int) -> HttpResponse:
    seat = get_seat(request.user, code)
    return _page(request, seat, get_meeting(seat, number))


@require_http_methods(["GET", "HEAD", "POST"])
def preparation(request: PageRequest, code: str, number: int) -> HttpResponse:
    """One's own notes save themselves; two windows of one person lose nothing either."""
    seat = get_seat(request.user, code)
    meeting = get_meeting(seat, number)
    note, said = preparation_of(seat, meeting), ""
    form = preparation_form(seat, meeting, note, request.POST if request.method == "POST" else None)
    if form.is_valid():
        words = {"text": form.text_with(note.text), "version": form.cleaned_data["version"]}
        if saved := form.attempt(lambda: save_preparation(by=seat.me, meeting=meeting, **words)):
            if not wants_part(request):
                back = reverse("sessions:prepare", args=[code, number])
                return redirect_to(request, f"{back}#preparation")
            note, said, form = saved, _("Saved."), preparation_form(seat, meeting, saved)
    page = {
        "frame": frame_of(seat),
        "meeting": meeting_card(seat, meeting),
        "preparation": note,
        "preparation_form": form,
        "form": form,
        "said": said,
    }
    return answer_saving(request, "sessions/preparation.html", page, part="preparation", status=form.status)


@require_POST
def agenda_send(request: PageRequest, code: str, number: int) -> HttpResponse:
    seat = get_seat(request.user, code)
    meeting = get_meeting(seat, number)
    try:
        send_agenda(by=seat.me, meeting=meeting)
    except Refusal as refusal:
        return _page(request, seat, meeting, refusal)
    name = seat.partner.enrolment.person.first_name
    messages.success(request, _("%(name)s hears that the agenda is ready.") % {"name": name})
    return redirect_to(request, "sessions:prepare", code, number)


@require_POST
def agenda_consent(request: PageRequest, code: str, number: int) -> HttpResponse:
    """May topics stand in mails between the two? Asked once, changed here."""
    seat = get_seat(request.user, code)
    meeting = get_meeting(seat, number)
    try:
        allow_agenda_in_mail(by=seat.me, allowed=request.POST.get("topics") == "yes")
    except Refusal as refusal:
        return _page(request, seat, meeting, refusal)
    page = reverse("sessions:prepare", args=[code, number])
    return redirect_to(request, f"{page}#send")


@require_POST
def meeting_swap(request: PageRequest, code: str, number: int) -> HttpResponse:
    seat = get_seat_with(request.user, code, Part.ROLE_SWAP)
    meeting = get_meeting(seat, number)
    try:
        swap_roles(by=seat.me, meeting=meeting, swapped=request.POST.get("swapped") == "yes")
    except Refusal as refusal:
        return _page(request, seat, meeting, refusal)
    return redirect_to(request, "sessions:prepare", code, number)


def preparation_form(seat: Seat, meeting: Meeting, note: PrepNote, data: Any = None) -> PreparationForm:
    form = PreparationForm(data, initial={"text": note.text, "version": note.version})
    url = reverse("sessions:preparation", args=[seat.mentorship.code, meeting.number])
    save_by_itself(form, url, "preparation-state")
    return form


def _page(request: PageRequest, seat: Seat, meeting: Meeting, refusal: Refusal | None = None) -> HttpResponse:
    note, found = preparation_of(seat, meeting), agenda_page(seat, meeting)
    page = {
        "frame": frame_of(seat),
        "meeting": meeting_card(seat, meeting),
        **found,
        "topic_form": TopicForm(mentor=seat.me.is_mentor),
        "tried_form": TopicForm(mentor=seat.me.is_mentor, auto_id="tried-%s"),
        "preparing": preparing(seat, meeting, found["topics"]),
        "advice": open_advice(seat) if Part.ADVICE in parts_of(seat.mentorship) else [],
        "preparation": note,
        "preparation_form": preparation_form(seat, meeting, note),
        "next": reverse("sessions:prepare", args=[seat.mentorship.code, meeting.number]),
        "sentence": refusal.sentence if refusal else "",
    }
    return render_page(request, "sessions/prepare.html", page, status=refusal.status if refusal else 200)
