"""What matters, in plain words, and the button that runs the matching."""

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods

from matching.actions.drafts import run_matching
from matching.actions.orders import MOST_IN_A_REQUEST, order_draft
from matching.forms.rules import RulesForm
from matching.queries.rules import WEIGHTS_OF_KIND, rules_page
from mentorship.accounts.http import PageRequest
from mentorship.accounts.once import once
from mentorship.lib.pages import redirect_to, render_page
from mentorship.lib.refusals import Refusal
from programs.access import get_cohort_of
from programs.models import Cohort, Program


@require_http_methods(["GET", "HEAD", "POST"])
@once
def rules(request: PageRequest, program: str, cohort: str) -> HttpResponse:
    of = get_cohort_of(request.user, program, cohort)
    page = rules_page(of)
    last = next(iter(page.drafts), None)
    form = RulesForm(
        request.POST or None,
        weights=last.weights if last else WEIGHTS_OF_KIND.get(Program.Kind(of.program.kind)),
        initial={"policy": last.policy} if last else None,
    )
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                return _run(request, of, form, people=max(page.mentees, page.mentors))
            except Refusal as refusal:
                form.add_error(refusal.field, refusal.sentence)
                status = refusal.status
    return render_page(
        request,
        "matching/rules.html",
        {"cohort": of, "page": page, "form": form, "last": last},
        status=status,
    )


def _run(request: PageRequest, cohort: Cohort, form: RulesForm, *, people: int) -> HttpResponse:
    """To the board; where it would take longer than somebody should wait, to the page of the job."""
    weights, policy = form.weights, form.cleaned_data["policy"]
    if people > MOST_IN_A_REQUEST:
        job = order_draft(
            cohort=cohort, by=request.user, weights=weights, policy=policy, asked_from=request.path
        )
        return redirect_to(request, "dashboards:job", job.code)
    draft = run_matching(cohort=cohort, by=request.user, weights=weights, policy=policy)
    return redirect_to(request, "matching:board", cohort.program.code, cohort.code, draft.number)
