"""What a program's pairs find in their space, and what it suggests they agree on."""

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from mentorship.accounts.http import PageRequest
from mentorship.lib.pages import redirect_to, render_page
from programs.access import get_program
from programs.actions import program_settings as actions
from programs.forms.agreements import SUGGESTED, SuggestionForm
from programs.forms.program_settings import PartsForm
from programs.queries.suggestions import suggestion_of

GET_OR_POST = ["GET", "HEAD", "POST"]


@require_http_methods(GET_OR_POST)
def program_parts(request: PageRequest, program: str) -> HttpResponse:
    found = get_program(request.user, program)
    if request.method == "POST" and (form := PartsForm(request.POST)).is_valid():
        actions.choose_parts(program=found, by=request.user, parts=form.chosen())
        messages.success(request, _("Saved. It holds for every pair from now on."))
        return redirect_to(request, "programs:program_parts", found.code)
    form = PartsForm(initial=dict.fromkeys(found.parts, True))
    return render_page(request, "programs/program_parts.html", {"program": found, "form": form})


@require_http_methods(GET_OR_POST)
def program_suggestion(request: PageRequest, program: str) -> HttpResponse:
    found = get_program(request.user, program)
    said = suggestion_of(found)
    typed = request.POST if request.method == "POST" else None
    form = SuggestionForm(typed, initial={name: said[name] for name in SUGGESTED})
    if form.is_valid():
        actions.suggest_terms(program=found, by=request.user, terms=form.facts())
        messages.success(request, _("Saved. Pairs that start from it read these words."))
        return redirect_to(request, "programs:program_suggestion", found.code)
    status = 422 if form.errors else 200
    page = {"program": found, "form": form}
    return render_page(request, "programs/program_suggestion.html", page, status=status)
