"""How pairs come about in a program: its coordinator chooses."""

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from matching.actions.ways import choose_way
from matching.forms.ways import WayForm
from matching.queries.ways import way_of
from mentorship.accounts.http import PageRequest
from mentorship.lib.pages import redirect_to, render_page
from programs.access import get_program


@require_http_methods(["GET", "HEAD", "POST"])
def ways(request: PageRequest, program: str) -> HttpResponse:
    found = get_program(request.user, program)
    form = WayForm(request.POST if request.method == "POST" else None, instance=way_of(found))
    if request.method == "POST" and form.is_valid():
        choose_way(program=found, by=request.user, **form.facts())
        messages.success(request, _("Saved. It holds from now on."))
        return redirect_to(request, "matching:ways", found.code)
    page = {"program": found, "form": form}
    return render_page(request, "matching/ways.html", page, status=422 if form.errors else 200)
