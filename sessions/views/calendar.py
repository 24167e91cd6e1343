"""One's own calendar: the page that sets it up, and the feed it reads at a secret address."""

from allauth.core.ratelimit import consume_or_429
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import translation
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from mentorship.accounts.actions.calendar import (
    choose_calendar_words,
    make_calendar_link,
    stop_calendar_link,
)
from mentorship.accounts.http import PageRequest
from mentorship.accounts.links import site_link
from mentorship.accounts.once import once
from mentorship.lib.fields import cipher
from mentorship.lib.pages import redirect_to, render_page
from sessions.forms.calendar import CalendarForm, CalendarLinkForm
from sessions.queries.calendar_feed import Feed, calendar_by_secret, feed_of, own_calendar

# The session key under which a new address waits, encrypted, for the one page that shows it.
SHOW_ONCE = "calendar_secret"
# To whoever asks for a feed, found or not: the address is a key, so it goes no further and into no index.
GUARDED = {
    "Cache-Control": "private, no-cache",
    "Referrer-Policy": "no-referrer",
    "X-Robots-Tag": "noindex, nofollow",
}


@require_http_methods(["GET", "HEAD", "POST"])
@once
def calendar(request: PageRequest) -> HttpResponse:
    step = request.POST.get("do")
    if step == "new":
        secret = make_calendar_link(user=request.user)
        request.session[SHOW_ONCE] = cipher().encrypt(secret.encode()).decode()
        return redirect_to(request, "sessions:calendar")
    if step == "stop":
        stop_calendar_link(user=request.user)
        messages.success(request, _("Stopped. Calendars that read the link get nothing more from it."))
        return redirect_to(request, "sessions:calendar")
    return _choices(request)


def _choices(request: PageRequest) -> HttpResponse:
    own = own_calendar(request.user)
    given = request.POST if request.method == "POST" else None
    form = CalendarForm(given, initial={"names": "yes" if own.names else "no", "place": own.place})
    if request.method == "POST" and form.is_valid():
        choose_calendar_words(user=request.user, **form.cleaned_data)
        messages.success(request, _("Saved."))
        return redirect_to(request, "sessions:calendar")
    page = {"own": own, "form": form, "link_form": CalendarLinkForm(), "address": _to_show(request)}
    return render_page(request, "sessions/calendar.html", page, status=form.status)


def _to_show(request: PageRequest) -> str:
    """The new address, the one time it is shown."""
    kept = request.session.pop(SHOW_ONCE, "") if request.method == "GET" else ""
    if not kept:
        return ""
    return site_link(reverse("sessions:calendar_feed", args=[cipher().decrypt(kept.encode()).decode()]))


@login_not_required
@require_safe
def calendar_feed(request: HttpRequest, secret: str) -> HttpResponse:
    """Whoever knows the address reads it: a calendar cannot sign in.

    “no-cache” and not “no-store”: a calendar may keep its own copy to ask whether that still holds, and must ask
    every time, so that a stopped address answers 404 at once. 192 random bits are not guessed; the limit of misses
    is for the peace of this server, so it never keeps out somebody whose address holds, whatever others at the
    same network ask for.
    """
    own = calendar_by_secret(secret)
    if own is None:
        return _stranger(request)
    with translation.override(own.user.language or settings.LANGUAGE_CODE):
        return _fed(request, feed_of(own, translation.get_language()))


def _fed(request: HttpRequest, feed: Feed) -> HttpResponse:
    unchanged = get_conditional_response(request, etag=feed.etag)
    response = unchanged or HttpResponse(feed.text(), content_type="text/calendar; charset=utf-8")
    for name, value in {**GUARDED, "ETag": feed.etag}.items():
        response[name] = value
    return response


def _stranger(request: HttpRequest) -> HttpResponse:
    too_many = consume_or_429(request, action="calendar", limit_get=True) is not None
    sentence = _("Too many addresses. Try later.") if too_many else _("There is no calendar at this address.")
    return HttpResponse(
        sentence, status=429 if too_many else 404, content_type="text/plain; charset=utf-8", headers=GUARDED
    )
