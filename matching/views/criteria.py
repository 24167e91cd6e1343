"""One criterion of a cohort's rules: a new one, a change, out of the list; and what it would remove, as it is typed."""

from collections.abc import Callable
from functools import partial, wraps
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from matching.actions import rules as actions
from matching.engine import Criterion
from matching.forms.criteria import MUST, CriterionForm, initial_of, typed_so_far
from matching.models import RuleVersion
from matching.queries.rules import RulesPage
from mentorship.accounts.http import PageRequest
from mentorship.accounts.once import once
from mentorship.lib.pages import redirect_to, render_page, wants_part
from mentorship.lib.refusals import Refusal
from programs.access import get_cohort_of

PARTS = {"effect": "effect"}
_SORTS = {True: "must", False: "should"}


def _once_saved(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Asking what a rule would do spends no form key: whoever asked twice still has a form to save."""
    guarded = once(view)

    @wraps(view)
    def answer(request: PageRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return (view if _only_asks(request) else guarded)(request, *args, **kwargs)

    return answer


@require_http_methods(["GET", "HEAD", "POST"])
@_once_saved
def criterion_new(request: PageRequest, program: str, cohort: str) -> HttpResponse:
    return _answer(request, RulesPage(get_cohort_of(request.user, program, cohort), request.user), None)


@require_http_methods(["GET", "HEAD", "POST"])
@_once_saved
def criterion(request: PageRequest, program: str, cohort: str, sort: str, key: str) -> HttpResponse:
    page = RulesPage(get_cohort_of(request.user, program, cohort), request.user)
    found = [one for one in page.rules if (_SORTS[one.hard], one.key) == (sort, key)]
    if not found:
        raise Http404
    return _answer(request, page, found[0])


def _answer(request: PageRequest, page: RulesPage, was: Criterion | None) -> HttpResponse:
    if request.method != "POST":
        strength = {"strength": MUST} if request.GET.get("strength") == MUST else {}
        start = {"seen": page.number, **(initial_of(was) if was else strength)}
        form = CriterionForm(initial=start, questions=page.pool.questions, was=was)
        return _show(request, page, form, was)
    if request.POST.get("do") == "relation":
        return _show(request, page, _asked_again(request, page, was))
    form = CriterionForm(request.POST, questions=page.pool.questions, was=was)
    if was is not None and request.POST.get("do") == "remove":
        form.is_valid()
        remove = partial(actions.remove_criterion, one=was, seen=form.cleaned_data.get("seen"))
        return _do(request, page, form, remove)
    live = _asked_live(request)
    if not form.is_valid():
        return _show(request, page, form, status=200 if live else 422)
    if _only_asks(request):
        return _show(request, page, form, form.criterion)
    put = partial(actions.put_criterion, one=form.criterion, instead_of=was, seen=form.cleaned_data["seen"])
    return _do(request, page, form, put)


def _asked_again(request: PageRequest, page: RulesPage, was: Criterion | None) -> CriterionForm:
    return CriterionForm(initial=typed_so_far(request.POST), questions=page.pool.questions, was=was)


def _only_asks(request: PageRequest) -> bool:
    return _asked_live(request) or request.POST.get("do") in {"effect", "relation"}


def _asked_live(request: PageRequest) -> bool:
    """Whether the page asks, while somebody still chooses, what that would do. Half a choice is no mistake then."""
    return wants_part(request) and request.htmx.target == "effect"


def _do(
    request: PageRequest, page: RulesPage, form: CriterionForm, act: Callable[..., RuleVersion]
) -> HttpResponse:
    try:
        version = act(cohort=page.cohort, by=request.user)
    except Refusal as refusal:
        form.add_error(refusal.field, refusal.sentence)
        return _show(request, page, form, status=refusal.status)
    messages.success(request, _("Saved as version %(number)s of the rules.") % {"number": version.number})
    return redirect_to(request, "matching:rules", page.cohort.program.code, page.cohort.code)


def _show(
    request: PageRequest,
    page: RulesPage,
    form: CriterionForm,
    shown: Criterion | None = None,
    *,
    status: int = 200,
) -> HttpResponse:
    """`shown` is the criterion whose effect is worked out, among the others as they are.

    While somebody chooses, what the relation needs is asked anew when it needs something else than stands there.
    """
    other = _asked_live(request) and request.POST.get("asks") != form.asks
    among = page.instead(form.was, shown) if shown else page
    context = {
        "cohort": page.cohort,
        "form": form,
        "needed": _asked_again(request, page, form.was) if other else form,
        "swap": other,
        "was": form.was,
        "page": among,
        "shown": shown,
        "effect": among.effect_of(shown) if shown else None,
    }
    return render_page(request, "matching/criterion.html", context, parts=PARTS, status=status)
