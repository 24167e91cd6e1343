"""What is open between two people of a cohort, for its coordinator: remind, or take back."""

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from matching.access import get_coordinated_offer
from matching.actions.offers import remind_of_offer, withdraw_offer
from matching.queries.open_offers import OFFERS, offers_of
from mentorship.accounts.http import PageRequest
from mentorship.lib.downloads import wanted_file
from mentorship.lib.pages import redirect_to, render_page
from mentorship.lib.refusals import Refusal
from programs.access import get_cohort_of
from programs.models import Cohort


@require_safe
def open_offers(request: PageRequest, program: str, cohort: str) -> HttpResponse:
    found = get_cohort_of(request.user, program, cohort)
    if file := wanted_file(request, OFFERS):
        return file.answer(offers_of(request.user, found), of=found.code)
    return _page(request, found)


@require_POST
def remind(request: PageRequest, program: str, cohort: str, code: str) -> HttpResponse:
    found = get_cohort_of(request.user, program, cohort)
    offer = get_coordinated_offer(request.user, found, code)
    try:
        remind_of_offer(offer=offer, by=request.user)
    except Refusal as refusal:
        return _page(request, found, problem=refusal.sentence, status=refusal.status)
    messages.success(request, _("It stands in their next daily mail."))
    return redirect_to(request, "matching:open_offers", program, cohort)


@require_POST
def withdraw(request: PageRequest, program: str, cohort: str, code: str) -> HttpResponse:
    found = get_cohort_of(request.user, program, cohort)
    offer = get_coordinated_offer(request.user, found, code)
    try:
        withdraw_offer(offer=offer, by=request.user)
    except Refusal as refusal:
        return _page(request, found, problem=refusal.sentence, status=refusal.status)
    messages.success(request, _("Taken back. Both hear that no match was made."))
    return redirect_to(request, "matching:open_offers", program, cohort)


def _page(request: PageRequest, cohort: Cohort, *, problem: str = "", status: int = 200) -> HttpResponse:
    page = {
        "program": cohort.program,
        "cohort": cohort,
        "offers": offers_of(request.user, cohort),
        "table": OFFERS,
        "problem": problem,
    }
    return render_page(request, "matching/open_offers.html", page, status=status)
