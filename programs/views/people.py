"""The people of a cohort: the table, adding one, and the page of one person."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from mentorship.accounts.http import PageRequest
from mentorship.accounts.once import once
from mentorship.lib.downloads import wanted_file
from mentorship.lib.pages import redirect_to, render_page
from mentorship.lib.refusals import Refusal
from programs.access import get_cohort_of, get_person
from programs.actions.people import edit_person
from programs.actions.places import add_to_cohort
from programs.forms.people import EDITED, CapacityForm, NewPersonForm, PairForm, PeopleFilter, PersonForm
from programs.forms.refusals import add_refusal
from programs.models import Cohort, Person
from programs.policies import is_open_to
from programs.queries.people_list import PAGE, PEOPLE, every_row, people_of
from programs.queries.person_page import Place, person_page
from programs.views.settings import shown_once

PARTS = {"rows": "rows"}


@require_safe
def people(request: PageRequest, program: str, cohort: str) -> HttpResponse:
    found = get_cohort_of(request.user, program, cohort)
    form = PeopleFilter(request.GET)
    chosen = form.chosen()
    kept = {name: value for name, value in chosen.items() if value and name != "page"}
    if file := wanted_file(request, PEOPLE):
        return file.answer(every_row(request.user, found, **kept), zone=found.program.zone, of=found.code)
    listed = people_of(request.user, found, **chosen)
    page = {
        "table": PEOPLE,
        "cohort": found,
        "program": found.program,
        "form": form,
        "people": listed,
        "filtered": bool(kept),
        "query": urlencode(kept),
        "newer": _page_link(kept, listed.page - 1) if listed.page > 1 else "",
        "older": _page_link(kept, listed.page + 1) if listed.page * PAGE < listed.total else "",
    }
    return render_page(request, "programs/people.html", page, parts=PARTS)


def _page_link(kept: dict[str, Any], page: int) -> str:
    return f"?{urlencode({**kept, 'page': page})}"


@require_http_methods(["GET", "HEAD", "POST"])
@once
def person_new(request: PageRequest, program: str, cohort: str) -> HttpResponse:
    found = get_cohort_of(request.user, program, cohort)
    form = NewPersonForm(request.POST or None)
    status = 200 if request.method != "POST" else 422
    if request.method == "POST" and form.is_valid():
        try:
            added = add_to_cohort(cohort=found, by=request.user, **form.facts())
        except Refusal as refusal:
            add_refusal(form, refusal)
            status = refusal.status
        else:
            messages.success(request, _("%(name)s has been added.") % {"name": added.shown_name})
            return redirect_to(request, "programs:person", program, cohort, added.code)
    page = {"form": form, "cohort": found, "program": found.program}
    return render_page(request, "programs/person_new.html", page, status=status)


@require_safe
def person(request: PageRequest, program: str, cohort: str, person: str) -> HttpResponse:
    found = get_cohort_of(request.user, program, cohort)
    return person_answer(request, found, get_person(request.user, found, person))


@dataclass(frozen=True)
class Against:
    """The place of this role and a partner who was chosen for it: which rules the two would break."""

    role: str
    partner: str
    rules: Sequence[str]


def person_answer(
    request: PageRequest,
    cohort: Cohort,
    person: Person,
    *,
    capacity: tuple[str, CapacityForm] | None = None,
    against: Against | None = None,
    problem: str = "",
    status: int = 200,
) -> HttpResponse:
    """The person page, also the answer to a refused form on it. `capacity` is (role, its form)."""
    shown = person_page(request.user, cohort, person)
    forms = dict([capacity] if capacity else [])
    pairing = {place.role: pair_form(place, against) for place in shown.places}
    page = {
        "cohort": cohort,
        "program": cohort.program,
        "person": person,
        "page": shown,
        "places": [
            (place, forms.get(place.role) or _capacity_form(place), pairing[place.role])
            for place in shown.places
        ],
        "form": capacity[1] if capacity else pairing[against.role] if against else None,
        "problem": problem,
        "link": shown_once(request, person.code),
    }
    return render_page(request, "programs/person.html", page, status=status)


def _capacity_form(place: Place) -> CapacityForm:
    return CapacityForm(initial={"capacity": place.enrolment.capacity}, auto_id=f"{place.role}_%s")


def pair_form(place: Place, against: Against | None = None) -> PairForm | None:
    options = [
        (one.code, _("%(name)s (%(free)s free)") % {"name": one.name, "free": one.free})
        for one in place.candidates
    ]
    if not options:
        return None
    said = against if against is not None and against.role == place.role else None
    return PairForm(
        {"partner": said.partner} if said else None,
        candidates=options,
        against=said.rules if said else (),
        auto_id=f"{place.role}_%s",
    )


@require_http_methods(["GET", "HEAD", "POST"])
def person_edit(request: PageRequest, program: str, cohort: str, person: str) -> HttpResponse:
    found = get_cohort_of(request.user, program, cohort)
    whom = get_person(request.user, found, person)
    if not is_open_to(whom, request.user):
        problem = _("They take part in another program too. You can edit what is here once they accept.")
        return person_answer(request, found, whom, problem=problem, status=409)
    managers = (
        Person.objects.visible_to(request.user).filter(organisation=whom.organisation).exclude(pk=whom.pk)
    )
    facts = {name: getattr(whom, name) for name in EDITED}
    form = PersonForm(request.POST or None, initial=facts, managers=managers)
    status = 200 if request.method != "POST" else 422
    if request.method == "POST" and form.is_valid():
        try:
            edit_person(person=whom, by=request.user, **form.facts())
        except Refusal as refusal:
            add_refusal(form, refusal)
            status = refusal.status
        else:
            messages.success(request, _("Saved."))
            return redirect_to(request, "programs:person", program, cohort, person)
    page = {"form": form, "cohort": found, "program": found.program, "person": whom}
    return render_page(request, "programs/person_edit.html", page, status=status)
