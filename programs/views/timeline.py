"""The dates of a cohort, for its coordinators."""

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from mentorship.accounts.http import PageRequest
from mentorship.accounts.once import once
from mentorship.lib.pages import redirect_to, render_page
from mentorship.lib.refusals import Refusal
from programs.access import get_cohort_with, get_coordinated_date
from programs.actions import timeline as actions
from programs.forms.refusals import add_refusal
from programs.forms.timeline import TimelineDateEditForm, TimelineDateForm, as_it_is
from programs.models import Part
from programs.queries.timeline import cohort_timeline, comers_of, date_card

GET_OR_POST = ["GET", "HEAD", "POST"]


@require_http_methods(GET_OR_POST)
@once
def timeline(request: PageRequest, program: str, cohort: str) -> HttpResponse:
    found = get_cohort_with(request.user, program, cohort, Part.TIMELINE)
    form = TimelineDateForm(request.POST if request.method == "POST" else None)
    status = 422 if form.is_bound else 200
    if form.is_valid():
        try:
            made = actions.add_date(cohort=found, by=request.user, wanted=form.wanted())
        except Refusal as refusal:
            add_refusal(form, refusal)
            status = refusal.status
        else:
            said = _("“%(title)s” is on the timeline. Everybody in this cohort sees it.")
            messages.success(request, said % {"title": made.title})
            return redirect_to(request, "programs:timeline", program, cohort)
    page = {"program": found.program, "cohort": found, "form": form}
    page["timeline"] = cohort_timeline(request.user, found)
    return render_page(request, "programs/timeline.html", page, status=status)


@require_POST
def timeline_usual(request: PageRequest, program: str, cohort: str) -> HttpResponse:
    found = get_cohort_with(request.user, program, cohort, Part.TIMELINE)
    if actions.add_usual_dates(cohort=found, by=request.user):
        messages.success(request, _("They are on the timeline. Change a day or give it a time by its name."))
    return redirect_to(request, "programs:timeline", program, cohort)


@require_http_methods(GET_OR_POST)
def timeline_edit(request: PageRequest, program: str, cohort: str, date: str) -> HttpResponse:
    place = get_cohort_with(request.user, program, cohort, Part.TIMELINE)
    found = get_coordinated_date(request.user, place, date)
    form = (
        TimelineDateEditForm(request.POST)
        if request.method == "POST"
        else TimelineDateEditForm(initial=as_it_is(found))
    )
    status = 422 if form.is_bound else 200
    if form.is_valid():
        sequence = form.cleaned_data["sequence"]
        try:
            actions.edit_date(date=found, by=request.user, sequence=sequence, wanted=form.wanted())
        except Refusal as refusal:
            add_refusal(form, refusal)
            status = refusal.status
        else:
            messages.success(request, _("Saved."))
            return redirect_to(request, "programs:timeline", program, cohort)
    page = {
        "program": place.program,
        "cohort": place,
        "form": form,
        "date": date_card(request.user, found),
        "sequence": found.sequence,
        "conflict": status == 409,
        "comers": comers_of(request.user, found) if found.asks else None,
    }
    return render_page(request, "programs/timeline_edit.html", page, status=status)


@require_POST
def timeline_remove(request: PageRequest, program: str, cohort: str, date: str) -> HttpResponse:
    place = get_cohort_with(request.user, program, cohort, Part.TIMELINE)
    found = get_coordinated_date(request.user, place, date)
    actions.remove_date(date=found, by=request.user)
    messages.success(request, _("“%(title)s” is off the timeline.") % {"title": found.title})
    return redirect_to(request, "programs:timeline", program, cohort)
