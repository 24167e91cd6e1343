"""How somebody stands: asked on one short page, at the start and at the end."""

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods

from mentorship.accounts.http import PageRequest
from mentorship.lib.pages import redirect_to, render_page
from programs.models import Part
from sessions.access import get_seat_with, get_survey
from sessions.actions.surveys import answer_survey, skip_survey
from sessions.forms.surveys import SurveyForm
from sessions.models import Survey
from sessions.queries.frame import frame_of
from sessions.queries.surveys import survey_page


@require_http_methods(["GET", "HEAD", "POST"])
def survey(request: PageRequest, code: str, moment: str) -> HttpResponse:
    seat = get_seat_with(request.user, code, Part.SURVEYS)
    found = get_survey(seat, moment)
    form = SurveyForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid() and form.attempt(lambda: _settle(found, form)):
        return redirect_to(request, "sessions:survey", code, moment)
    page = {"frame": frame_of(seat), "page": survey_page(found), "form": form}
    return render_page(request, "sessions/survey.html", page, status=form.status)


def _settle(found: Survey, form: SurveyForm) -> bool:
    if form.skips:
        skip_survey(survey=found)
    else:
        answer_survey(survey=found, answers=form.answers())
    return True
