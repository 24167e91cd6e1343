"""The one heavy confirmation: what publishing sends to whom and when, doing it, and taking it back."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from matching.access import get_draft
from matching.actions import publishing, samples
from matching.emails import samples as sample_mails
from matching.forms.publishing import PublishForm
from matching.models import Draft
from matching.queries.publication import latest, publication
from matching.queries.ways import way_of
from mentorship.accounts.http import PageRequest
from mentorship.lib import clock
from mentorship.lib.pages import redirect_to, render_page
from mentorship.lib.refusals import Refusal
from programs.queries.projected_mails import projection_of


@require_http_methods(["GET", "HEAD", "POST"])
def publish(request: PageRequest, program: str, cohort: str, number: int) -> HttpResponse:
    draft = get_draft(request.user, program, cohort, number)
    if request.method != "POST":
        return _page(request, draft)
    form = PublishForm(request.POST)
    if not form.is_valid():
        return _page(request, draft, Refusal(_("Load the page again: it is not clear which pairs you mean.")))
    strong = form.cleaned_data["only"] == "strong"
    try:
        publishing.publish(draft=draft, by=request.user, strong=strong, pairs=form.cleaned_data["pairs"])
    except Refusal as refusal:
        return _page(request, draft, refusal)
    messages.success(request, _told(draft))
    return redirect_to(request, "matching:publish", program, cohort, number)


@require_POST
def undo(request: PageRequest, program: str, cohort: str, number: int) -> HttpResponse:
    draft = get_draft(request.user, program, cohort, number)
    found = latest(draft)
    if found is None:
        raise Http404
    try:
        publishing.undo(publication=found, by=request.user)
    except Refusal as refusal:
        return _page(request, draft, refusal)
    messages.success(request, _("Taken back: the pairs are proposals again, and no mail leaves."))
    return redirect_to(request, "matching:board", program, cohort, number)


@require_POST
def test_mail(request: PageRequest, program: str, cohort: str, number: int) -> HttpResponse:
    draft = get_draft(request.user, program, cohort, number)
    samples.send_samples(draft=draft, to=request.user)
    messages.success(
        request, _("Both mails are on their way to %(address)s.") % {"address": request.user.email}
    )
    return redirect_to(request, "matching:publish", program, cohort, number)


def _page(request: PageRequest, draft: Draft, refusal: Refusal | None = None) -> HttpResponse:
    if refusal:
        draft.refresh_from_db(fields=["state", "published_at"])
    way = way_of(draft.cohort.program)
    context = {
        "draft": draft,
        "publication": publication(draft, request.user),
        "samples": sample_mails(draft, way),
        "way": way,
        "mails": projection_of(draft.cohort.program),
        "leave_at": clock.now() + publishing.HOLD,
        "problem": refusal.sentence if refusal else "",
    }
    return render_page(request, "matching/publish.html", context, status=refusal.status if refusal else 200)


def _told(draft: Draft) -> str:
    found = latest(draft)
    pairs = found.proposals.count() if found else 0
    if way_of(draft.cohort.program).both_say_yes:
        asked = ngettext("One match is proposed to its two people.", "%(count)s matches are proposed.", pairs)
        return asked % {"count": pairs}
    words = ngettext(
        "One match is published. Its mails leave in ten minutes.",
        "%(count)s matches are published. Their mails leave in ten minutes.",
        pairs,
    )
    return words % {"count": pairs}
