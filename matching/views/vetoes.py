"""With whom one never wants to be matched. Only oneself finds this page with anything on it."""

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from matching.access import get_veto
from matching.forms.ways import VetoForm
from matching.queries.naming import may_be_named, own_vetoes
from mentorship.accounts.http import PageRequest
from mentorship.accounts.once import once
from mentorship.lib.pages import redirect_to, render_page
from programs.access import get_own_person
from programs.actions.vetoes import say_never, take_back


@require_http_methods(["GET", "HEAD", "POST"])
@once
def vetoes(request: PageRequest) -> HttpResponse:
    """An author is a person of the organisation in which they met: one account may be several people."""
    get_own_person(request.user)
    people = may_be_named(request.user)
    choices = [(code, person.shown_name) for code, (person, _cohort) in people.items()]
    form = VetoForm(request.POST if request.method == "POST" else None, people=choices)
    if request.method == "POST" and form.is_valid():
        person, cohort = people[form.cleaned_data["person"]]
        mine = get_own_person(request.user, of=person.organisation_id)
        say_never(by=mine, about=person, cohort=cohort, reason=form.cleaned_data["reason"])
        messages.success(request, _("Kept. Nobody else learns of it."))
        return redirect_to(request, "matching:vetoes")
    page = {"form": form, "people": choices, "said": own_vetoes(request.user)}
    return render_page(request, "matching/vetoes.html", page, status=422 if form.errors else 200)


@require_POST
def veto_back(request: PageRequest, pk: int) -> HttpResponse:
    take_back(veto=get_veto(request.user, pk))
    messages.success(request, _("Taken back. You two may be matched again."))
    return redirect_to(request, "matching:vetoes")
