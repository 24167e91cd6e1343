"""Who is never matched with whom, and who stays together."""

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from matching.access import get_pair_rule
from matching.actions.pair_rules import add_pair_rules, remove_pair_rule
from matching.forms.pair_rules import PairRuleForm
from matching.queries.pair_rules import PAIR_RULES, pair_rules_of, register_of
from mentorship.accounts.http import PageRequest
from mentorship.accounts.once import once
from mentorship.lib.downloads import wanted_file
from mentorship.lib.pages import redirect_to, render_page
from mentorship.lib.refusals import Refusal
from programs.access import get_cohort_of


@require_http_methods(["GET", "HEAD", "POST"])
@once
def pair_rules(request: PageRequest, program: str, cohort: str) -> HttpResponse:
    of = get_cohort_of(request.user, program, cohort)
    if file := wanted_file(request, PAIR_RULES):
        return file.answer(pair_rules_of(of.program, request.user), of=of.program.code)
    form, status = PairRuleForm(), 200
    if request.method == "POST":
        form, status = PairRuleForm(request.POST, register=register_of(of.program), by=request.user), 422
        if form.is_valid():
            new = add_pair_rules(
                program=of.program, kind=form.cleaned_data["kind"], wanted=form.wanted, by=request.user
            )
            messages.success(request, _added(new, len(form.wanted)))
            return redirect_to(request, "matching:pair_rules", program, cohort)
    rows = pair_rules_of(of.program, request.user)
    context = {"cohort": of, "form": form, "rows": rows, "table": PAIR_RULES}
    return render_page(request, "matching/pair_rules.html", context, status=status)


@require_POST
def pair_rule_remove(request: PageRequest, program: str, cohort: str, code: str) -> HttpResponse:
    of = get_cohort_of(request.user, program, cohort)
    rule = get_pair_rule(request.user, of.program, code)
    try:
        remove_pair_rule(rule=rule, by=request.user)
    except Refusal as refusal:
        messages.error(request, refusal.sentence)
    else:
        messages.success(request, _("Removed. The next run may match them."))
    return redirect_to(request, "matching:pair_rules", program, cohort)


def _added(new: int, lines: int) -> str:
    if not new:
        return _("These were listed already; they are as you wrote them now.")
    words = ngettext("One pair added.", "%(count)s pairs added.", new) % {"count": new}
    return words if new == lines else _("%(words)s The others were listed already.") % {"words": words}
