"""Drafts side by side."""

from django.http import HttpResponse
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from matching.access import get_draft
from matching.queries.compare import ROWS_A_PAGE
from matching.queries.compare import compare as compared
from mentorship.accounts.http import PageRequest
from mentorship.lib.pages import render_page


@require_safe
def compare(request: PageRequest, program: str, cohort: str, number: int) -> HttpResponse:
    draft = get_draft(request.user, program, cohort, number)
    beside = [int(one) for one in request.GET.getlist("with") if one.isdecimal() and len(one) < 6]
    page = request.GET.get("page", "1")
    found = compared(draft, beside, int(page) if page.isdecimal() and len(page) < 6 else 1)
    context = {
        "draft": draft,
        "found": found,
        "newer": _address(beside, found.page - 1) if found.page > 1 else "",
        "older": _address(beside, found.page + 1) if found.page < found.pages else "",
        "first": (found.page - 1) * ROWS_A_PAGE + 1,
    }
    return render_page(request, "matching/compare.html", context)


def _address(beside: list[int], page: int) -> str:
    return f"?{urlencode([*(('with', one) for one in beside), ('page', page)])}"
