"""Asking for feedback on a talk, a document, a decision, and answering."""

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from mentorship.accounts.http import PageRequest
from mentorship.accounts.once import once
from mentorship.lib.pages import redirect_to, render_page
from mentorship.lib.refusals import Refusal
from sessions.access import Seat, get_feedback_request, get_seat, require
from sessions.actions.feedback_requests import (
    answer_request,
    ask_for_feedback,
    decline_request,
    withdraw_request,
)
from sessions.forms.feedback import AnswerRequestForm, AskForm, ReplyForm, TakeawayForm
from sessions.models import Feedback, FeedbackRequest
from sessions.policies import can_answer_request, can_withdraw_request, can_write
from sessions.queries.feedback import feedback_card
from sessions.queries.feedback_requests import asked
from sessions.queries.frame import frame_of

GET_OR_POST = ["GET", "HEAD", "POST"]


@require_http_methods(GET_OR_POST)
@once
def feedback_ask(request: PageRequest, code: str) -> HttpResponse:
    seat = get_seat(request.user, code)
    require(can_write(seat.mentorship))
    form = AskForm(request.POST) if request.method == "POST" else AskForm()
    if form.is_valid():
        facts = {name: form.cleaned_data[name] for name in ("what", "link", "wants", "until")}
        if made := form.attempt(lambda: ask_for_feedback(by=seat.me, **facts)):
            name = seat.partner.enrolment.person.first_name
            messages.success(
                request, _("Asked. %(name)s finds it on Today and hears by mail.") % {"name": name}
            )
            return redirect_to(request, "sessions:feedback_request", code, made.number)
    page = {"frame": frame_of(seat), "form": form}
    return render_page(request, "sessions/feedback_ask.html", page, status=form.status)


@require_http_methods(GET_OR_POST)
@once
def feedback_request(request: PageRequest, code: str, number: int) -> HttpResponse:
    """The question; for the other one the boxes of an answer; afterwards the answer, to talk about."""
    seat = get_seat(request.user, code)
    found = get_feedback_request(seat, number)
    if request.method != "POST":
        return _page(request, seat, found, AnswerRequestForm())
    require(can_answer_request(seat.me, found))
    form = AnswerRequestForm(request.POST)
    if (
        form.is_valid()
        and form.attempt(lambda: answer_request(by=seat.me, request=found, **form.words())) is not None
    ):
        name = seat.partner.enrolment.person.first_name
        messages.success(request, _("Sent. %(name)s can read it now.") % {"name": name})
        return redirect_to(request, "sessions:feedback_request", code, number)
    return _page(request, seat, found, form)


@require_POST
def feedback_decline(request: PageRequest, code: str, number: int) -> HttpResponse:
    seat = get_seat(request.user, code)
    found = get_feedback_request(seat, number)
    require(can_answer_request(seat.me, found))
    return _settled(request, seat, found, declines=True)


@require_POST
def feedback_withdraw(request: PageRequest, code: str, number: int) -> HttpResponse:
    seat = get_seat(request.user, code)
    found = get_feedback_request(seat, number)
    require(can_withdraw_request(seat.me, found))
    return _settled(request, seat, found, declines=False)


def _settled(request: PageRequest, seat: Seat, found: FeedbackRequest, *, declines: bool) -> HttpResponse:
    try:
        if declines:
            decline_request(by=seat.me, request=found)
            messages.success(request, _("That is fine. It no longer waits for you."))
        else:
            withdraw_request(by=seat.me, request=found)
            messages.success(request, _("Taken back. It no longer waits for anybody."))
    except Refusal as refusal:
        form = AnswerRequestForm()
        form.refuse(refusal)
        return _page(request, seat, found, form)
    return redirect_to(request, "sessions:feedback_all", seat.mentorship.code)


def _page(request: PageRequest, seat: Seat, found: FeedbackRequest, form: AnswerRequestForm) -> HttpResponse:
    found.refresh_from_db()
    answer = Feedback.objects.visible_to(seat.user).filter(request=found).first()
    page = {
        "frame": frame_of(seat),
        "asked": asked(seat, found),
        "form": form,
        "one": feedback_card(seat, answer) if answer else None,
        "reply_form": ReplyForm.on(answer.pk if answer else 0),
        "take_form": TakeawayForm.on(answer.pk if answer else 0),
    }
    return render_page(request, "sessions/feedback_request.html", page, status=form.status)
