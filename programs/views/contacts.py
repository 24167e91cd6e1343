"""Whom people of a program can tell that something felt wrong."""

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from mentorship.accounts.http import PageRequest
from mentorship.lib.pages import redirect_to, render_page
from mentorship.lib.refusals import Refusal
from programs.access import get_contact, get_program
from programs.actions import program_settings as actions
from programs.forms.program_settings import ContactForm
from programs.forms.refusals import add_refusal
from programs.models import Program
from programs.queries.program_settings import contacts_of


@require_http_methods(["GET", "HEAD", "POST"])
def program_contacts(request: PageRequest, program: str) -> HttpResponse:
    found = get_program(request.user, program)
    form = ContactForm(request.POST) if request.method == "POST" else ContactForm()
    status = 422 if form.errors else 200
    if form.is_valid():
        try:
            actions.add_contact(program=found, by=request.user, **form.cleaned_data)
        except Refusal as refusal:
            add_refusal(form, refusal)
            status = refusal.status
        else:
            messages.success(request, _("Added. They get a mail that says what this means."))
            return redirect_to(request, "programs:program_contacts", found.code)
    return _page(request, found, form, status=status)


@require_POST
def contact_remove(request: PageRequest, program: str) -> HttpResponse:
    found = get_program(request.user, program)
    contact = get_contact(found, request.POST.get("contact", ""))
    try:
        actions.remove_contact(program=found, contact=contact, by=request.user)
    except Refusal as refusal:
        return _page(request, found, ContactForm(), problem=refusal.sentence, status=refusal.status)
    messages.success(request, _("Removed. They read nothing of this program any more."))
    return redirect_to(request, "programs:program_contacts", found.code)


def _page(
    request: PageRequest, program: Program, form: ContactForm, *, problem: str = "", status: int = 200
) -> HttpResponse:
    page = {"program": program, "form": form, "contacts": contacts_of(program), "problem": problem}
    return render_page(request, "programs/program_contacts.html", page, status=status)
