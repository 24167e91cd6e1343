"""What the two share: add something, say that you read it, put it on the agenda, take your own away."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from mentorship.accounts.http import PageRequest
from mentorship.accounts.once import once
from mentorship.lib.pages import redirect_to, render_page, wants_part
from mentorship.lib.refusals import Refusal
from programs.models import Part
from sessions.access import Seat, get_resource, get_seat_with
from sessions.actions.resources import mark_read, share_resource, take_back, talk_about
from sessions.forms.resources import ResourceForm
from sessions.queries.frame import frame_of
from sessions.queries.resources import resource_page

PARTS = {"resources": "resources"}


@require_http_methods(["GET", "HEAD", "POST"])
@once
def resources(request: PageRequest, code: str) -> HttpResponse:
    seat = get_seat_with(request.user, code, Part.RESOURCES)
    form = _form(seat, request) if request.method == "POST" else _form(seat)
    if form.is_valid() and (made := form.attempt(lambda: share_resource(by=seat.me, new=form.new()))):
        return redirect_to(request, f"{reverse('sessions:resources', args=[code])}#resource-{made.number}")
    return _page(request, seat, form=form, status=form.status)


@require_POST
def resource_read(request: PageRequest, code: str) -> HttpResponse:
    seat, resource = _named(request, code)
    read = request.POST.get("read") == "1"
    try:
        mark_read(by=seat.me, resource=resource, read=read)
    except Refusal as refusal:
        return _refused(request, seat, refusal)
    said = _("Marked as read.") if read else _("Not marked as read any more.")
    return _answer(request, seat, said, resource.number)


@require_POST
def resource_talk(request: PageRequest, code: str) -> HttpResponse:
    seat, resource = _named(request, code)
    try:
        talk_about(by=seat.me, resource=resource)
    except Refusal as refusal:
        return _refused(request, seat, refusal)
    said = _("“%(title)s” is on the agenda of your next meeting.") % {"title": resource.title}
    return _answer(request, seat, said, resource.number)


@require_POST
def resource_remove(request: PageRequest, code: str) -> HttpResponse:
    seat, resource = _named(request, code)
    try:
        take_back(by=seat.me, resource=resource)
    except Refusal as refusal:
        return _refused(request, seat, refusal)
    return _answer(request, seat, _("“%(title)s” is removed.") % {"title": resource.title})


def _named(request: PageRequest, code: str) -> tuple[Seat, Any]:
    seat = get_seat_with(request.user, code, Part.RESOURCES)
    return seat, get_resource(seat, request.POST.get("resource", ""))


def _form(seat: Seat, request: PageRequest | None = None) -> ResourceForm:
    partner = seat.partner.enrolment.person.first_name
    return (
        ResourceForm(request.POST, request.FILES, partner=partner)
        if request
        else ResourceForm(partner=partner)
    )


def _answer(request: PageRequest, seat: Seat, said: str, number: int | None = None) -> HttpResponse:
    if wants_part(request):
        return _page(request, seat, said=said)
    page = reverse("sessions:resources", args=[seat.mentorship.code])
    return redirect_to(request, f"{page}#resource-{number}" if number else page)


def _refused(request: PageRequest, seat: Seat, refusal: Refusal) -> HttpResponse:
    return _page(request, seat, problem=refusal.sentence, status=refusal.status)


def _page(request: PageRequest, seat: Seat, status: int = 200, **more: Any) -> HttpResponse:
    page = {
        "frame": frame_of(seat),
        "page": resource_page(seat),
        "form": more.pop("form", None) or _form(seat),
        **more,
    }
    return render_page(request, "sessions/resources.html", page, parts=PARTS, status=status)
