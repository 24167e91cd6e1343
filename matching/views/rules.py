"""What matters, in plain words, and the button that runs the matching."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from matching.actions.drafts import run_matching
from matching.actions.orders import MOST_IN_A_REQUEST, order_draft
from matching.actions.rules import begin_from, save_rules
from matching.forms.rules import BeginForm, RulesForm
from matching.queries.rules import RulesPage
from mentorship.accounts.http import PageRequest
from mentorship.accounts.once import once
from mentorship.lib.pages import redirect_to, render_page
from mentorship.lib.refusals import Refusal
from programs.access import get_cohort_of
from programs.models import Cohort


@require_http_methods(["GET", "HEAD", "POST"])
@once
def rules(request: PageRequest, program: str, cohort: str) -> HttpResponse:
    of = get_cohort_of(request.user, program, cohort)
    page = RulesPage(of, request.user)
    form = RulesForm(request.POST or None, rules=page.rules, initial=_initial(page))
    if request.method != "POST":
        return _show(request, page, form)
    if not form.is_valid():
        return _show(request, page, form, status=422)
    try:
        save_rules(cohort=of, rules=form.weighed, by=request.user, seen=form.cleaned_data["seen"])
        if request.POST.get("do") == "save":
            messages.success(request, _("Saved. The next run goes by these rules."))
            return redirect_to(request, "matching:rules", program, cohort)
        return _run(request, of, form, people=max(page.mentees, page.mentors))
    except Refusal as refusal:
        form.add_error(refusal.field, refusal.sentence)
        return _show(request, page, form, status=refusal.status)


@require_POST
@once
def begin(request: PageRequest, program: str, cohort: str) -> HttpResponse:
    """From what suits a kind of program."""
    of = get_cohort_of(request.user, program, cohort)
    page = RulesPage(of, request.user)
    form = BeginForm(request.POST, before=page.before)
    if not form.is_valid():
        return _show(request, page, _unbound(page), begin=form, status=422)
    try:
        begin_from(cohort=of, kind=form.cleaned_data["kind"], by=request.user, seen=form.cleaned_data["seen"])
    except Refusal as refusal:
        form.add_error(refusal.field, refusal.sentence)
        return _show(request, page, _unbound(page), begin=form, status=refusal.status)
    messages.success(request, _began(page))
    return redirect_to(request, "matching:rules", program, cohort)


def _began(page: RulesPage) -> str:
    words = _("These are rules to begin from. Change what does not suit.")
    kept = _("What you had is version %(number)s; you can go back to it where you chose these.")
    return f"{words} {kept % {'number': page.number}}" if page.number else words


def _initial(page: RulesPage) -> dict[str, Any]:
    last = next(iter(page.drafts), None)
    return {"seen": page.number} | ({"policy": last.policy} if last else {})


def _unbound(page: RulesPage) -> RulesForm:
    return RulesForm(rules=page.rules, initial=_initial(page))


def _show(
    request: PageRequest,
    page: RulesPage,
    form: RulesForm,
    *,
    begin: BeginForm | None = None,
    status: int = 200,
) -> HttpResponse:
    context = {
        "cohort": page.cohort,
        "page": page,
        "form": form,
        "begin": begin
        or BeginForm(initial={"kind": page.cohort.program.kind, "seen": page.number}, before=page.before),
        "groups": _groups(page, form),
        "last": next(iter(page.drafts), None),
    }
    return render_page(request, "matching/rules.html", context, status=status)


def _groups(page: RulesPage, form: RulesForm) -> list[dict[str, Any]]:
    """What is weighed, in three groups, each line with its field."""
    groups = (
        ("shoulds", _("What should weigh"), "", page.shoulds),
        ("avoids", _("What to avoid"), "", page.avoids),
        (
            "extras",
            _("Extra points"),
            _("They come on top: nobody loses by what somebody else has."),
            page.extras,
        ),
    )
    return [
        {"id": key, "title": title, "hint": hint, "lines": [(line, form[line.key]) for line in lines]}
        for key, title, hint, lines in groups
        if lines
    ]


def _run(request: PageRequest, cohort: Cohort, form: RulesForm, *, people: int) -> HttpResponse:
    """To the board; where it would take longer than somebody should wait, to the page of the job."""
    chosen, policy = form.weighed, form.cleaned_data["policy"]
    if people > MOST_IN_A_REQUEST:
        job = order_draft(
            cohort=cohort, by=request.user, rules=chosen, policy=policy, asked_from=request.path
        )
        return redirect_to(request, "dashboards:job", job.code)
    draft = run_matching(cohort=cohort, by=request.user, rules=chosen, policy=policy)
    return redirect_to(request, "matching:board", cohort.program.code, cohort.code, draft.number)
