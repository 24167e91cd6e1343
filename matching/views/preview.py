"""Trying other weights: what would change, in place; a press makes a new draft of them."""

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods

from matching.access import get_draft, get_draft_to_try
from matching.actions.drafts import run_matching
from matching.actions.orders import MOST_IN_A_REQUEST, order_draft
from matching.engine import with_weights
from matching.forms.preview import PreviewForm
from matching.models import Draft
from matching.queries import preview as queries
from matching.queries.changes import closed_words
from mentorship.accounts.http import PageRequest
from mentorship.lib.pages import redirect_to, render_page, wants_part
from mentorship.lib.refusals import Conflict, Refusal


@require_http_methods(["GET", "HEAD", "POST"])
def preview(request: PageRequest, program: str, cohort: str, number: int) -> HttpResponse:
    """What would change, saving nothing; POST makes a draft of the same weights, unless it asks for the preview too.

    (By a button without script: a GET form would write its token into the address.)
    """
    in_place = request.method == "GET" and wants_part(request)
    draft = (get_draft_to_try if in_place else get_draft)(request.user, program, cohort, number)
    form = PreviewForm(request.POST if request.method == "POST" else request.GET or None, draft=draft)
    if not form.is_bound:
        return _page(request, draft, form)
    if not form.is_valid():
        return _page(request, draft, form, status=422)
    try:
        if draft.state != Draft.State.OPEN:
            raise Conflict(closed_words(draft))
        if request.method == "POST" and "preview" not in request.POST:
            return _use(request, draft, form)
        found = queries.preview(draft, form.rules, form.weights, form.policy, form.seen)
    except Refusal as refusal:
        return _page(request, draft, form, problem=refusal.sentence, status=refusal.status)
    return _page(request, draft, form, found=found)


def _use(request: PageRequest, draft: Draft, form: PreviewForm) -> HttpResponse:
    """To the new board; where it would take longer than somebody should wait, to the page of the job."""
    cohort = draft.cohort
    rules, policy = with_weights(form.rules, form.weights), form.policy
    if max(draft.summary.get("mentees", 0), draft.summary.get("mentors", 0)) > MOST_IN_A_REQUEST:
        job = order_draft(
            cohort=cohort,
            by=request.user,
            rules=rules,
            policy=policy,
            before=draft,
            asked_from=request.path,
        )
        return redirect_to(request, "dashboards:job", job.code)
    made = run_matching(cohort=cohort, by=request.user, rules=rules, policy=policy, before=draft)
    return redirect_to(request, "matching:board", cohort.program.code, cohort.code, made.number)


def _page(
    request: PageRequest,
    draft: Draft,
    form: PreviewForm,
    *,
    found: queries.Preview | None = None,
    problem: str = "",
    status: int = 200,
) -> HttpResponse:
    context = {"draft": draft, "form": form, "preview": found, "problem": problem}
    return render_page(
        request, "matching/preview.html", context, parts={"preview": "in_place"}, status=status
    )
