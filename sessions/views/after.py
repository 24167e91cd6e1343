"""Wrapping up: filled in already, one press; or past it, straight to the feedback."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from mentorship.accounts.http import PageRequest
from mentorship.accounts.once import once
from mentorship.lib.pages import redirect_to, render_page
from sessions.access import get_meeting, get_seat
from sessions.actions.wrapping import wrap_up
from sessions.forms.wrapping import WrapUpForm
from sessions.models import Meeting
from sessions.policies import can_wrap_up, can_write
from sessions.queries.frame import frame_of
from sessions.queries.meetings import meeting_card
from sessions.queries.wrapping import wrapping


@require_http_methods(["GET", "HEAD", "POST"])
@once
def after(request: PageRequest, code: str, number: int) -> HttpResponse:
    seat = get_seat(request.user, code)
    meeting = get_meeting(seat, number)
    found = wrapping(seat, meeting)
    data: Any = request.POST if request.method == "POST" else None
    form = WrapUpForm(
        data,
        topics=found.topics,
        actions=found.mine,
        left=[topic.pk for topic in found.topics if topic.pk in found.left],
        books=found.next_start is not None,
    )
    if form.is_valid():
        form.attempt(lambda: wrap_up(by=seat.me, meeting=meeting, said=form.said()))
        if form.refused is None:
            return _wrapped(request, code, meeting)
    allowed = can_write(seat.mentorship) and can_wrap_up(meeting)
    page = {
        "frame": frame_of(seat),
        "meeting": meeting_card(seat, meeting),
        "found": found,
        "form": form,
        "closed": allowed.reason,
    }
    return render_page(request, "sessions/after.html", page, status=form.status)


def _wrapped(request: PageRequest, code: str, meeting: Meeting) -> HttpResponse:
    if meeting.has_ended:
        messages.success(request, _("Wrapped up. Two lines of feedback, while it’s fresh?"))
        return redirect_to(request, "sessions:feedback", code, meeting.number)
    over = date_format(localtime(meeting.ends_at), "H:i")
    messages.success(
        request, _("Wrapped up. Feedback opens at %(time)s, when its time is over.") % {"time": over}
    )
    return redirect_to(request, "sessions:meeting", code, meeting.number)
