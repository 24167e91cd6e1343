"""The settings of a program: what it is, and who coordinates it."""

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from mentorship.accounts.http import PageRequest
from mentorship.lib.pages import redirect_to, render_page
from mentorship.lib.refusals import Refusal
from programs.access import get_program
from programs.actions import invitations
from programs.actions import programs as actions
from programs.forms.people import CoordinatorForm
from programs.forms.programs import ProgramForm
from programs.forms.refusals import add_refusal
from programs.models import Program
from programs.queries.coordinators import coordinators_of
from programs.queries.invitations import link_of


@require_http_methods(["GET", "HEAD", "POST"])
def program_settings(request: PageRequest, program: str) -> HttpResponse:
    found = get_program(request.user, program)
    form = ProgramForm(request.POST or None, instance=get_program(request.user, program))
    if request.method == "POST" and form.is_valid():
        actions.edit_program(program=found, by=request.user, **form.facts())
        messages.success(request, _("Saved."))
        return redirect_to(request, "programs:program_settings", found.code)
    return _page(request, found, form=form, status=422 if request.method == "POST" else 200)


@require_POST
def coordinators(request: PageRequest, program: str) -> HttpResponse:
    found = get_program(request.user, program)
    invite = CoordinatorForm(request.POST)
    status = 422
    if invite.is_valid():
        try:
            made = invitations.invite_coordinator(
                program=found, email=invite.cleaned_data["email"], by=request.user
            )
        except Refusal as refusal:
            add_refusal(invite, refusal)
            status = refusal.status
        else:
            messages.success(request, _("Invited. They coordinate this program once they accept."))
            invitations.show_link(invitation=made, by=request.user)
            request.session["link_to_copy"] = [found.code, made.pk]
            return redirect_to(request, "programs:program_settings", found.code)
    return _page(request, found, invite=invite, status=status)


@require_POST
def leave_role(request: PageRequest, program: str) -> HttpResponse:
    found = get_program(request.user, program)
    try:
        actions.leave_role(program=found, by=request.user)
    except Refusal as refusal:
        return _page(request, found, problem=refusal.sentence, status=refusal.status)
    messages.success(request, _("You no longer coordinate %(program)s.") % {"program": found})
    return redirect_to(request, "dashboards:today")


def _page(
    request: PageRequest,
    program: Program,
    *,
    form: BaseForm | None = None,
    invite: BaseForm | None = None,
    problem: str = "",
    status: int = 200,
) -> HttpResponse:
    page = {
        "program": program,
        "form": form or ProgramForm(instance=program),
        "invite": invite or CoordinatorForm(auto_id="coordinator_%s"),
        "coordinators": coordinators_of(program),
        "problem": problem,
        "link": shown_once(request, program.code),
    }
    return render_page(request, "programs/program_settings.html", page, status=status)


def shown_once(request: PageRequest, place: str) -> str:
    """A link that was asked for on this page a moment ago, and only then."""
    kept, invitation = request.session.get("link_to_copy", ["", 0])
    if kept != place:
        return ""
    del request.session["link_to_copy"]
    return link_of(invitation)
