"""The agreement: read and signed, answered alone, settled, looked at again."""

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from mentorship.accounts.http import PageRequest
from mentorship.accounts.once import once
from mentorship.lib.pages import redirect_to, render_page
from mentorship.lib.refusals import Refusal
from programs.models import Agreement
from programs.queries.agreements import answers_of, latest_text
from sessions.access import Seat, get_seat, require
from sessions.actions import agreements as actions
from sessions.forms.agreement import AgreementAnswerForm, AgreementTextForm, TextPage
from sessions.policies import can_write
from sessions.queries.agreement import (
    agreement_page,
    changed_since,
    differences_of,
    editions_of,
    first_answer,
    mine_first,
    suggestion_clauses,
    values_of,
)
from sessions.queries.frame import frame_of

GET_OR_POST = ["GET", "HEAD", "POST"]


@require_safe
def agreement(request: PageRequest, code: str) -> HttpResponse:
    return _page(request, get_seat(request.user, code))


@require_POST
@once
def agreement_take(request: PageRequest, code: str) -> HttpResponse:
    seat = get_seat(request.user, code)
    try:
        actions.take_suggestion(by=seat.me)
    except Refusal as refusal:
        return _page(request, seat, refusal=refusal)
    name = seat.partner.enrolment.person.first_name
    messages.success(request, _("Taken and signed. %(name)s can read and sign it now.") % {"name": name})
    return redirect_to(request, "sessions:agreement", code)


@require_http_methods(GET_OR_POST)
@once
def agreement_answer(request: PageRequest, code: str) -> HttpResponse:
    seat = get_seat(request.user, code)
    require(can_write(seat.mentorship))
    if request.method != "POST":
        if latest_text(seat.user, seat.mentorship) is not None:
            return redirect_to(request, "sessions:agreement", code)
        form = AgreementAnswerForm(initial=first_answer(seat))
    else:
        form = AgreementAnswerForm(request.POST)
    if form.is_valid() and (saved := form.attempt(lambda: actions.save_answer(by=seat.me, **form.words()))):
        if saved.opened_at:
            return redirect_to(request, "sessions:agreement_edit", code)
        name = seat.partner.enrolment.person.first_name
        messages.success(request, _("Kept, and sealed until %(name)s has answered too.") % {"name": name})
        return redirect_to(request, "sessions:agreement", code)
    page = {"frame": frame_of(seat), "form": form}
    return render_page(request, "sessions/agreement_answer.html", page, status=form.status)


@require_http_methods(GET_OR_POST)
@once
def agreement_edit(request: PageRequest, code: str) -> HttpResponse:
    seat = get_seat(request.user, code)
    require(can_write(seat.mentorship))
    latest = latest_text(seat.user, seat.mentorship)
    if latest is None:
        return redirect_to(request, "sessions:agreement_answer", code)
    form = _text_form(request, seat, latest)
    if form.is_valid():
        words = {"read": form.cleaned_data["read"], "terms": form.terms(), "own": form.own()}
        if form.attempt(lambda: actions.save_text(by=seat.me, **words)):
            messages.success(request, _("Saved. Read it once more; then each of you signs."))
            return redirect_to(request, "sessions:agreement", code)
    conflict = form.status == 409
    page = {
        "frame": frame_of(seat),
        "form": form,
        "latest": latest,
        "changes": changed_since(seat, form.cleaned_data["read"]) if conflict else [],
    }
    return render_page(request, "sessions/agreement_edit.html", page, status=form.status)


def _text_form(request: PageRequest, seat: Seat, latest: Agreement) -> AgreementTextForm:
    answers = mine_first(seat, answers_of(seat.user, seat.mentorship))
    page = TextPage(
        seat.partner.enrolment.person.first_name, latest, answers, differences_of(seat, latest, answers)
    )
    if request.method == "POST":
        return AgreementTextForm(request.POST, page=page)
    return AgreementTextForm(initial=values_of(latest, seat), page=page)


@require_POST
def agreement_sign(request: PageRequest, code: str) -> HttpResponse:
    seat, read = get_seat(request.user, code), _read(request)
    try:
        signed = actions.sign_text(by=seat.me, read=read)
    except Refusal as refusal:
        return _page(request, seat, refusal=refusal, read=read)
    name = seat.partner.enrolment.person.first_name
    words = (
        _("Signed by you both. It holds from today.") if signed.signed_at else _("Signed. %(name)s is next.")
    )
    messages.success(request, words % {"name": name})
    return redirect_to(request, "sessions:agreement", code)


@require_POST
def agreement_revisit(request: PageRequest, code: str) -> HttpResponse:
    seat = get_seat(request.user, code)
    try:
        actions.revisit(by=seat.me)
    except Refusal as refusal:
        return _page(request, seat, refusal=refusal)
    return redirect_to(request, "sessions:agreement_edit", code)


@require_POST
def agreement_keep(request: PageRequest, code: str) -> HttpResponse:
    seat, read = get_seat(request.user, code), _read(request)
    try:
        actions.keep_signed(by=seat.me, read=read)
    except Refusal as refusal:
        return _page(request, seat, refusal=refusal, read=read)
    messages.success(request, _("The signed text stays as it was."))
    return redirect_to(request, "sessions:agreement", code)


@require_safe
def agreement_history(request: PageRequest, code: str) -> HttpResponse:
    seat = get_seat(request.user, code)
    page = {"frame": frame_of(seat), "editions": editions_of(seat)}
    return render_page(request, "sessions/agreement_history.html", page)


def _page(request: PageRequest, seat: Seat, *, refusal: Refusal | None = None, read: int = 0) -> HttpResponse:
    page = {
        "frame": frame_of(seat),
        "page": agreement_page(seat),
        "suggestion": suggestion_clauses(seat),
        "refusal": refusal,
        "since_read": changed_since(seat, read) if refusal and refusal.status == 409 else [],
    }
    return render_page(request, "sessions/agreement.html", page, status=refusal.status if refusal else 200)


def _read(request: PageRequest) -> int:
    """The serial of the text somebody had before them; nothing plain is a text nobody read (409)."""
    text = request.POST.get("read", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 8 else 0
