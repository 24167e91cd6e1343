"""Whom one would like to be matched with, best first."""

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from matching.access import get_looking
from matching.actions.wishes import rank_wishes
from matching.forms.ways import WishesForm
from matching.queries.find import Wanted, find
from matching.queries.naming import others_of, wished_by
from mentorship.accounts.http import PageRequest
from mentorship.lib.pages import redirect_to, render_page
from mentorship.lib.refusals import Refusal
from programs.forms.refusals import add_refusal


@require_http_methods(["GET", "HEAD", "POST"])
def wishes(request: PageRequest, program: str, cohort: str, role: str) -> HttpResponse:
    looking = get_looking(request.user, program, cohort, role, wishes=True)
    place, most = looking.place, looking.way.wishes
    others = others_of(place)
    named = dict(zip((f"wish_{rank}" for rank in range(1, most + 1)), wished_by(place), strict=False))
    typed = request.POST if request.method == "POST" else None
    form, status = WishesForm(typed, others=others, most=most, initial=named), 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                rank_wishes(by=place, named=form.named())
                messages.success(
                    request, _("Kept. The coordinators see it as a wish; nobody you named does.")
                )
                return redirect_to(request, "matching:wishes", program, cohort, role)
            except Refusal as refusal:
                add_refusal(form, refusal)
                status = refusal.status
    page = {"place": place, "cohort": place.cohort, "program": place.cohort.program, "form": form}
    page |= {"others": others, "found": find(place, Wanted()) if others else None}
    return render_page(request, "matching/wishes.html", page, status=status)
