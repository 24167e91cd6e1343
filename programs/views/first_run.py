"""The page of an empty install: its first owner, organisation and program."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from mentorship.lib.pages import redirect_to, render_page
from mentorship.lib.refusals import Refusal
from programs.actions import first_run as actions
from programs.forms.programs import TEMPLATES, FirstRunForm, from_template
from programs.forms.refusals import add_refusal


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def first_run(request: HttpRequest, token: str) -> HttpResponse:
    """The link in the log, good until somebody owns this site; after that it leads nowhere."""
    if not actions.is_token(token) or not actions.is_wanted():
        raise Http404
    chosen = TEMPLATES.get(request.GET.get("template", ""), TEMPLATES["classic"])
    first = {"name": _("Growing together"), "cohort_name": _("First cohort")}
    form = FirstRunForm(request.POST or None, initial={**from_template(chosen), **first})
    status = 200 if request.method != "POST" else 422
    if request.method == "POST" and form.is_valid():
        try:
            return _set_up(request, form)
        except Refusal as refusal:
            add_refusal(form, refusal)
            status = refusal.status
    page = {"form": form, "templates": TEMPLATES.values(), "chosen": chosen, "token": token}
    return render_page(request, "programs/first_run.html", page, status=status)


def _set_up(request: HttpRequest, form: FirstRunForm) -> HttpResponse:
    given = form.cleaned_data
    user, _program = actions.set_up(
        email=given["email"],
        name=given["your_name"],
        organisation_name=given["organisation"],
        dates=form.dates(),
        program=form.facts(),
    )
    login(request, user, backend=settings.AUTHENTICATION_BACKENDS[0])
    if not user.has_usable_password():
        said = _("Everything is ready. Choose a password now: the link you came by works only once.")
        messages.success(request, said)
        return redirect_to(request, "account_set_password")
    return redirect_to(request, "programs:programs")
