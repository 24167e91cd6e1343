"""A mentee who comes late: name, address and, if one has room, a mentor, on one form."""

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from mentorship.accounts.http import PageRequest
from mentorship.accounts.once import once
from mentorship.lib.pages import redirect_to, render_page
from mentorship.lib.refusals import Refusal
from programs.access import get_cohort_of
from programs.actions.places import add_late_mentee
from programs.forms.people import LateMenteeForm
from programs.forms.refusals import add_refusal
from programs.queries.person_page import free_mentors


@require_http_methods(["GET", "HEAD", "POST"])
@once
def late_mentee(request: PageRequest, program: str, cohort: str) -> HttpResponse:
    found = get_cohort_of(request.user, program, cohort)
    free = {one.code: one for one in free_mentors(request.user, found)}
    words = _("%(name)s (%(free)s free)")
    choices = [
        (code, words % {"name": one.person.shown_name, "free": one.capacity - one.live_mentorships})  # type: ignore[attr-defined]
        for code, one in free.items()
    ]
    form = LateMenteeForm(request.POST or None, mentors=choices)
    status = 200 if request.method != "POST" else 422
    if request.method == "POST" and form.is_valid():
        mentor = free.get(form.cleaned_data["mentor"])
        try:
            added = add_late_mentee(cohort=found, by=request.user, mentor=mentor, **form.facts())
        except Refusal as refusal:
            add_refusal(form, refusal)
            status = refusal.status
        else:
            said = (
                _("%(name)s has been added and is matched. Both hear of it.")
                if mentor
                else _("%(name)s has been added.")
            )
            messages.success(request, said % {"name": added.shown_name})
            return redirect_to(request, "programs:person", program, cohort, added.code)
    page = {"form": form, "cohort": found, "program": found.program}
    return render_page(request, "programs/late_mentee.html", page, status=status)
