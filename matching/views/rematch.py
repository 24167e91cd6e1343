"""The mini board of one request: the best others for whoever asked for a different match."""

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from matching.access import get_place, get_wish
from matching.actions import rematch as actions
from matching.forms.moves import OtherForm
from matching.queries.rematch import rematch_page
from mentorship.accounts.http import PageRequest
from mentorship.lib.pages import redirect_to, render_page
from mentorship.lib.refusals import Refusal
from programs.models import HelpRequest
from programs.models.enrolments import Role


@require_http_methods(["GET", "HEAD", "POST"])
def rematch(request: PageRequest, program: str, cohort: str, code: str) -> HttpResponse:
    wish = get_wish(request.user, program, cohort, code)
    form = OtherForm(request.POST if request.method == "POST" else None)
    if request.method != "POST":
        return _page(request, wish, None)
    if not form.is_valid():
        return _page(request, wish, Refusal(_("Choose somebody from the list.")))
    role = Role.MENTOR if wish.author.role == Role.MENTEE else Role.MENTEE
    other = get_place(wish.cohort, form.cleaned_data["other"], role)
    try:
        actions.rematch(wish=wish, other=other, by=request.user)
    except Refusal as refusal:
        return _page(request, wish, refusal)
    names = {"one": wish.author.person.shown_name, "other": other.person.shown_name}
    messages.success(request, _("%(one)s and %(other)s are matched. Both hear of it.") % names)
    return redirect_to(request, "programs:request", program, cohort, code)


def _page(request: PageRequest, wish: HelpRequest, refusal: Refusal | None) -> HttpResponse:
    page = {
        "program": wish.cohort.program,
        "cohort": wish.cohort,
        "wish": wish,
        "board": rematch_page(wish, request.user),
        "problem": refusal.sentence if refusal else "",
    }
    return render_page(request, "matching/rematch.html", page, status=refusal.status if refusal else 200)
