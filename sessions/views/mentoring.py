"""The mentor's desk: several mentees at a glance, one's own places, the record."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from mentorship.accounts.http import PageRequest
from mentorship.lib.downloads import wanted_file
from mentorship.lib.pages import redirect_to, render_page
from mentorship.lib.refusals import Refusal
from programs.actions.capacity import answer_capacity, say_capacity
from sessions.access import get_mentor_place
from sessions.forms.mentoring import PlacesForm
from sessions.queries.mentoring import DeskPlace, desk_of
from sessions.queries.record import RECORD, record_of


@require_safe
def mentoring(request: PageRequest) -> HttpResponse:
    return _desk(request)


@require_http_methods(["GET", "HEAD", "POST"])
def mentoring_place(request: PageRequest, code: str) -> HttpResponse:
    place = get_mentor_place(request.user, code)
    if request.method != "POST":
        return redirect_to(request, f"{reverse('sessions:mentoring')}#places-{place.code}")
    form = PlacesForm(request.POST, auto_id=f"{code}-%s")
    if form.is_valid() and (
        _said := form.attempt(lambda: say_capacity(enrolment=place, by=request.user, **form.cleaned_data))
    ):
        messages.success(request, _("Saved. Matching counts with this from now on."))
        return redirect_to(request, "sessions:mentoring")
    return _desk(request, {code: form}, form.status)


@require_POST
def mentoring_answer(request: PageRequest, code: str) -> HttpResponse:
    """Yes or no to more mentees than one said. A no needs no reason."""
    place = get_mentor_place(request.user, code)
    seen, agree = request.POST.get("capacity", ""), "yes" in request.POST
    asked = int(seen) if seen.isascii() and seen.isdigit() and len(seen) < 4 else -1
    try:
        answer_capacity(enrolment=place, capacity=asked, agree=agree, by=request.user)
    except Refusal as refusal:
        form = _form(place.code, vars(place))
        form.refuse(refusal)
        return _desk(request, {code: form}, refusal.status)
    messages.success(
        request, _("Thank you. Your places are changed.") if agree else _("It stays as you said.")
    )
    return redirect_to(request, "sessions:mentoring")


@require_safe
def record(request: PageRequest) -> HttpResponse:
    rows = record_of(request.user)
    if not rows:
        raise Http404
    if file := wanted_file(request, RECORD):
        return file.answer(rows)
    page = {
        "rows": rows,
        "table": RECORD,
        "meetings": sum(row.meetings for row in rows),
        "hours": sum(row.hours for row in rows),
    }
    return render_page(request, "sessions/mentoring_record.html", page)


def _desk(
    request: PageRequest, forms: dict[str, PlacesForm] | None = None, status: int = 200
) -> HttpResponse:
    desk = desk_of(request.user)
    if not desk.places and not desk.rows:
        raise Http404
    bound = forms or {}
    page = {
        "desk": desk,
        "places": [(place, bound.get(place.code) or _form_of(place)) for place in desk.places],
        "form": next(iter(bound.values()), None),
    }
    return render_page(request, "sessions/mentoring.html", page, status=status)


def _form_of(place: DeskPlace) -> PlacesForm:
    return _form(place.code, vars(place.enrolment))


def _form(code: str, facts: dict[str, object]) -> PlacesForm:
    return PlacesForm(initial=facts, auto_id=f"{code}-%s")
