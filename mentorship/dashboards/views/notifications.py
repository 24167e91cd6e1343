"""What somebody gets by mail, what they were told, and the two addresses in a mail that lead to less of it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from mentorship.accounts.http import PageRequest
from mentorship.dashboards.context import site_of
from mentorship.dashboards.forms.notifications import ChoicesForm, HoursForm
from mentorship.dashboards.queries import notifications as queries
from mentorship.lib.pages import redirect_to, render_page
from mentorship.notifications import choosing, fewer
from mentorship.notifications.kinds import DAILY, KINDS

GET_OR_POST = ["GET", "HEAD", "POST"]


@require_http_methods(GET_OR_POST)
def notifications(request: PageRequest) -> HttpResponse:
    user, roles = request.user, site_of(request).roles
    kinds = queries.choosable(roles) if roles else []
    posted = request.POST if request.method == "POST" else None
    form = ChoicesForm(posted, kinds=kinds, chosen=queries.chosen_by(user))
    hours = HoursForm(posted, hours=queries.hours_of(user))
    if posted is not None and form.is_valid() and hours.is_valid():
        choosing.choose(user=user, choices=form.cleaned_data)
        choosing.choose_hours(user=user, **hours.cleaned_data)
        messages.success(request, _("Saved. It holds from the next mail on."))
        return redirect_to(request, "dashboards:notifications")
    page = {
        "form": form,
        "hours": hours,
        "stopped": queries.stopped_by(user),
        "bounced": queries.bounced(user),
        "lately": queries.told_to(user)[:10],
    }
    status = 200 if posted is None else 422
    return render_page(request, "dashboards/notifications.html", page, status=status)


@require_safe
def happened(request: PageRequest) -> HttpResponse:
    """Ninety days, whatever somebody chose: nothing is told only once and then gone."""
    group = request.GET.get("only", "")
    group = group if group in dict(queries.GROUPS) else ""
    told = Paginator(queries.told_to(request.user, group), queries.PER_PAGE)
    page = {"told": told.get_page(request.GET.get("page")), "groups": queries.GROUPS, "group": group}
    return render_page(request, "dashboards/happened.html", page)


@csrf_exempt  # RFC 8058: the mail program posts without a cookie; the signed address is what it is allowed by
@login_not_required
@require_http_methods(GET_OR_POST)
def less(request: HttpRequest, token: str) -> HttpResponse:
    """One kind, or the daily mail: never again. Opening the page changes nothing (scanners open it)."""
    found = fewer.read_token(token, fewer.KIND)
    if found is None or found[1] not in KINDS:
        return render_page(request, "dashboards/fewer_gone.html", {}, status=410)
    user, kind = found
    if request.method == "POST":
        choosing.unsubscribe(user=user, kind=kind)
    page = {"label": KINDS[kind].label, "daily": kind == DAILY, "done": request.method == "POST"}
    return render_page(request, "dashboards/fewer.html", page)


@csrf_exempt  # as above: whoever holds the signed address may stop this one line, and nothing else
@login_not_required
@require_http_methods(GET_OR_POST)
def stop_line(request: HttpRequest, token: str) -> HttpResponse:
    """Never again about this one thing, by mail or on Today; and back again."""
    found = fewer.read_token(token, fewer.LINE)
    if found is None:
        return render_page(request, "dashboards/fewer_gone.html", {}, status=410)
    user, key = found
    done = request.method == "POST" and "again" not in request.POST
    if done:
        choosing.stop_line(user=user, key=key)
    elif request.method == "POST":
        choosing.ask_again(user=user, key=key)
    page = {"done": done, "again": request.method == "POST" and not done}
    return render_page(request, "dashboards/stop_line.html", page)
