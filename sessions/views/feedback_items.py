"""What becomes of feedback: all of it on one page, an example, replies, what somebody takes from it."""

from collections.abc import Callable

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from mentorship.accounts.http import PageRequest
from mentorship.accounts.once import once
from mentorship.lib.pages import redirect_to, render_page, wants_part
from mentorship.lib.refusals import Refusal
from sessions.access import Seat, get_feedback, get_seat, require
from sessions.actions.feedback_replies import acknowledge, ask_for_example, reply_to_feedback, take_from
from sessions.forms.answers import AnswerForm
from sessions.forms.feedback import ReplyForm, TakeawayForm
from sessions.models import Feedback
from sessions.policies import is_reader_of_feedback
from sessions.queries.feedback import feedback_card, feedback_of
from sessions.queries.feedback_requests import open_requests
from sessions.queries.frame import frame_of
from sessions.queries.profile import acted_on, profiles


@require_safe
def feedback_all(request: PageRequest, code: str) -> HttpResponse:
    """All there is between the two; strengths and gaps so far; what was asked and waits."""
    seat = get_seat(request.user, code)
    frame, cards = frame_of(seat), feedback_of(seat)
    page = {
        "frame": frame,
        "cards": cards,
        "requests": open_requests(seat),
        "profiles": profiles(frame.me, frame.partner, cards),
        "acted": acted_on(cards),
    }
    return render_page(request, "sessions/feedback_all.html", page)


@require_POST
def feedback_example(request: PageRequest, code: str) -> HttpResponse:
    seat, found = _received(request, code)
    said = _("%(name)s is asked for an example.") % {"name": seat.partner.enrolment.person.first_name}
    return _press(request, seat, found, lambda: ask_for_example(by=seat.me, feedback=found), said)


@require_POST
def feedback_read(request: PageRequest, code: str) -> HttpResponse:
    seat, found = _received(request, code)
    name = seat.partner.enrolment.person.first_name
    said = _("%(name)s sees that you have read it.") % {"name": name}
    return _press(request, seat, found, lambda: acknowledge(by=seat.me, feedback=found), said)


@require_POST
@once
def feedback_reply(request: PageRequest, code: str) -> HttpResponse:
    seat = get_seat(request.user, code)
    found = get_feedback(seat, request.POST.get("feedback", ""))
    form = ReplyForm.on(found.pk, request.POST)
    if form.is_valid():
        text = form.cleaned_data["text"]
        if form.attempt(lambda: reply_to_feedback(by=seat.me, feedback=found, text=text)):
            return _done(request, seat, found, _("Your reply stands below."))
    return _page(request, seat, found, form, reply_form=form)


@require_POST
@once
def feedback_take(request: PageRequest, code: str) -> HttpResponse:
    """What somebody takes from it; pressed with “action”, it is one of their actions, too."""
    seat, found = _received(request, code)
    form = TakeawayForm.on(found.pk, request.POST)
    if form.is_valid():
        facts = {
            "text": form.cleaned_data["text"],
            "as_action": request.POST.get("keep") == "action",
            "due_on": form.cleaned_data["due_on"],
        }
        if form.attempt(lambda: take_from(by=seat.me, feedback=found, **facts)):
            said = _("It is one of your actions now.") if facts["as_action"] else _("Written down.")
            return _done(request, seat, found, said)
    return _page(request, seat, found, form, take_form=form)


def _received(request: PageRequest, code: str) -> tuple[Seat, Feedback]:
    """For whoever received it: 403 for its author."""
    seat = get_seat(request.user, code)
    found = get_feedback(seat, request.POST.get("feedback", ""))
    require(is_reader_of_feedback(seat.me, found))
    return seat, found


def _press(
    request: PageRequest, seat: Seat, found: Feedback, action: Callable[[], object], said: str
) -> HttpResponse:
    try:
        action()
    except Refusal as refusal:
        form = ReplyForm.on(found.pk)
        form.refuse(refusal)
        return _page(request, seat, found, form, reply_form=form)
    return _done(request, seat, found, said)


def _done(request: PageRequest, seat: Seat, found: Feedback, said: str) -> HttpResponse:
    if wants_part(request):
        return _page(request, seat, found, AnswerForm(), said=said)
    return redirect_to(request, f"{feedback_card(seat, found).url}#feedback-{found.pk}")


def _page(
    request: PageRequest,
    seat: Seat,
    found: Feedback,
    form: AnswerForm,
    *,
    reply_form: ReplyForm | None = None,
    take_form: TakeawayForm | None = None,
    said: str = "",
) -> HttpResponse:
    page = {
        "frame": frame_of(seat),
        "one": feedback_card(seat, found),
        "form": form,
        "reply_form": reply_form or ReplyForm.on(found.pk),
        "take_form": take_form or TakeawayForm.on(found.pk),
        "said": said,
    }
    parts = {f"feedback-{found.pk}": "item"}
    return render_page(request, "sessions/feedback_item.html", page, parts=parts, status=form.status)
