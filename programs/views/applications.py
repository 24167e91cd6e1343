"""The queue of applications: who waits, whether there is room, and deciding."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from mentorship.accounts.http import PageRequest
from mentorship.lib.pages import redirect_to, render_page
from mentorship.lib.refusals import Refusal
from programs.access import get_cohort_of, get_places
from programs.actions.applications import Pick, decide_all
from programs.forms.applications import DecisionForm
from programs.models import ApplicationReply, Cohort
from programs.queries.applications import OPEN, balance_after, queue_of, usual_words

Decision = ApplicationReply.Decision
MOST = 200
TITLES = {
    Decision.ACCEPT: lambda n: ngettext("Accept %(n)s application", "Accept %(n)s applications", n),
    Decision.WAIT_LIST: lambda n: ngettext("Wait-list %(n)s application", "Wait-list %(n)s applications", n),
    Decision.DECLINE: lambda n: ngettext("Decline %(n)s application", "Decline %(n)s applications", n),
}
DONE = {
    Decision.ACCEPT: lambda n: ngettext("%(n)s place was given.", "%(n)s places were given.", n),
    Decision.WAIT_LIST: lambda n: ngettext(
        "%(n)s waits for the next round.", "%(n)s wait for the next round.", n
    ),
    Decision.DECLINE: lambda n: ngettext("%(n)s gets a kind no.", "%(n)s get a kind no.", n),
}


@require_safe
def applications(request: PageRequest, program: str, cohort: str) -> HttpResponse:
    return _queue(request, get_cohort_of(request.user, program, cohort))


def _queue(request: PageRequest, cohort: Cohort, *, problem: str = "", status: int = 200) -> HttpResponse:
    page = {
        "cohort": cohort,
        "program": cohort.program,
        "queue": queue_of(request.user, cohort),
        "decisions": Decision.choices,
        "blind": _blind(request),
        "problem": problem,
    }
    return render_page(request, "programs/applications.html", page, status=status)


def _blind(request: PageRequest) -> bool:
    return "blind" in request.GET or "blind" in request.POST


@require_http_methods(["GET", "HEAD", "POST"])
def decide(request: PageRequest, program: str, cohort: str) -> HttpResponse:
    """Who was ticked, what they will read, and how many places are left afterwards; then the decision itself."""
    found = get_cohort_of(request.user, program, cohort)
    asked = request.POST if request.method == "POST" else request.GET
    picks, decision = _picks(request, found, asked.getlist("pick")), asked.get("decision", "")
    if not picks or decision not in Decision.values:
        words = _("Tick the applications first, then choose what happens to them.")
        return _queue(request, found, problem=words, status=422)
    form = DecisionForm(request.POST if request.method == "POST" else None, initial=_words(decision, found))
    if form.is_valid():
        try:
            lost = decide_all(picks=picks, decision=decision, text=form.cleaned_data["text"], by=request.user)
        except Refusal as refusal:
            return _queue(request, found, problem=_told(request, refusal, len(picks)), status=refusal.status)
        _say(request, Decision(decision), len(picks) - len(lost), [refusal for _pick, refusal in lost])
        back = reverse("programs:applications", args=[program, cohort])
        return redirect_to(request, f"{back}?blind=on" if _blind(request) else back)
    page: dict[str, Any] = {
        "cohort": found,
        "program": found.program,
        "picks": picks,
        "decision": decision,
        "title": TITLES[Decision(decision)](len(picks)) % {"n": len(picks)},
        "after": balance_after(found, [pick.place for pick in picks], decision),
        "form": form,
        "blind": _blind(request),
    }
    return render_page(request, "programs/application_decide.html", page, status=422 if form.errors else 200)


def _words(decision: str, cohort: Cohort) -> dict[str, str]:
    return {"text": usual_words(decision, cohort)}


def _picks(request: PageRequest, cohort: Cohort, given: list[str]) -> list[Pick]:
    """“code:state as seen”. A code that is not of this cohort is not there."""
    seen = dict(one.partition(":")[::2] for one in given[:MOST])
    places = get_places(request.user, cohort, list(seen))
    if any(state not in OPEN for state in seen.values()):
        raise Http404
    return [Pick(place, seen[place.code]) for place in places]


def _told(request: PageRequest, refusal: Refusal, count: int) -> str:
    """Names stay hidden where somebody decides without them."""
    if not _blind(request):
        return refusal.sentence
    return ngettext(
        "Somebody else decided on this application meanwhile.",
        "Somebody else decided on these %(n)s applications meanwhile.",
        count,
    ) % {"n": count}


def _say(request: PageRequest, decision: Decision, done: int, lost: list[Refusal]) -> None:
    messages.success(request, DONE[decision](done) % {"n": done})
    if lost and _blind(request):
        messages.warning(request, _told(request, lost[0], len(lost)))
    for refusal in () if _blind(request) else lost[:10]:
        messages.warning(request, refusal.sentence)
