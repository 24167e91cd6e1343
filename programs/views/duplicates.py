"""A program like this one, with new dates."""

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from mentorship.accounts.http import PageRequest
from mentorship.accounts.once import once
from mentorship.lib.pages import redirect_to, render_page
from mentorship.lib.refusals import Refusal
from programs.access import get_program
from programs.actions.duplicates import duplicate_program
from programs.forms.programs import DuplicateForm, dates_like, initial_dates
from programs.forms.refusals import add_refusal
from programs.models import Program


@require_http_methods(["GET", "HEAD", "POST"])
@once
def program_duplicate(request: PageRequest, program: str) -> HttpResponse:
    source = get_program(request.user, program)
    form = DuplicateForm(request.POST if request.method == "POST" else None, initial=_initial(source))
    status = 422 if form.is_bound else 200
    if form.is_valid():
        name = form.cleaned_data["name"]
        try:
            made = duplicate_program(source=source, by=request.user, name=name, dates=form.dates())
        except Refusal as refusal:
            add_refusal(form, refusal)
            status = refusal.status
        else:
            messages.success(request, _("It is there, without people. Next: who can be told of trouble."))
            return redirect_to(request, "programs:program_contacts", made.code)
    page = {"program": source, "form": form}
    return render_page(request, "programs/program_duplicate.html", page, status=status)


def _initial(source: Program) -> dict[str, object]:
    latest = source.cohorts.order_by("-starts_on").first()
    return {"name": source.name, **(dates_like(latest) if latest else initial_dates(source.months))}
