"""The quarter's page: its dates, what the pair did, and the review on the next agenda by one press."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from mentorship.accounts.http import PageRequest
from mentorship.lib.pages import redirect_to, render_page
from mentorship.lib.quarters import Quarter
from mentorship.lib.refusals import Refusal
from sessions.access import get_seat
from sessions.actions.reviews import put_review_on_agenda
from sessions.queries.frame import frame_of
from sessions.queries.reviews import review_facts


@require_http_methods(["GET", "HEAD", "POST"])
def review(request: PageRequest, code: str, quarter: str) -> HttpResponse:
    seat = get_seat(request.user, code)
    named = _quarter(quarter)
    status, sentence = 200, ""
    if request.method == "POST":
        try:
            item = put_review_on_agenda(by=seat.me, quarter=named)
            messages.success(request, _("It is on the agenda of your next meeting."))
            return redirect_to(request, "sessions:meeting", code, item.meeting.number)
        except Refusal as refusal:
            status, sentence = refusal.status, refusal.sentence
    page = {"frame": frame_of(seat), "facts": review_facts(seat, named), "sentence": sentence}
    return render_page(request, "sessions/review.html", page, status=status)


def _quarter(slug: str) -> Quarter:
    """A quarter somebody could have lived through; anything else is 404."""
    try:
        named = Quarter.from_slug(slug)
    except ValueError as error:
        raise Http404 from error
    if not 2000 <= named.year <= 2200:
        raise Http404
    return named
