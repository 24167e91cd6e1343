"""Asking the coordinators without a partner, or about no partner; and the thread of what one asked."""

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from mentorship.accounts.http import PageRequest
from mentorship.accounts.once import once
from mentorship.lib.pages import redirect_to, render_page
from mentorship.lib.refusals import Refusal
from programs.access import get_cohort_to_join, get_own_places, get_own_request
from programs.actions.requests import ask_coordinators, write_again
from programs.forms.refusals import add_refusal
from programs.forms.requests import AskForm, WriteAgainForm
from programs.models import HelpRequest
from programs.queries.requests import request_page
from programs.queries.safeguarding import answerers_of, named

GET_OR_POST = ["GET", "HEAD", "POST"]


@require_http_methods(GET_OR_POST)
@once
def ask(request: PageRequest, program: str, cohort: str) -> HttpResponse:
    """Whoever takes part or has applied; nobody needs to be matched to have a question."""
    found = get_cohort_to_join(program, cohort)
    place = get_own_places(request.user, found)[0]
    form, status = AskForm(), 200
    if request.method == "POST":
        form, status = AskForm(request.POST), 422
        if form.is_valid():
            kind, text = HelpRequest.Kind.QUESTION, form.cleaned_data["text"]
            try:
                asked = ask_coordinators(by=place, kind=kind, text=text)
                messages.success(request, _("The coordinators have it. They answer within two working days."))
                return redirect_to(request, "programs:my_request", asked.code)
            except Refusal as refusal:
                add_refusal(form, refusal)
                status = refusal.status
    readers = named(found.program, answerers_of(found.program, None))
    page = {"program": found.program, "cohort": found, "form": form, "readers": readers}
    return render_page(request, "programs/ask.html", page, status=status)


@require_http_methods(GET_OR_POST)
@once
def my_request(request: PageRequest, code: str) -> HttpResponse:
    """One's own thread; writing in it makes it wait again."""
    found = get_own_request(request.user, code)
    form, status = WriteAgainForm(), 200
    if request.method == "POST":
        form, status = WriteAgainForm(request.POST), 422
        if form.is_valid():
            write_again(request=found, by=request.user, text=form.cleaned_data["text"])
            messages.success(request, _("The coordinators have it. They answer within two working days."))
            return redirect_to(request, "programs:my_request", code)
    page = {"asked": request_page(request.user, found), "cohort": found.cohort, "form": form}
    return render_page(request, "programs/my_request.html", page, status=status)
