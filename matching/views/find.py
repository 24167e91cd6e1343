"""Looking for a mentor oneself, and asking one."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from matching.access import get_looking, get_place
from matching.actions.asks import ask_mentor
from matching.forms.offers import AskForm, FindForm, wanted_of
from matching.models import Offer
from matching.queries.find import find as find_people
from matching.queries.find import found_one
from matching.queries.own_asks import own_asks
from mentorship.accounts.http import PageRequest
from mentorship.accounts.once import once
from mentorship.lib.pages import redirect_to, render_page
from mentorship.lib.refusals import Refusal
from programs.forms.refusals import add_refusal
from programs.models.enrolments import Role


@require_safe
def find(request: PageRequest, program: str, cohort: str) -> HttpResponse:
    looking = get_looking(request.user, program, cohort, Role.MENTEE)
    wanted = wanted_of(request.GET)
    found = find_people(looking.place, wanted)
    form = FindForm(request.GET or None, topics=found.topics, languages=found.languages)
    page = {
        "place": looking.place,
        "program": looking.place.cohort.program,
        "cohort": looking.place.cohort,
        "form": form,
        "found": found,
        "wanted": wanted,
        "asks": own_asks(looking.place),
    }
    return render_page(request, "matching/find.html", page, parts={"found": "found"})


@require_http_methods(["GET", "HEAD", "POST"])
@once
def ask(request: PageRequest, program: str, cohort: str, code: str) -> HttpResponse:
    looking = get_looking(request.user, program, cohort, Role.MENTEE)
    mentor = get_place(looking.place.cohort, code, Role.MENTOR)
    form, status = AskForm(request.POST if request.method == "POST" else None), 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                made = ask_mentor(mentee=looking.place, mentor=mentor, note=form.note())
                messages.success(request, _said(made, mentor.person.first_name))
                return redirect_to(request, "matching:find", program, cohort)
            except Refusal as refusal:
                add_refusal(form, refusal)
                status = refusal.status
    # Who became full while somebody wrote keeps them their words; nobody who cannot be asked is shown on the way there.
    if (fit := found_one(looking.place, mentor)) is None and request.method != "POST":
        raise Http404
    page = {"program": looking.place.cohort.program, "cohort": looking.place.cohort, "form": form}
    page |= {"mentor": mentor, "fit": fit, "asks": own_asks(looking.place), "way": looking.way}
    return render_page(request, "matching/ask.html", page, status=status)


def _said(made: Offer, name: str) -> str:
    if made.state == Offer.State.QUEUED:
        return _("Kept. Three asks are open; this one goes to %(name)s when one of them ends.") % {
            "name": name
        }
    return _("%(name)s has your ask. You hear of the answer here and by mail.") % {"name": name}
