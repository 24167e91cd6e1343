"""Handing a program over, for a holiday or for good; and what whoever takes it finds."""

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from mentorship.accounts.http import PageRequest
from mentorship.lib import clock
from mentorship.lib.pages import redirect_to, render_page
from mentorship.lib.refusals import Refusal
from programs.access import get_program
from programs.actions import hand_overs as actions
from programs.forms.hand_overs import HandOverForm
from programs.forms.refusals import add_refusal
from programs.queries.hand_overs import candidates_of, hand_over_page


@require_http_methods(["GET", "HEAD", "POST"])
def hand_over(request: PageRequest, program: str) -> HttpResponse:
    found = get_program(request.user, program)
    takers = candidates_of(found, request.user)
    typed = request.POST if request.method == "POST" else None
    form = HandOverForm(typed, takers=takers, initial={"from_on": clock.today(found.zone)})
    status = 422 if form.errors else 200
    if form.is_valid():
        act = actions.hand_over_for_good if form.for_good else actions.hand_over_for_holiday
        try:
            act(program=found, by=request.user, **form.facts())
        except Refusal as refusal:
            add_refusal(form, refusal)
            status = refusal.status
        else:
            messages.success(request, _("Handed over. They get a mail and find it on their Today."))
            return redirect_to(request, "dashboards:today")
    page = {"program": found, "form": form, "takers": takers, "page": hand_over_page(request.user, found)}
    return render_page(request, "programs/hand_over.html", page, status=status)


@require_POST
def hand_over_seen(request: PageRequest, program: str) -> HttpResponse:
    found = get_program(request.user, program)
    actions.see_hand_over(program=found, by=request.user)
    return redirect_to(request, "dashboards:today")


@require_POST
def hand_over_back(request: PageRequest, program: str) -> HttpResponse:
    """Back early, or not away after all."""
    found = get_program(request.user, program)
    actions.end_cover(program=found, by=request.user)
    messages.success(request, _("All of it is yours again."))
    return redirect_to(request, "programs:hand_over", program)
