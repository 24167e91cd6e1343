"""Who was invited into a cohort and who has come in; asking again, many at once."""

from collections.abc import Iterable

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from mentorship.accounts.http import PageRequest
from mentorship.lib.downloads import wanted_file
from mentorship.lib.pages import redirect_to, render_page
from mentorship.lib.refusals import Refusal
from programs.access import get_cohort_of, get_places
from programs.actions.invitations import invite_all
from programs.models import Cohort, Enrolment
from programs.queries.invited import INVITED, MOST_AT_ONCE, PAGE, everybody_invited, invited_to, not_asked_yet


@require_http_methods(["GET", "HEAD", "POST"])
def invited(request: PageRequest, program: str, cohort: str) -> HttpResponse:
    found = get_cohort_of(request.user, program, cohort)
    if file := wanted_file(request, INVITED):
        return file.answer(everybody_invited(request.user, found), zone=found.program.zone, of=found.code)
    if request.method != "POST":
        return _page(request, found)
    places = _chosen(request, found)
    if not places:
        return _page(request, found, problem=_("Tick the people first, then send."), status=422)
    try:
        sent, lost = invite_all(enrolments=places, by=request.user)
    except Refusal as refusal:
        return _page(request, found, problem=refusal.sentence, status=refusal.status)
    words = ngettext("%(n)s invitation is on its way.", "%(n)s invitations are on their way.", sent)
    messages.success(request, words % {"n": sent})
    for one in lost[:10]:
        messages.warning(request, one.sentence)
    return redirect_to(request, "programs:invitations", program, cohort)


def _chosen(request: PageRequest, cohort: Cohort) -> Iterable[Enrolment]:
    """Those ticked, or everybody who was not asked yet: after an import that is most of a cohort."""
    if request.POST.get("whom") == "unasked":
        return not_asked_yet(request.user, cohort)
    codes = list(dict.fromkeys(request.POST.getlist("place")))[:MOST_AT_ONCE]
    return get_places(request.user, cohort, codes) if codes else ()


def _page(request: PageRequest, cohort: Cohort, *, problem: str = "", status: int = 200) -> HttpResponse:
    asked = request.GET.get("page", "")
    shown = invited_to(
        request.user, cohort, int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 6 else 1
    )
    page = {
        "cohort": cohort,
        "program": cohort.program,
        "invited": shown,
        "table": INVITED,
        "problem": problem,
        "newer": f"?page={shown.page - 1}" if shown.page > 1 else "",
        "older": f"?page={shown.page + 1}" if shown.page * PAGE < shown.total else "",
    }
    return render_page(request, "programs/invited.html", page, status=status)
