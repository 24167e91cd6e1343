"""The log of a program, and each person's own: who did what, never what was said."""

from typing import Any

from django.http import HttpResponse
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from mentorship.accounts.http import PageRequest
from mentorship.lib.pages import render_page
from programs.access import get_program
from programs.forms.audit import AuditFilter
from programs.queries.audit import Log, own_log, program_log

PARTS = {"rows": "rows"}


@require_safe
def audit(request: PageRequest, program: str) -> HttpResponse:
    found = get_program(request.user, program)
    form = AuditFilter(request.GET)
    chosen = form.chosen()
    log = program_log(request.user, found, **chosen)
    kept = {name: value for name, value in chosen.items() if value and name != "page"}
    page = {"program": found, "form": form, "filtered": bool(kept), **_log(log, kept)}
    return render_page(request, "programs/audit.html", page, parts=PARTS)


@require_safe
def my_audit(request: PageRequest) -> HttpResponse:
    log = own_log(request.user, page=AuditFilter(request.GET).chosen()["page"])
    return render_page(request, "programs/my_audit.html", _log(log, {}))


def _log(log: Log, kept: dict[str, Any]) -> dict[str, Any]:
    def link(page: int) -> str:
        return f"?{urlencode({**kept, 'page': page})}"

    return {
        "log": log,
        "newer": link(log.page - 1) if log.page > 1 else "",
        "older": link(log.page + 1) if log.more else "",
    }
