"""What a coordinator does with one role of one person; each is a press on the person page."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from mentorship.accounts.http import PageRequest
from mentorship.lib.pages import redirect_to, safe_next
from mentorship.lib.refusals import Refusal
from programs import events, policies
from programs.access import get_cohort_of, get_enrolment, get_person, get_place
from programs.actions import enrolments, invitations
from programs.actions.capacity import pause_place, resume_place, set_capacity
from programs.actions.mentorships import start_mentorship
from programs.forms.people import CapacityForm
from programs.forms.refusals import add_refusal
from programs.models import Cohort, Enrolment
from programs.views.people import Against, person_answer


def _place(
    request: PageRequest, program: str, cohort: str, person: str, role: str
) -> tuple[Cohort, Enrolment]:
    found = get_cohort_of(request.user, program, cohort)
    return found, get_place(request.user, found, person, role)


def _do(
    request: PageRequest, cohort: Cohort, place: Enrolment, act: Callable[[], object], said: str
) -> HttpResponse:
    """Act and go back to the person; a refusal is a sentence on their page."""
    try:
        act()
    except Refusal as refusal:
        person = get_person(request.user, cohort, place.person.code)
        return person_answer(request, cohort, person, problem=refusal.sentence, status=refusal.status)
    messages.success(request, said % {"name": place.person.shown_name})
    back = reverse("programs:person", args=[cohort.program.code, cohort.code, place.person.code])
    return redirect_to(request, safe_next(request, back))


@require_POST
def accept(request: PageRequest, program: str, cohort: str, person: str, role: str) -> HttpResponse:
    found, place = _place(request, program, cohort, person, role)
    seen, said = request.POST.get("seen", ""), _("%(name)s takes part.")
    return _do(
        request, found, place, lambda: enrolments.accept(enrolment=place, by=request.user, seen=seen), said
    )


@require_POST
def decline(request: PageRequest, program: str, cohort: str, person: str, role: str) -> HttpResponse:
    found, place = _place(request, program, cohort, person, role)
    seen, said = request.POST.get("seen", ""), _("%(name)s gets a kind no.")
    return _do(
        request, found, place, lambda: enrolments.decline(enrolment=place, by=request.user, seen=seen), said
    )


@require_POST
def withdraw(request: PageRequest, program: str, cohort: str, person: str, role: str) -> HttpResponse:
    found, place = _place(request, program, cohort, person, role)
    said = _("%(name)s is withdrawn; running mentorships in this role have ended.")
    return _do(request, found, place, lambda: enrolments.withdraw(enrolment=place, by=request.user), said)


@require_POST
def invite(request: PageRequest, program: str, cohort: str, person: str, role: str) -> HttpResponse:
    found, place = _place(request, program, cohort, person, role)
    said = _("The invitation to %(name)s is on its way.")
    return _do(request, found, place, lambda: invitations.invite(enrolment=place, by=request.user), said)


@require_POST
def link(request: PageRequest, program: str, cohort: str, person: str, role: str) -> HttpResponse:
    """The invitation's link, shown on the next page only."""
    found, place = _place(request, program, cohort, person, role)

    def keep() -> None:
        made = invitations.link_to_copy(enrolment=place, by=request.user)
        request.session["link_to_copy"] = [place.person.code, made.pk]

    said = _("Here is the link for %(name)s. Whoever opens it can answer once, so give it to nobody else.")
    return _do(request, found, place, keep, said)


@require_POST
def pair(request: PageRequest, program: str, cohort: str, person: str, role: str) -> HttpResponse:
    """Two people by hand: the other is named by the code of their place."""
    found, place = _place(request, program, cohort, person, role)
    code = request.POST.get("partner", "")
    other = get_enrolment(request.user, code) if code else None
    # What the rules say is read first; whoever has read it of these two may pair them all the same.
    # Of one's own match nothing is read: starting it refuses.
    own = other is not None and not policies.may_pair([place.person, other.person], request.user)
    if (
        other
        and not own
        and request.POST.get("anyway") != code
        and (rules := _rules_against(request, place, other))
    ):
        whom = get_person(request.user, found, place.person.code)
        return person_answer(request, found, whom, against=Against(role, code, rules), status=422)

    def start() -> None:
        if other is None:
            raise Refusal(_("Choose the person to pair with."))
        mentor, mentee = (place, other) if place.is_mentor else (other, place)
        start_mentorship(mentor=mentor, mentee=mentee, by=request.user)

    return _do(request, found, place, start, _("%(name)s has a mentorship. Both hear of it."))


def _rules_against(request: PageRequest, place: Enrolment, other: Enrolment) -> list[str]:
    mentor, mentee = (place, other) if place.is_mentor else (other, place)
    facts = {"mentor": mentor, "mentee": mentee, "by": request.user}
    answers: Any = events.pair_considered.send(sender=Enrolment, **facts)
    return [rule for _receiver, broken in answers for rule in broken]


@require_POST
def pause(request: PageRequest, program: str, cohort: str, person: str, role: str) -> HttpResponse:
    found, place = _place(request, program, cohort, person, role)
    said = _("%(name)s is left out of matching until you end the pause. What runs goes on.")
    return _do(request, found, place, lambda: pause_place(enrolment=place, by=request.user), said)


@require_POST
def resume(request: PageRequest, program: str, cohort: str, person: str, role: str) -> HttpResponse:
    found, place = _place(request, program, cohort, person, role)
    said = _("%(name)s can be matched again.")
    return _do(request, found, place, lambda: resume_place(enrolment=place, by=request.user), said)


@require_POST
def capacity(request: PageRequest, program: str, cohort: str, person: str, role: str) -> HttpResponse:
    found, place = _place(request, program, cohort, person, role)
    form = CapacityForm(request.POST, auto_id=f"{role}_%s")
    status = 422
    if form.is_valid():
        try:
            kept = set_capacity(enrolment=place, capacity=form.cleaned_data["capacity"], by=request.user)
        except Refusal as refusal:
            add_refusal(form, refusal)
            status = refusal.status
        else:
            messages.success(request, _saved(kept))
            return redirect_to(request, "programs:person", program, cohort, person)
    whom = get_person(request.user, found, person)
    return person_answer(request, found, whom, capacity=(role, form), status=status)


def _saved(place: Enrolment) -> str:
    if place.capacity_asked is None:
        return _("Saved.")
    words = _("%(name)s is asked on their page. It stays at %(now)s until they agree.")
    return words % {"name": place.person.shown_name, "now": place.capacity}
