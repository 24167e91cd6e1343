"""One's own certificate, to download."""

from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from mentorship.accounts.http import PageRequest
from mentorship.lib.pages import render_page
from sessions.access import get_seat
from sessions.queries.certificates import certificate_of, font_for, is_given
from sessions.queries.frame import frame_of


@require_safe
def certificate(request: PageRequest, code: str) -> HttpResponse:
    """The page with its one question; `?as=pdf` is the file."""
    seat = get_seat(request.user, code)
    if not is_given(seat):
        raise Http404
    wanted = certificate_of(seat, with_meetings=request.GET.get("meetings") == "on")
    font = font_for(wanted.letters)
    if request.GET.get("as") == "pdf" and font is not None:
        from sessions.queries.certificate_page import draw  # noqa: PLC0415 - a library few requests need

        answer = HttpResponse(draw(wanted, font), content_type="application/pdf")
        answer["Content-Disposition"] = f'attachment; filename="certificate-{code}.pdf"'
        return answer
    page = {"frame": frame_of(seat), "certificate": wanted, "can": font is not None}
    page["sentence"] = "" if font else _("This server has no font with every letter of these words.")
    status = 409 if request.GET.get("as") == "pdf" else 200
    return render_page(request, "sessions/certificate.html", page, status=status)
