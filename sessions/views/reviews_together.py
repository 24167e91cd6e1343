"""The impact review once it is open to both: side by side, next steps, two signatures, and a page to print."""

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from mentorship.accounts.http import PageRequest
from mentorship.accounts.once import once
from mentorship.lib.pages import redirect_to, render_page
from mentorship.lib.refusals import Refusal
from sessions.access import Seat, get_next_step, get_review, get_seat
from sessions.actions import review_steps as actions
from sessions.forms.reviews import NextStepForm
from sessions.models import Review
from sessions.queries.frame import frame_of
from sessions.queries.review_together import together_page


@require_safe
def review_together(request: PageRequest, code: str, period: str) -> HttpResponse:
    """Before both have sealed there is no such page: it leads back to one's own sheet."""
    seat = get_seat(request.user, code)
    found = get_review(seat, period)
    if found.revealed_at is None:
        return redirect_to(request, "sessions:review", code, period)
    return _page(request, seat, found)


@require_safe
def review_record(request: PageRequest, code: str, period: str) -> HttpResponse:
    """The same on one page, to be printed by either of the two."""
    seat = get_seat(request.user, code)
    found = get_review(seat, period)
    if found.revealed_at is None:
        return redirect_to(request, "sessions:review", code, period)
    page = {"frame": frame_of(seat), "page": together_page(seat, found)}
    return render_page(request, "sessions/review_record.html", page)


@require_POST
@once
def review_steps(request: PageRequest, code: str, period: str) -> HttpResponse:
    seat = get_seat(request.user, code)
    found = get_review(seat, period)
    form = _form(seat, request.POST)
    if form.is_valid():
        given = form.cleaned_data
        owner = seat.me if given["owner"] == "me" else seat.partner
        step = actions.Step(owner, given["text"], given["kind"], given["due_on"])
        if form.attempt(lambda: actions.add_step(by=seat.me, review=found, step=step)):
            return redirect_to(request, f"{_path(code, period)}#steps")
    return _page(request, seat, found, form=form)


@require_POST
def review_step_remove(request: PageRequest, code: str, period: str) -> HttpResponse:
    seat = get_seat(request.user, code)
    found = get_review(seat, period)
    step = get_next_step(seat, found, request.POST.get("step", ""))
    try:
        actions.remove_step(by=seat.me, review=found, step=step)
    except Refusal as refusal:
        return _page(request, seat, found, refusal=refusal)
    return redirect_to(request, f"{_path(code, period)}#steps")


@require_POST
def review_step_make(request: PageRequest, code: str, period: str) -> HttpResponse:
    seat = get_seat(request.user, code)
    found = get_review(seat, period)
    step = get_next_step(seat, found, request.POST.get("step", ""))
    try:
        actions.make_step(by=seat.me, review=found, step=step)
    except Refusal as refusal:
        return _page(request, seat, found, refusal=refusal)
    return redirect_to(request, f"{_path(code, period)}#steps")


@require_POST
def review_sign(request: PageRequest, code: str, period: str) -> HttpResponse:
    seat = get_seat(request.user, code)
    found = get_review(seat, period)
    read = request.POST.get("read", "")
    serial = int(read) if read.isascii() and read.isdigit() and len(read) < 8 else 0
    try:
        signed = actions.sign_review(by=seat.me, review=found, read=serial)
    except Refusal as refusal:
        return _page(request, seat, found, refusal=refusal)
    name = seat.partner.enrolment.person.first_name
    done = actions.is_signed(signed, seat.mentorship)
    words = (
        _("Signed by you both. Your next steps are under way.") if done else _("Signed. %(name)s is next.")
    )
    messages.success(request, words % {"name": name})
    return redirect_to(request, "sessions:review_together", code, period)


def _path(code: str, period: str) -> str:
    return reverse("sessions:review_together", args=[code, period])


def _form(seat: Seat, data: object = None) -> NextStepForm:
    return NextStepForm(data, partner=seat.partner.enrolment.person.first_name)


def _page(
    request: PageRequest,
    seat: Seat,
    found: Review,
    *,
    form: NextStepForm | None = None,
    refusal: Refusal | None = None,
) -> HttpResponse:
    """A refusal before the reveal has no such page to stand on: it is told on the way back."""
    if refusal or (form and form.refused):
        found.refresh_from_db()
    if found.revealed_at is None:
        problem = refusal or (form.refused if form else None)
        if problem:
            messages.warning(request, problem.sentence)
        return redirect_to(request, "sessions:review", seat.mentorship.code, found.period)
    form = form or _form(seat)
    page = {
        "frame": frame_of(seat),
        "page": together_page(seat, found),
        "form": form,
        "refusal": refusal,
    }
    status = refusal.status if refusal else form.status
    return render_page(request, "sessions/review_together.html", page, status=status)
