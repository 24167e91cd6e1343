"""How a draft was worked out."""

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from matching.access import get_draft
from matching.queries.method import method_of
from mentorship.accounts.http import PageRequest
from mentorship.lib.pages import render_page


@require_safe
def method(request: PageRequest, program: str, cohort: str, number: int) -> HttpResponse:
    draft = get_draft(request.user, program, cohort, number)
    return render_page(request, "matching/method.html", {"draft": draft, "method": method_of(draft)})
