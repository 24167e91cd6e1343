"""The list of programs, making one, and an owner's way into one."""

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from mentorship.accounts.http import PageRequest
from mentorship.accounts.once import once
from mentorship.lib.pages import redirect_to, render_page
from mentorship.lib.refusals import Refusal
from programs.access import get_owned_organisation, get_owned_program
from programs.actions import programs as actions
from programs.forms.programs import TEMPLATES, NewProgramForm, from_template
from programs.forms.refusals import add_refusal
from programs.models.reminder_rules import USUAL
from programs.queries.program_list import programs_of
from programs.queries.projected_mails import Cadence, projected


@require_safe
def programs(request: PageRequest) -> HttpResponse:
    return render_page(request, "programs/programs.html", {"programs": programs_of(request.user)})


@require_http_methods(["GET", "HEAD", "POST"])
@once
def program_new(request: PageRequest) -> HttpResponse:
    organisation = get_owned_organisation(request.user)
    chosen = TEMPLATES.get(request.GET.get("template", ""), TEMPLATES["classic"])
    zone = {"time_zone": organisation.time_zone}
    form = NewProgramForm(request.POST or None, initial={**from_template(chosen), **zone})
    status = 200 if request.method != "POST" else 422
    if request.method == "POST" and form.is_valid():
        try:
            program = actions.create_program(
                organisation=organisation, by=request.user, dates=form.dates(), **form.facts()
            )
        except Refusal as refusal:
            add_refusal(form, refusal)
            status = refusal.status
        else:
            messages.success(request, _("Your program is ready. Next: the people."))
            return redirect_to(request, "programs:cohort", program.code, program.cohorts.get().code)
    mails = projected(USUAL, Cadence(chosen.rhythm_weeks))
    page = {"form": form, "templates": TEMPLATES.values(), "chosen": chosen, "mails": mails}
    return render_page(request, "programs/program_new.html", page, status=status)


@require_POST
def take_role(request: PageRequest, program: str) -> HttpResponse:
    owned = get_owned_program(request.user, program)
    try:
        actions.take_role(program=owned, by=request.user)
    except Refusal as refusal:
        messages.error(request, refusal.sentence)
        return redirect_to(request, "programs:programs")
    messages.success(
        request,
        _("You coordinate %(program)s now. That you took the role is written down.") % {"program": owned},
    )
    return redirect_to(request, "programs:program_settings", owned.code)
