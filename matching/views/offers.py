"""A proposed match, for the two of it: yes, not this time, a question first, and the word after a first call."""

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from matching.access import get_offer
from matching.actions.asks import take_back_ask
from matching.actions.offer_questions import ask_first, reply_to_question
from matching.actions.offers import answer_after_call, answer_offer, closed_words
from matching.forms.offers import NoForm, QuestionForm, ReplyForm
from matching.models import Offer, OfferQuestion, OfferSide
from matching.queries.offer_page import offer_page
from mentorship.accounts.http import PageRequest
from mentorship.accounts.once import once
from mentorship.lib.pages import redirect_to, render_page
from mentorship.lib.refusals import Refusal
from programs.forms.refusals import add_refusal

State = Offer.State


@require_safe
def offer(request: PageRequest, code: str) -> HttpResponse:
    found, side = get_offer(request.user, code)
    return _page(request, found, side)


@require_POST
def offer_yes(request: PageRequest, code: str) -> HttpResponse:
    found, side = get_offer(request.user, code)
    return _answered(request, found, side, lambda: answer_offer(offer=found, by=side.enrolment, yes=True))


@require_POST
def offer_no(request: PageRequest, code: str) -> HttpResponse:
    found, side = get_offer(request.user, code)
    form = NoForm(request.POST)
    if not form.is_valid():
        return _page(request, found, side, no=form, status=422)
    reason = form.cleaned_data["reason"]
    answer = lambda: answer_offer(offer=found, by=side.enrolment, yes=False, reason=reason)  # noqa: E731
    return _answered(request, found, side, answer)


@require_POST
def offer_call(request: PageRequest, code: str) -> HttpResponse:
    """After the first call: `go` is yes or no."""
    found, side = get_offer(request.user, code)
    if (go := request.POST.get("go", "")) not in ("yes", "no"):
        return _page(request, found, side, problem=_("Choose one of the two."), status=422)
    answer = lambda: answer_after_call(offer=found, by=side.enrolment, yes=go == "yes")  # noqa: E731
    return _answered(request, found, side, answer)


@require_POST
@once
def offer_question(request: PageRequest, code: str) -> HttpResponse:
    found, side = get_offer(request.user, code)
    form, status = QuestionForm(request.POST), 422
    if form.is_valid():
        try:
            ask_first(offer=found, by=side.enrolment, text=form.cleaned_data["text"])
            messages.success(request, _("It is on its way. You can answer when you know more."))
            return redirect_to(request, "matching:offer", code)
        except Refusal as refusal:
            add_refusal(form, refusal)
            status = refusal.status
    return _page(request, found, side, question=form, status=status)


@require_POST
def offer_reply(request: PageRequest, code: str, pk: int) -> HttpResponse:
    found, side = get_offer(request.user, code)
    asked = OfferQuestion.objects.visible_to(request.user).filter(pk=pk, offer=found).exclude(by=side)
    if (one := asked.select_related("offer__cohort").first()) is None:
        raise Http404
    form, status = ReplyForm(request.POST), 422
    if form.is_valid():
        try:
            reply_to_question(question=one, by=side.enrolment, text=form.cleaned_data["reply"])
            messages.success(request, _("Your answer is on its way."))
            return redirect_to(request, "matching:offer", code)
        except Refusal as refusal:
            add_refusal(form, refusal)
            status = refusal.status
    return _page(request, found, side, reply=form, status=status)


@require_POST
def offer_back(request: PageRequest, code: str) -> HttpResponse:
    """Whoever asked takes it back."""
    found, side = get_offer(request.user, code)
    try:
        take_back_ask(offer=found, by=side.enrolment)
    except Refusal as refusal:
        found.refresh_from_db()
        return _page(request, found, side, problem=refusal.sentence, status=refusal.status)
    messages.success(request, _("Taken back."))
    return redirect_to(request, "matching:offer", code)


def _answered(
    request: PageRequest, found: Offer, side: OfferSide, answer: Callable[[], Offer]
) -> HttpResponse:
    try:
        now = answer()
    except Refusal as refusal:
        found.refresh_from_db()
        side.refresh_from_db()
        return _page(request, found, side, problem=refusal.sentence, status=refusal.status)
    if now.state == State.STARTED and now.mentorship is not None:
        messages.success(request, _("You are a pair. This is your space."))
        return redirect_to(request, "sessions:space", now.mentorship.code)
    if now.state == State.FULL:
        messages.warning(request, closed_words(now))
    elif now.state == State.DECLINED:
        messages.success(request, _("Noted. The other hears that no match was made, and no reason."))
    else:
        messages.success(request, _("Noted."))
    return redirect_to(request, "matching:offer", now.code)


def _page(
    request: PageRequest,
    found: Offer,
    side: OfferSide,
    *,
    no: NoForm | None = None,
    question: QuestionForm | None = None,
    reply: ReplyForm | None = None,
    problem: str = "",
    status: int = 200,
) -> HttpResponse:
    page = {
        "offer": offer_page(request.user, found, side),
        "program": found.cohort.program,
        "cohort": found.cohort,
        "no": no or NoForm(),
        "question": question or QuestionForm(),
        "reply": reply or ReplyForm(),
        "problem": problem,
    }
    return render_page(request, "matching/offer.html", page, status=status)
