"""Asking a mentor for one more place: the mail as it will be, and the press."""

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from matching.access import get_draft, get_place
from matching.actions.asking import ask_for_place
from matching.emails import place_mail
from mentorship.accounts.http import PageRequest
from mentorship.accounts.links import site_link
from mentorship.lib.pages import redirect_to, render_page
from mentorship.lib.refusals import Refusal
from mentorship.notifications.mail import render_mail
from programs.models.enrolments import Role


@require_http_methods(["GET", "HEAD", "POST"])
def ask_place(
    request: PageRequest, program: str, cohort: str, number: int, place: str, mentor: str
) -> HttpResponse:
    draft = get_draft(request.user, program, cohort, number)
    mentee = get_place(draft.cohort, place, Role.MENTEE)
    asked = get_place(draft.cohort, mentor, Role.MENTOR)
    asked.cohort = draft.cohort
    problem, status = "", 200
    if request.method == "POST":
        try:
            ask_for_place(draft=draft, mentor=asked, by=request.user)
        except Refusal as refusal:
            problem, status = refusal.sentence, refusal.status
        else:
            words = _("%(name)s is asked. The place counts when they say yes; then run the matching again.")
            messages.success(request, words % {"name": asked.person.shown_name})
            return redirect_to(request, "matching:propose", program, cohort, number, place)
    context = {
        "draft": draft,
        "mentee": mentee,
        "mentor": asked,
        "mail": render_mail(place_mail(asked, asked.capacity + 1, site_link("/…"))),
        "problem": problem,
    }
    return render_page(request, "matching/ask_place.html", context, status=status)
