"""The reviews of a cohort for its coordinator: the calendar, who is done, and seven more days for all."""

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from mentorship.accounts.http import PageRequest
from mentorship.accounts.once import FormKeyMixin, once
from mentorship.dashboards.queries.reviews import PAGE, PAIRS, PERIODS, ReviewsPage, reviews_of
from mentorship.lib.downloads import wanted_file
from mentorship.lib.pages import redirect_to, render_page
from programs.access import get_cohort_of
from programs.models import Cohort
from sessions.actions.reviews_closing import extend_all


class ExtendForm(FormKeyMixin):
    period = forms.CharField(widget=forms.HiddenInput, max_length=10)


@require_safe
def reviews(request: PageRequest, program: str, cohort: str) -> HttpResponse:
    found = get_cohort_of(request.user, program, cohort)
    return _page(request, found, request.GET.get("period", "")[:10])


@require_POST
@once
def reviews_extend(request: PageRequest, program: str, cohort: str) -> HttpResponse:
    found = get_cohort_of(request.user, program, cohort)
    form = ExtendForm(request.POST)
    known = {line.slug for line in reviews_of(request.user, found).periods}
    if not form.is_valid() or (period := form.cleaned_data["period"]) not in known:
        return _page(request, found, "", status=422)
    extended = extend_all(cohort=found, period=period, by=request.user)
    said = ngettext("%(n)s pair has seven more days.", "%(n)s pairs have seven more days.", extended)
    messages.success(request, said % {"n": extended} if extended else _("No review of it waits for answers."))
    page = reverse("dashboards:reviews", args=[found.program.code, found.code])
    return redirect_to(request, f"{page}?{urlencode({'period': period})}")


def _page(request: PageRequest, cohort: Cohort, period: str, status: int = 200) -> HttpResponse:
    file = wanted_file(request, PERIODS, PAIRS)
    found = reviews_of(request.user, cohort, period, None if file else _page_number(request))
    if file:
        rows = found.pairs if file.table is PAIRS else found.periods
        period = found.shown.slug if found.shown and file.table is PAIRS else ""
        return file.answer(rows, zone=cohort.program.zone, of=f"{cohort.code}-{period}".rstrip("-"))
    page = {
        "program": cohort.program,
        "cohort": cohort,
        "page": found,
        "periods": PERIODS,
        "pairs": PAIRS,
        "pairs_query": _query(found),
        "newer": f"?{_query(found, page=found.page - 1)}" if found.page > 1 else "",
        "older": f"?{_query(found, page=found.page + 1)}" if found.page * PAGE < found.total else "",
        "extend": ExtendForm(initial={"period": found.shown.slug if found.shown else ""}),
    }
    return render_page(request, "dashboards/reviews.html", page, status=status)


def _query(found: ReviewsPage, **more: int) -> str:
    given: dict[str, str | int] = {"period": found.shown.slug, **more} if found.shown else {}
    return urlencode(given)


def _page_number(request: PageRequest) -> int:
    page = request.GET.get("page", "1")
    return int(page) if page.isdecimal() and page.isascii() and len(page) < 6 else 1
