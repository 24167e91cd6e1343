"""A cohort before anybody is matched: its tasks, and its dates."""

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from mentorship.accounts.http import PageRequest
from mentorship.accounts.links import site_link
from mentorship.accounts.once import once
from mentorship.lib import clock
from mentorship.lib.pages import redirect_to, render_page
from mentorship.lib.refusals import Refusal
from programs.access import get_cohort_of, get_program
from programs.actions import programs as actions
from programs.forms.programs import CohortForm, DatesFields, dates_like, dates_of, initial_dates
from programs.forms.refusals import add_refusal
from programs.queries.cohort_overview import overview_of
from programs.queries.projected_mails import projection_of


@require_safe
def cohort(request: PageRequest, program: str, cohort: str) -> HttpResponse:
    """What is left to do until the first match; once there is one, the dashboards answer at this address."""
    found = get_cohort_of(request.user, program, cohort)
    page = {
        "cohort": found,
        "program": found.program,
        "counts": overview_of(request.user, found),
        "today": clock.today(found.program.zone),
        "join": site_link(reverse("programs:join", args=[found.program.code, found.code])),
    }
    return render_page(request, "programs/cohort.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
@once
def cohort_new(request: PageRequest, program: str) -> HttpResponse:
    """The one door to another cohort; `?like=` names the one it goes on from."""
    found = get_program(request.user, program)
    like = found.cohorts.filter(code=request.GET.get("like", "")).first()
    form = CohortForm(request.POST or None, initial=dates_like(like) if like else initial_dates(found.months))
    status = 200 if request.method != "POST" else 422
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.add_cohort(program=found, by=request.user, dates=form.dates(), after=like)
        except Refusal as refusal:
            add_refusal(form, refusal)
            status = refusal.status
        else:
            messages.success(request, _("The cohort is there. Next: the people."))
            return redirect_to(request, "programs:cohort", found.code, made.code)
    page = {"form": form, "program": found, "cohort": None, "like": like, "mails": projection_of(found)}
    return render_page(request, "programs/cohort_dates.html", page, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def cohort_dates(request: PageRequest, program: str, cohort: str) -> HttpResponse:
    found = get_cohort_of(request.user, program, cohort)
    form = DatesFields(request.POST or None, initial=dates_of(found))
    status = 200 if request.method != "POST" else 422
    if request.method == "POST" and form.is_valid():
        try:
            actions.edit_cohort(cohort=found, by=request.user, dates=form.dates())
        except Refusal as refusal:
            add_refusal(form, refusal)
            status = refusal.status
        else:
            messages.success(request, _("Saved."))
            return redirect_to(request, "programs:cohort", program, cohort)
    page = {"form": form, "program": found.program, "cohort": found}
    return render_page(request, "programs/cohort_dates.html", page, status=status)
