"""The schedule of check-ins of a program."""

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from mentorship.accounts.http import PageRequest
from mentorship.lib.pages import redirect_to, render_page
from programs.access import get_program
from programs.actions.check_in_settings import choose_check_ins
from programs.forms.check_in_settings import CheckInSettingsForm
from programs.queries.check_in_settings import check_ins_page


@require_http_methods(["GET", "HEAD", "POST"])
def program_check_ins(request: PageRequest, program: str) -> HttpResponse:
    found = get_program(request.user, program)
    page = check_ins_page(found)
    initial = {"asks": page.schedule.asks, "weeks": page.schedule.weeks}
    form = CheckInSettingsForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_valid():
        choose_check_ins(program=found, by=request.user, **form.cleaned_data)
        messages.success(request, _("Saved. Questions that were asked already stay open as they are."))
        return redirect_to(request, "programs:program_check_ins", found.code)
    context = {"program": found, "form": form, "page": page}
    status = 422 if form.errors else 200
    return render_page(request, "programs/program_check_ins.html", context, status=status)
