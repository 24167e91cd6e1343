"""Two entries of one person: find the other, look at both, make them one."""

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from mentorship.accounts.http import PageRequest
from mentorship.lib.pages import redirect_to, render_page
from mentorship.lib.refusals import Refusal
from programs.access import get_cohort_of, get_person, get_person_of_program
from programs.actions.merging import merge_people
from programs.queries.duplicates import duplicates_of


@require_http_methods(["GET", "HEAD", "POST"])
def merge(request: PageRequest, program: str, cohort: str, person: str) -> HttpResponse:
    """`?other=` names the second entry to look at; a POST makes the two one."""
    found = get_cohort_of(request.user, program, cohort)
    keep = get_person(request.user, found, person)
    given = request.POST if request.method == "POST" else request.GET
    q, code, sentence, status = given.get("q", "")[:80], given.get("other", ""), "", 200
    other = get_person_of_program(request.user, found, code) if code else None
    if request.method == "POST" and other is None:
        sentence, status = _("Choose the other entry first."), 422
    elif request.method == "POST" and other is not None:
        try:
            merge_people(keep=keep, gone=other, by=request.user)
        except Refusal as refusal:
            sentence, status = refusal.sentence, refusal.status
        else:
            messages.success(request, _("They are one entry now."))
            return redirect_to(request, "programs:person", program, cohort, person)
    page = {
        "cohort": found,
        "program": found.program,
        "person": keep,
        "other": other,
        "q": q,
        "found": [] if other else list(duplicates_of(request.user, found, keep, q)),
        "problem": sentence,
    }
    return render_page(request, "programs/merge.html", page, status=status)
