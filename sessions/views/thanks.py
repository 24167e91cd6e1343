"""A kind line to the other; and, for oneself, all of those one got."""

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from mentorship.accounts.http import PageRequest
from mentorship.accounts.once import once
from mentorship.lib.pages import redirect_to, render_page
from programs.models import Part
from sessions.access import get_seat_with, require_part
from sessions.actions.thanks import say_thanks
from sessions.forms.messages import ThanksForm
from sessions.queries.frame import frame_of
from sessions.queries.thanks import thanks_of, thanks_received


@require_http_methods(["GET", "HEAD", "POST"])
@once
def thanks(request: PageRequest, code: str) -> HttpResponse:
    seat = get_seat_with(request.user, code, Part.THANKS)
    form = ThanksForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        words = {"text": form.cleaned_data["text"], "counted": form.cleaned_data["counted"]}
        if form.attempt(lambda: say_thanks(by=seat.me, **words)):
            name = seat.partner.enrolment.person.first_name
            messages.success(request, _("Sent. It stands on %(name)s’s Today.") % {"name": name})
            return redirect_to(request, "sessions:thanks", code)
    page = {"frame": frame_of(seat), "notes": thanks_of(seat), "form": form}
    return render_page(request, "sessions/thanks.html", page, status=form.status)


@require_safe
def thanks_mine(request: PageRequest) -> HttpResponse:
    require_part(request.user, Part.THANKS)
    page = {"years": thanks_received(request.user)}
    return render_page(request, "sessions/thanks_mine.html", page)
