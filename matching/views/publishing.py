"""The one heavy confirmation: what publishing sends to whom, then doing it."""

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from matching.access import get_draft
from matching.actions import publishing
from matching.emails import samples
from matching.models import Draft
from matching.queries.publication import publication
from matching.queries.ways import way_of
from mentorship.accounts.http import PageRequest
from mentorship.lib.pages import redirect_to, render_page
from mentorship.lib.refusals import Refusal
from programs.queries.projected_mails import projection_of


@require_http_methods(["GET", "HEAD", "POST"])
def publish(request: PageRequest, program: str, cohort: str, number: int) -> HttpResponse:
    draft = get_draft(request.user, program, cohort, number)
    problem, status = "", 200
    if request.method == "POST":
        try:
            publishing.publish(draft=draft, by=request.user)
            messages.success(request, _told(draft))
            return redirect_to(request, "programs:cohort", draft.cohort.program.code, draft.cohort.code)
        except Refusal as refusal:
            problem, status = refusal.sentence, refusal.status
            draft.refresh_from_db()
    way = way_of(draft.cohort.program)
    context = {
        "draft": draft,
        "publication": publication(draft),
        "samples": samples(draft.cohort, way),
        "way": way,
        "mails": projection_of(draft.cohort.program),
        "problem": problem,
    }
    return render_page(request, "matching/publish.html", context, status=status)


def _told(draft: Draft) -> str:
    pairs = draft.proposals.count()
    if way_of(draft.cohort.program).both_say_yes:
        asked = ngettext("One match is proposed to its two people.", "%(count)s matches are proposed.", pairs)
        return asked % {"count": pairs}
    words = ngettext(
        "One match is published. The mails are on their way.",
        "%(count)s matches are published. The mails are on their way.",
        pairs,
    )
    return words % {"count": pairs}
