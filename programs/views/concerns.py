"""What the safeguarding contacts were told. Nobody else finds these pages."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from mentorship.accounts.http import PageRequest
from mentorship.accounts.once import once
from mentorship.lib.pages import redirect_to, render_page
from mentorship.lib.refusals import Refusal
from programs.access import get_concern, require_contact
from programs.actions.concerns import answer_concern, close_concern, end_for_safety, let_contact_go_on
from programs.forms.requests import AnswerConcernForm
from programs.queries.concerns import concern_page, concerns_for

STEPS = {
    "close": (close_concern, _("Closed. You and whoever told you can still read it.")),
    "go_on": (let_contact_go_on, _("The two can write to each other again.")),
    "end": (end_for_safety, _("The mentorship has ended. Neither of the two is told why.")),
}


@require_safe
def concerns(request: PageRequest) -> HttpResponse:
    require_contact(request.user)
    return render_page(request, "programs/concerns.html", {"concerns": concerns_for(request.user)})


@require_http_methods(["GET", "HEAD", "POST"])
@once
def concern(request: PageRequest, code: str) -> HttpResponse:
    found = get_concern(request.user, code)
    form = AnswerConcernForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        answer_concern(concern=found, by=request.user, text=form.cleaned_data["text"])
        messages.success(request, _("Sent. They get a mail that there is a message, without its words."))
        return redirect_to(request, "programs:concern", code)
    status = 422 if request.method == "POST" else 200
    page = {"told": concern_page(request.user, found), "form": form, "sentence": ""}
    return render_page(request, "programs/concern.html", page, status=status)


@require_POST
def concern_step(request: PageRequest, code: str, step: str) -> HttpResponse:
    """Close it, let contact go on, or end the mentorship."""
    found = get_concern(request.user, code)
    if step not in STEPS:
        raise Http404
    act, said = STEPS[step]
    try:
        act(concern=found, by=request.user)
    except Refusal as refusal:
        page = {
            "told": concern_page(request.user, found),
            "form": AnswerConcernForm(),
            "sentence": refusal.sentence,
        }
        return render_page(request, "programs/concern.html", page, status=refusal.status)
    messages.success(request, said)
    return redirect_to(request, "programs:concern", code)
