"""Somebody new for one of two, whose partner left: the best others, and one press."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from matching.access import get_place
from matching.actions.replacing import replace as replace_partner
from matching.forms.moves import LeavesForm
from matching.queries.rematch import others_for
from mentorship.accounts.http import PageRequest
from mentorship.lib.pages import redirect_to, render_page
from mentorship.lib.refusals import Refusal
from programs.access import get_cohort_of, get_coordinated_mentorship
from programs.models import Member, Mentorship
from programs.models.enrolments import Role


@require_http_methods(["GET", "HEAD", "POST"])
def replace(request: PageRequest, program: str, cohort: str, code: str, role: str) -> HttpResponse:
    """`role` is whom to replace."""
    found = get_cohort_of(request.user, program, cohort)
    old = get_coordinated_mentorship(request.user, found, code)
    leaver, stays = _sides(old, role)
    form = LeavesForm(request.POST if request.method == "POST" else None)
    if request.method != "POST":
        return _page(request, old, leaver, stays, form, None)
    if not form.is_valid():
        return _page(request, old, leaver, stays, form, Refusal(_("Choose somebody from the list.")))
    other = get_place(found, form.cleaned_data["other"], role)
    leaves = form.cleaned_data["leaves"]
    try:
        replace_partner(mentorship=old, stays=stays.enrolment, other=other, by=request.user, leaves=leaves)
    except Refusal as refusal:
        old.refresh_from_db()
        return _page(request, old, leaver, stays, form, refusal)
    names = {"one": stays.enrolment.person.shown_name, "other": other.person.shown_name}
    messages.success(request, _("%(one)s and %(other)s are matched. Both hear of it.") % names)
    return redirect_to(request, "dashboards:mentorships", program, cohort)


def _sides(old: Mentorship, role: str) -> tuple[Member, Member]:
    """Whoever leaves, whoever stays."""
    if role not in Role.values:
        raise Http404
    members = old.members.select_related("enrolment__person", "enrolment__cohort__program")
    sides = {member.role: member for member in members}
    return sides[role], sides[Role.MENTEE if role == Role.MENTOR else Role.MENTOR]


def _page(
    request: PageRequest,
    old: Mentorship,
    leaver: Member,
    stays: Member,
    form: LeavesForm,
    refusal: Refusal | None,
) -> HttpResponse:
    running = old if old.state == Mentorship.State.ACTIVE else None
    page = {
        "program": old.cohort.program,
        "cohort": old.cohort,
        "mentorship": old,
        "leaver": leaver.enrolment.person,
        "board": others_for(stays.enrolment, running, old.cohort, request.user),
        "form": form,
        "problem": refusal.sentence if refusal else "",
    }
    return render_page(request, "matching/replace.html", page, status=refusal.status if refusal else 200)
