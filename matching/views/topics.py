"""Topics somebody might mean: suggested by words while they fill in the form, by meaning once they have sent it.

The encoder is in no process that serves pages, so what is typed is compared by its words, at once. What was sent gets
its vector within a minute, and the page of the application offers what is near in meaning: no text that nobody has sent
needs to be kept anywhere for it, and a slow worker keeps nobody waiting.
"""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from matching.actions.topics import TOO_LATE, add_topics
from matching.queries.topics import suggest_by_words, suggest_for
from mentorship.accounts.http import PageRequest
from mentorship.lib.forms import split_words
from mentorship.lib.pages import redirect_to, render_page
from mentorship.lib.refusals import Conflict, Refusal
from mentorship.work import encoder
from programs import policies
from programs.access import get_cohort_to_join, get_own_places
from programs.forms.profiles import TOPICS
from programs.models import Cohort, Enrolment
from programs.queries.application import may_still_change
from programs.views.join import closed_page, join_form, join_page

# What each field of topics is suggested from, and how much of it is read.
SOURCES = {"topics_wanted": "goal", "topics_offered": "expertise"}
LONGEST = 3000


@login_not_required
@require_POST
def suggest(request: HttpRequest, program: str, cohort: str) -> HttpResponse:
    """The form with what was typed, and topics to tick. Nothing is sent and nothing is kept."""
    found = get_cohort_to_join(program, cohort)
    if not found.enrolment_is_open and not may_still_change(request.user, found):
        return closed_page(request, found)
    wanted = request.POST.get("suggest", "")
    suggested = {name: request.POST.getlist(f"{name}_suggested")[:30] for name in TOPICS}
    if wanted in SOURCES:
        text = request.POST.get(SOURCES[wanted], "")[:LONGEST]
        have = [*split_words(request.POST.get(wanted, "")[:LONGEST]), *suggested[wanted]]
        suggested[wanted] = [*suggested[wanted], *suggest_by_words(text, have)]
    form = join_form(request, found, request.POST, suggested)
    for name in TOPICS:
        form.fields[f"{name}_suggested"].asked = name == wanted  # type: ignore[attr-defined]
    return join_page(request, found, form)


@require_http_methods(["GET", "HEAD", "POST"])
def own_topics(request: PageRequest, program: str, cohort: str) -> HttpResponse:
    """Topics near in meaning to what somebody sent, to tick and add while they may change their answers."""
    found = get_cohort_to_join(program, cohort)
    started = policies.matching_has_started(found)
    places = get_own_places(request.user, found)
    places = [one for one in places if policies.may_change_answers(one, started=started)]
    if request.method != "POST":
        return _topics_page(request, found, places)
    place = next((one for one in places if one.role == request.POST.get("role", "")), None)
    if place is None:
        refusal = Refusal(_("Tick a topic first.")) if places else Conflict(TOO_LATE)
        return _topics_page(request, found, places, refusal)
    try:
        add_topics(place=place, topics=request.POST.getlist(f"topic_{place.role}"), by=request.user)
    except Refusal as refusal:
        return _topics_page(request, found, places, refusal, role=place.role)
    messages.success(request, _("Added to your topics."))
    return redirect_to(request, "programs:join_status", program, cohort)


def _topics_page(
    request: PageRequest,
    cohort: Cohort,
    places: list[Enrolment],
    refusal: Refusal | None = None,
    role: str = "",
) -> HttpResponse:
    offers = [_offer(request, place, refusal if place.role == role else None) for place in places]
    waiting = bool(encoder.version()) and not all(one["by_meaning"] for one in offers)
    looked = request.GET.get("look", "0")
    look = int(looked) + 1 if looked in {"0", "1"} and waiting and not refusal else 0
    page = {
        "cohort": cohort,
        "program": cohort.program,
        "offers": offers,
        "problem": refusal.sentence if refusal and not role else "" if places else TOO_LATE,
        "waiting": waiting,
        "next_look": look,
    }
    status = refusal.status if refusal else 200
    return render_page(request, "matching/topics.html", page, parts={"suggested": "suggested"}, status=status)


def _offer(request: PageRequest, place: Enrolment, refusal: Refusal | None) -> dict[str, Any]:
    """What is suggested for one role; what was ticked already stays, whatever is found meanwhile."""
    ticked = [*request.GET.getlist(f"topic_{place.role}"), *request.POST.getlist(f"topic_{place.role}")][:30]
    found = suggest_for(place)
    return {
        "role": place.role,
        "role_word": place.get_role_display(),
        "topics": [(topic, topic in ticked) for topic in dict.fromkeys([*ticked, *found.topics])],
        "by_meaning": found.by_meaning,
        "problem": refusal.sentence if refusal else "",
    }
