"""What one tells the other about a meeting: two boxes and Send."""

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from mentorship.accounts.http import PageRequest
from mentorship.accounts.once import once
from mentorship.lib.pages import redirect_to, render_page
from sessions.access import get_meeting, get_seat
from sessions.actions.feedback import record_feedback
from sessions.forms.meeting_page import FeedbackForm
from sessions.policies import can_give_feedback, can_write
from sessions.queries.frame import frame_of
from sessions.queries.meetings import feedback_on, meeting_card


@require_http_methods(["GET", "HEAD", "POST"])
@once
def feedback(request: PageRequest, code: str, number: int) -> HttpResponse:
    seat = get_seat(request.user, code)
    meeting = get_meeting(seat, number)
    form = FeedbackForm(request.POST) if request.method == "POST" else FeedbackForm()
    if form.is_valid():
        words = {name: form.cleaned_data[name] for name in ("went_well", "try_next")}
        if form.attempt(lambda: record_feedback(by=seat.me, meeting=meeting, **words)):
            name = seat.partner.enrolment.person.first_name
            messages.success(request, _("Feedback recorded. %(name)s can read it now.") % {"name": name})
            return redirect_to(request, "sessions:meeting", code, number)
    allowed = can_write(seat.mentorship) and can_give_feedback(meeting)
    page = {
        "frame": frame_of(seat),
        "meeting": meeting_card(seat, meeting),
        "form": form,
        "closed": allowed.reason,
        "feedback": feedback_on(seat, meeting),
    }
    return render_page(request, "sessions/feedback.html", page, status=form.status)
