"""The impact review until it is open to both: its dates, one's own sheet, sealing it, and a partner who is silent."""

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from mentorship.accounts.http import PageRequest
from mentorship.accounts.once import once
from mentorship.lib.pages import redirect_to, render_page, wants_part
from mentorship.lib.refusals import Refusal
from programs.models import Member
from sessions.access import Seat, get_review, get_seat
from sessions.actions import reviews as actions
from sessions.actions.goals import set_goal
from sessions.forms.reviews import OwnGoalForm, ReviewSheetForm, Sheet
from sessions.models import Review
from sessions.queries.frame import frame_of
from sessions.queries.review_mine import names_by_role, said_by_me
from sessions.queries.reviews import ReviewPage, before_it, period_of, review_of, review_page, reviews_page

GET_OR_POST = ["GET", "HEAD", "POST"]
PARTS = {"sheet-state": "state"}


@require_safe
def reviews(request: PageRequest, code: str) -> HttpResponse:
    seat = get_seat(request.user, code)
    page = {"frame": frame_of(seat), "page": reviews_page(seat)}
    return render_page(request, "sessions/reviews.html", page)


@require_http_methods(GET_OR_POST)
def review(request: PageRequest, code: str, period: str) -> HttpResponse:
    """Before it opens, its dates; then one's own sheet, which saves itself; once both have sealed, the page of both."""
    seat = get_seat(request.user, code)
    if request.method == "POST":
        return _save(request, seat, get_review(seat, period))
    found = review_of(seat, period)
    if found is None:
        return _before(request, seat, period)
    if found.revealed_at:
        return redirect_to(request, "sessions:review_together", code, period)
    return _sheet(request, seat, found)


def _save(request: PageRequest, seat: Seat, found: Review) -> HttpResponse:
    page, seals = review_page(seat, found), request.POST.get("then") == "seal"
    form = ReviewSheetForm(request.POST, sheet=_asked(seat, page))
    if form.is_valid():
        action = actions.seal_sheet if seals else actions.save_sheet
        version, answers = form.read_version, form.answers()
        kept = form.attempt(lambda: action(by=seat.me, review=found, version=version, answers=answers))
        if kept and seals:
            messages.success(request, _("Sealed. Nobody but you reads it before both of you have sealed."))
        if kept and not wants_part(request):
            if not seals:
                messages.success(request, _("Saved. Only you can read it."))
            return redirect_to(request, "sessions:review", seat.mentorship.code, found.period)
    return _sheet(request, seat, found, form)


@require_POST
def review_unseal(request: PageRequest, code: str, period: str) -> HttpResponse:
    return _press(
        request, code, period, actions.unseal_sheet, _("The seal is off: you can change your answers.")
    )


@require_POST
def review_more_time(request: PageRequest, code: str, period: str) -> HttpResponse:
    return _press(request, code, period, actions.give_more_time, _("You two have seven more days."))


@require_POST
def review_close(request: PageRequest, code: str, period: str) -> HttpResponse:
    said = _("Closed. What you wrote stays yours, and nobody else’s.")
    return _press(request, code, period, actions.close_unrevealed, said)


@require_POST
@once
def review_goal(request: PageRequest, code: str, period: str) -> HttpResponse:
    """Out of what one wrote for oneself, a goal."""
    seat = get_seat(request.user, code)
    found = get_review(seat, period)
    form = OwnGoalForm(request.POST)
    if form.is_valid():
        given = {name: form.cleaned_data[name] for name in ("sentence", "only_me")}
        if goal := form.attempt(lambda: set_goal(by=seat.me, **given)):
            return redirect_to(request, "sessions:goal", code, goal.number)
    return _sheet(request, seat, found, goal_form=form)


@require_POST
def review_agenda(request: PageRequest, code: str, period: str) -> HttpResponse:
    """By one press on the agenda of the next meeting; before the review opens as well."""
    seat = get_seat(request.user, code)
    if period_of(seat, period) is None:
        raise Http404
    try:
        item = actions.put_review_on_agenda(by=seat.me, period=period)
    except Refusal as refusal:
        if found := review_of(seat, period):
            return _sheet(request, seat, found, refusal=refusal)
        return _before(request, seat, period, refusal)
    messages.success(request, _("It is on the agenda of your next meeting."))
    return redirect_to(request, "sessions:meeting", code, item.meeting.number)


def _press(
    request: PageRequest,
    code: str,
    period: str,
    action: Callable[..., object],
    said: str,
) -> HttpResponse:
    """One button that changes the state of a review."""
    seat = get_seat(request.user, code)
    found = get_review(seat, period)
    by: Member = seat.me
    try:
        action(by=by, review=found)
    except Refusal as refusal:
        found.refresh_from_db()
        return _sheet(request, seat, found, refusal=refusal)
    messages.success(request, said)
    return redirect_to(request, "sessions:review", code, period)


def _before(request: PageRequest, seat: Seat, slug: str, refusal: Refusal | None = None) -> HttpResponse:
    if (period := period_of(seat, slug)) is None:
        raise Http404
    page = {"frame": frame_of(seat), "page": before_it(seat, period), "refusal": refusal}
    status = refusal.status if refusal else 200
    return render_page(request, "sessions/review_before.html", page, status=status)


def _asked(seat: Seat, page: ReviewPage) -> Sheet:
    mentor, mentee = names_by_role(seat)
    return Sheet(seat.partner.enrolment.person.first_name, mentor, mentee, page.goals, page.prompts)


def _sheet(
    request: PageRequest,
    seat: Seat,
    found: Review,
    form: ReviewSheetForm | None = None,
    *,
    goal_form: OwnGoalForm | None = None,
    refusal: Refusal | None = None,
) -> HttpResponse:
    frame, page = frame_of(seat), review_page(seat, found)
    form = form or ReviewSheetForm(initial=_written(page), sheet=_asked(seat, page))
    shown = {
        "frame": frame,
        "page": page,
        "sheet_form": form,
        "form": goal_form if goal_form and goal_form.errors else form,
        "goal_form": goal_form or OwnGoalForm(initial={"sentence": page.mine.ahead[:500]}),
        "said": said_by_me(seat, page) if page.stage != "answer" or not frame.live else [],
        "refusal": refusal,
    }
    statuses = [form.status, goal_form.status if goal_form else 200, refusal.status if refusal else 200]
    return render_page(request, "sessions/review.html", shown, parts=PARTS, status=max(statuses))


def _written(page: ReviewPage) -> dict[str, object]:
    """What stands on one's own sheet, by the names of the form."""
    names = [*ReviewSheetForm.base_fields]
    own: dict[str, object] = {name: getattr(page.mine, name) for name in names if hasattr(page.mine, name)}
    for goal, said in page.progress.items():
        own |= {f"level_{goal}": said.level, f"text_{goal}": said.text}
    return own
