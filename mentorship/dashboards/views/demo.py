"""The demo's own pages: the mails that stayed here, the next morning, the beginning. Elsewhere 404."""

from collections.abc import Callable
from datetime import MAXYEAR, MINYEAR, datetime
from functools import wraps
from io import StringIO

from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_not_required
from django.core.management import call_command
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_POST, require_safe

from mentorship.dashboards.queries import demo_outbox as mails
from mentorship.lib.pages import redirect_to, render_page

PER_PAGE = 25
View = Callable[[HttpRequest], HttpResponse]


def demo_only(view: View) -> View:
    """404 outside demo mode. Inside it, open to whoever looks: a sign-in code must be read before signing in."""

    @login_not_required
    @wraps(view)
    def inner(request: HttpRequest) -> HttpResponse:
        if not settings.DEMO:
            raise Http404
        return view(request)

    return inner


@demo_only
@require_safe
def demo_outbox(request: HttpRequest) -> HttpResponse:
    """Every mail, or with `?morning=` those one press of “Next morning” sent."""
    morning = instant(request.GET.get("morning", ""))
    page = Paginator(mails.demo_mails(morning), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "morning": morning,
        "page": page,
        "mails": mails.shown(list(page)),
        "next": mails.next_morning(),
        "newer": f"?{address(morning, page.previous_page_number())}" if page.has_previous() else "",
        "older": f"?{address(morning, page.next_page_number())}" if page.has_next() else "",
    }
    with timezone.override(mails.home_zone()):  # half past eight is half past eight there
        return render_page(request, "dashboards/demo_outbox.html", context)


@demo_only
@require_POST
def demo_next_morning(request: HttpRequest) -> HttpResponse:
    """Run the clock as of 08:30 of the next day, then show what it sent and why."""
    morning = mails.next_morning()
    call_command("send_due", "--once", as_of=morning.isoformat(), stdout=StringIO())
    query = urlencode({"morning": morning.isoformat()})
    return redirect_to(request, f"{reverse('dashboards:demo_outbox')}?{query}")


@demo_only
@require_POST
def demo_start_over(request: HttpRequest) -> HttpResponse:
    """New data. Whoever pressed is somebody else afterwards, so they choose again on the sign-in page."""
    logout(request)
    call_command("seed_demo", "--fresh", stdout=StringIO())
    return redirect_to(request, "account_login")


def address(morning: datetime | None, page: int) -> str:
    return urlencode([("page", page), *([("morning", morning.isoformat())] if morning else [])])


def instant(text: str) -> datetime | None:
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    # The first and the last year have moments that no other zone can name.
    named_everywhere = MINYEAR < found.year < MAXYEAR
    return found if found.tzinfo and named_everywhere else None
