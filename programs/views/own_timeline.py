"""The dates of one's own cohorts: all of them, one with its answer, one for a calendar."""

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from mentorship.accounts.http import PageRequest
from mentorship.lib.pages import redirect_to, render_page
from mentorship.lib.refusals import Refusal
from programs.access import get_own_date, require_timeline
from programs.actions.timeline import answer_date
from programs.forms.refusals import add_refusal
from programs.forms.timeline import DateReplyForm
from programs.models import DateReply
from programs.queries.timeline import date_card, own_timeline
from programs.queries.timeline_calendar import calendar_of


@require_safe
def my_timeline(request: PageRequest) -> HttpResponse:
    require_timeline(request.user)
    return render_page(request, "programs/my_timeline.html", {"timeline": own_timeline(request.user)})


@require_http_methods(["GET", "HEAD", "POST"])
def timeline_date(request: PageRequest, date: str) -> HttpResponse:
    found, person = get_own_date(request.user, date)
    form = DateReplyForm(request.POST if request.method == "POST" else None)
    status = 422 if form.is_bound else 200
    if form.is_valid():
        if (seen := form.cleaned_data["moves"]) is not None:
            found.moves = seen
        try:
            answer_date(date=found, person=person, answer=form.cleaned_data["answer"])
        except Refusal as refusal:
            add_refusal(form, refusal)
            status = refusal.status
            found.refresh_from_db()
        else:
            messages.success(request, _("Noted. You can change it until it begins."))
            return redirect_to(request, "programs:timeline_date", date)
    page = {"date": date_card(request.user, found), "form": form, "answers": DateReply.Answer.choices}
    return render_page(request, "programs/timeline_date.html", page, status=status)


@require_safe
def timeline_calendar(request: PageRequest, date: str) -> HttpResponse:
    """A file any calendar opens."""
    found, _person = get_own_date(request.user, date)
    response = HttpResponse(calendar_of(found), content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{found.code}.ics"'
    return response
