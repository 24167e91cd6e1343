"""One question: on the page of whoever is signed in, and behind the link of a mail for its worded answer only."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from mentorship.accounts.http import PageRequest
from mentorship.accounts.once import once
from mentorship.lib.pages import redirect_to, render_page, wants_part
from sessions.access import Seat, get_check_in, get_mailed_check_in, get_seat
from sessions.actions.check_ins import answer_check_in, send_note, skip_check_in
from sessions.forms.check_ins import CheckInForm, CheckInNoteForm
from sessions.models import CheckIn
from sessions.queries.check_ins import check_in_page, page_of
from sessions.queries.frame import frame_of

GET_OR_POST = ["GET", "HEAD", "POST"]


@require_http_methods(GET_OR_POST)
def check_in(request: PageRequest, code: str) -> HttpResponse:
    seat = get_seat(request.user, code)
    if request.method != "POST":
        return _page(request, seat)
    form = CheckInForm(request.POST)
    found = get_check_in(seat, request.POST.get("period", ""))
    done = form.is_valid() and form.attempt(lambda: _settle(found, form))
    if done and not wants_part(request):
        return redirect_to(request, "sessions:check_in", code)
    return _page(request, seat, form=form)


@require_POST
@once
def check_in_note(request: PageRequest, code: str) -> HttpResponse:
    seat = get_seat(request.user, code)
    found = get_check_in(seat, request.POST.get("period", ""))
    form = CheckInNoteForm(request.POST)
    if form.is_valid():
        text = form.cleaned_data["text"]
        if form.attempt(lambda: send_note(check_in=found, text=text)) and not wants_part(request):
            return redirect_to(request, "sessions:check_in", code)
    return _page(request, seat, note_form=form)


@login_not_required
@require_http_methods(GET_OR_POST)
def check_in_by_mail(request: HttpRequest, signed: str) -> HttpResponse:
    """Programs that look at links before people do only ever look: an answer is a press on the page."""
    found = get_mailed_check_in(signed)
    person, code = found.member.enrolment.person, found.member.mentorship.code
    if request.method != "POST":
        if request.user.is_authenticated and request.user.pk == person.user_id:
            return redirect("sessions:check_in", code)
        return _mailed_page(request, signed, found, CheckInForm())
    form = CheckInForm(request.POST)
    if form.is_valid() and form.attempt(lambda: _settle(found, form)):
        return redirect_to(request, "sessions:check_in_by_mail", signed)
    return _mailed_page(request, signed, get_mailed_check_in(signed), form)


def _settle(found: CheckIn, form: CheckInForm) -> bool:
    if form.skips:
        skip_check_in(check_in=found)
    else:
        answer_check_in(check_in=found, choice=form.number)
    return True


def _page(
    request: PageRequest,
    seat: Seat,
    *,
    form: CheckInForm | None = None,
    note_form: CheckInNoteForm | None = None,
) -> HttpResponse:
    asked = form or note_form
    page = {
        "frame": frame_of(seat),
        "page": check_in_page(seat),
        "form": form or CheckInForm(),
        "note_form": note_form if note_form and note_form.errors else CheckInNoteForm(),
        "answered": asked is not None and not asked.errors,
    }
    parts = {"check-in": "question"}
    status = asked.status if asked else 200
    return render_page(request, "sessions/check_in.html", page, parts=parts, status=status)


def _mailed_page(request: HttpRequest, signed: str, found: CheckIn, form: CheckInForm) -> HttpResponse:
    """What it asks and of which two; never what was answered: whoever holds the link is not known for sure."""
    asked = page_of(found)
    gone = asked.state == "closed" and form.status == 200
    others = found.member.mentorship.members.exclude(pk=found.member_id).select_related("enrolment__person")
    page = {
        "page": asked,
        "form": form,
        "action": reverse("sessions:check_in_by_mail", args=[signed]),
        "partner": others[0].enrolment.person.first_name,
        "program": found.member.mentorship.cohort.program,
        "code": found.member.mentorship.code,
    }
    status = 410 if gone else form.status
    return render_page(request, "sessions/check_in_by_mail.html", page, status=status)
