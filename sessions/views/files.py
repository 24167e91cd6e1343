"""A file of the two, given back as it was kept: as an attachment, which no page of this site can become."""

from django.http import HttpResponse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from mentorship.accounts.http import PageRequest
from sessions.access import get_file, get_seat

# Should a browser show it all the same, it may run nothing, load nothing and is not of this site.
LOCKED_UP = "default-src 'none'; sandbox; frame-ancestors 'none'"


@require_safe
def file(request: PageRequest, code: str, number: int) -> HttpResponse:
    found = get_file(get_seat(request.user, code), number)
    response = HttpResponse(bytes(found.data), content_type=found.content_type)
    response.headers["Content-Disposition"] = content_disposition_header(
        as_attachment=True, filename=found.name
    )
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = LOCKED_UP
    response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
    return response
