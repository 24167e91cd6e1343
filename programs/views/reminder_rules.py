"""How often a program's people are reminded, and how many mails that makes."""

from collections.abc import Mapping

from django.contrib import messages
from django.http import HttpResponse
from django.template.defaultfilters import floatformat
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from mentorship.accounts.http import PageRequest
from mentorship.lib.pages import redirect_to, render_page, wants_part
from programs.access import get_program
from programs.actions.reminder_rules import set_reminder_rules
from programs.forms.reminder_rules import ReminderRulesForm, pace_of
from programs.models import Program, ReminderRule
from programs.models.reminder_rules import TIMES, Pace
from programs.queries.projected_mails import cadence_of, projected

PARTS = {"rules": "rules"}


@require_http_methods(["GET", "HEAD", "POST"])
def program_reminders(request: PageRequest, program: str) -> HttpResponse:
    """HTMX asks with GET what the chosen numbers would mean; only POST keeps them."""
    found = get_program(request.user, program)
    times = ReminderRule.objects.times_of(found)
    saves = request.method == "POST"
    form = _form(found, times, request.POST if saves else request.GET or None)
    if form.is_valid():
        times = form.times()
        if saves:
            set_reminder_rules(program=found, by=request.user, times=times)
            messages.success(request, _("Saved. It holds for reminders from now on."))
            return redirect_to(request, "programs:program_reminders", found.code)
        form = _form(found, times)
    page = {
        "program": found,
        "form": form,
        "mails": projected(times, cadence_of(found)),
        "heard": wants_part(request),
    }
    status = 422 if form.errors else 200
    return render_page(request, "programs/program_reminders.html", page, parts=PARTS, status=status)


def _form(
    program: Program, times: Mapping[str, int], typed: Mapping[str, str] | None = None
) -> ReminderRulesForm:
    initial = {**times, "pace": pace_of(times)}
    return ReminderRulesForm(typed, initial=initial, paces=_paces(program))


def _paces(program: Program) -> dict[str, str]:
    """Each set with what it comes to in this program."""
    cadence = cadence_of(program)
    return {
        pace.value: _("%(pace)s. About %(n)s mails a week")
        % {"pace": pace.label, "n": floatformat(projected(TIMES[pace], cadence).a_week, 1)}
        for pace in Pace
    }
