"""The reviews of a program: how often, how long, and what it asks besides."""

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from mentorship.accounts.http import PageRequest
from mentorship.lib.pages import redirect_to, render_page
from programs.access import get_program
from programs.actions.review_settings import set_review_settings
from programs.forms.review_settings import ReviewSettingsForm
from programs.queries.review_periods import settings_of


@require_http_methods(["GET", "HEAD", "POST"])
def program_reviews(request: PageRequest, program: str) -> HttpResponse:
    found = get_program(request.user, program)
    typed = request.POST if request.method == "POST" else None
    form = ReviewSettingsForm(typed, instance=settings_of(found))
    if form.is_valid():
        set_review_settings(program=found, by=request.user, **form.facts())
        messages.success(request, _("Saved. Reviews that open from now on follow it."))
        return redirect_to(request, "programs:program_reviews", found.code)
    status = 422 if form.errors else 200
    page = {"program": found, "form": form}
    return render_page(request, "programs/program_reviews.html", page, status=status)
