"""What one tells the other about a meeting: two boxes and Send; for half an hour it can be changed."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.template.defaultfilters import date as format_date
from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from mentorship.accounts.http import PageRequest
from mentorship.accounts.once import once
from mentorship.lib.pages import redirect_to, render_page, wants_part
from mentorship.lib.refusals import Refusal
from sessions.access import Seat, get_feedback, get_meeting, get_seat, require
from sessions.actions.feedback import change_feedback, record_feedback, save_draft
from sessions.actions.fit import answer_fit
from sessions.forms.feedback import FeedbackChangeForm, FeedbackForm, ReplyForm, TakeawayForm
from sessions.models import Feedback, FitAnswer, Meeting
from sessions.policies import can_change_feedback, can_give_feedback, can_write, is_author_of_feedback
from sessions.queries.feedback import (
    FeedbackCard,
    as_written,
    draft_of,
    feedback_on,
    is_first_held,
    match_answer,
)
from sessions.queries.frame import frame_of
from sessions.queries.learning import learned_in
from sessions.queries.meetings import meeting_card

GET_OR_POST = ["GET", "HEAD", "POST"]
DRAFT_PARTS = {"draft-state": "state", "preview": "preview"}


@require_http_methods(GET_OR_POST)
@once
def feedback(request: PageRequest, code: str, number: int) -> HttpResponse:
    seat = get_seat(request.user, code)
    meeting = get_meeting(seat, number)
    if request.method != "POST":
        return _page(request, seat, meeting)
    form = _form(seat, meeting, request.POST)
    if form.is_valid() and (
        sent := form.attempt(lambda: record_feedback(by=seat.me, meeting=meeting, **form.words()))
    ):
        return _sent(request, seat, meeting, sent, form)
    return _page(request, seat, meeting, form=form)


@require_POST
def feedback_draft(request: PageRequest, code: str, number: int) -> HttpResponse:
    """Kept as it is typed; what will be sent is shown to whoever asks for it."""
    seat = get_seat(request.user, code)
    meeting = get_meeting(seat, number)
    form, status = _form(seat, meeting, request.POST), 200
    try:
        save_draft(by=seat.me, meeting=meeting, words=form.as_draft())
    except Refusal as refusal:
        status = refusal.status
    if not wants_part(request):
        page = reverse("sessions:feedback", args=[code, number])
        return redirect_to(request, f"{page}?preview=1#preview")
    shown = {"frame": frame_of(seat), "draft": draft_of(seat, meeting), "shows_preview": True}
    return render_page(request, "sessions/feedback.html", shown, parts=DRAFT_PARTS, status=status)


@require_http_methods(GET_OR_POST)
def feedback_edit(request: PageRequest, code: str, number: int) -> HttpResponse:
    seat = get_seat(request.user, code)
    meeting = get_meeting(seat, number)
    found = _own(seat, meeting)
    require(is_author_of_feedback(seat.me, found) and can_write(seat.mentorship))
    kind: dict[str, Any] = {
        "is_mentor": seat.me.is_mentor,
        "partner": seat.partner.enrolment.person.first_name,
    }
    if request.method == "POST":
        form = FeedbackChangeForm(request.POST, **kind)
    else:
        form = FeedbackChangeForm(initial=as_written(found, seat, learned_in(seat, meeting)), **kind)
    if form.is_valid():
        words = {**form.words(), "version": form.cleaned_data["version"]}
        if form.attempt(lambda: change_feedback(by=seat.me, feedback=found, **words)):
            return redirect_to(request, "sessions:feedback", code, number)
    found.refresh_from_db()
    page = {
        "frame": frame_of(seat),
        "meeting": meeting_card(seat, meeting),
        "form": form,
        "closed": can_change_feedback(found).reason,
        "version": found.version,
        "feedback": feedback_on(seat, meeting),
    }
    return render_page(request, "sessions/feedback_edit.html", page, status=form.status)


@require_POST
def fit(request: PageRequest, code: str, number: int) -> HttpResponse:
    """How the match feels, by one press."""
    seat = get_seat(request.user, code)
    meeting = get_meeting(seat, number)
    try:
        given = answer_fit(by=seat.me, meeting=meeting, answer=request.POST.get("match", ""))
    except Refusal as refusal:
        return _page(request, seat, meeting, sentence=refusal.sentence, status=refusal.status)
    return _after_fit(request, seat, meeting, given.answer, "sessions:feedback")


def _form(seat: Seat, meeting: Meeting, data: Any = None, **kwargs: Any) -> FeedbackForm:
    return FeedbackForm(
        data,
        is_mentor=seat.me.is_mentor,
        is_first=is_first_held(seat, meeting),
        partner=seat.partner.enrolment.person.first_name,
        **kwargs,
    )


def _sent(
    request: PageRequest, seat: Seat, meeting: Meeting, sent: Feedback, form: FeedbackForm
) -> HttpResponse:
    facts = {
        "name": seat.partner.enrolment.person.first_name,
        "until": format_date(localtime(sent.changeable_until), "H:i"),
    }
    words = _("Feedback recorded. %(name)s can read it now. You can change it until %(until)s.")
    messages.success(request, words % facts)
    return _after_fit(request, seat, meeting, form.cleaned_data.get("match", ""), "sessions:meeting")


def _after_fit(request: PageRequest, seat: Seat, meeting: Meeting, answer: str, then: str) -> HttpResponse:
    """“Not right” leads to where something can be changed; anything else back."""
    if answer == FitAnswer.Match.NOT_RIGHT:
        return redirect_to(request, "sessions:help", seat.mentorship.code)
    return redirect_to(request, then, seat.mentorship.code, meeting.number)


def _own(seat: Seat, meeting: Meeting) -> Feedback:
    """One's own feedback on it; 404 where there is none."""
    mine = next((card for card in feedback_on(seat, meeting) if card.is_mine), None)
    return get_feedback(seat, str(mine.pk) if mine else "")


def _with_forms(card: FeedbackCard) -> tuple[FeedbackCard, ReplyForm, TakeawayForm]:
    return card, ReplyForm.on(card.pk), TakeawayForm.on(card.pk)


def _page(
    request: PageRequest,
    seat: Seat,
    meeting: Meeting,
    *,
    form: FeedbackForm | None = None,
    sentence: str = "",
    status: int = 200,
) -> HttpResponse:
    cards = feedback_on(seat, meeting)
    answered = any(card.is_mine for card in cards)
    draft = None if answered or form else draft_of(seat, meeting)
    form = form or _form(seat, meeting, initial=draft.words if draft else None)
    allowed = can_write(seat.mentorship) and can_give_feedback(meeting)
    asks_fit = bool(allowed) and "match" in form.fields
    page = {
        "frame": frame_of(seat),
        "meeting": meeting_card(seat, meeting),
        "form": form,
        "draft": draft,
        "shows_preview": "preview" in request.GET,
        "closed": allowed.reason,
        "feedback": cards,
        "mine": [_with_forms(card) for card in cards if card.is_mine],
        "theirs": [_with_forms(card) for card in cards if not card.is_mine],
        "asks_fit": asks_fit,
        "match": match_answer(seat, meeting) if asks_fit and answered else None,
        "matches": FitAnswer.Match.choices,
        "sentence": sentence,
    }
    return render_page(request, "sessions/feedback.html", page, status=max(status, form.status))
