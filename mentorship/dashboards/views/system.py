"""How this server does: for owners."""

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from mentorship.accounts.http import PageRequest
from mentorship.dashboards.access import get_failed_job
from mentorship.dashboards.actions.system import do_job_again, send_mail_again
from mentorship.dashboards.queries.system import system_page
from mentorship.lib.pages import redirect_to, render_page
from mentorship.lib.refusals import Refusal
from programs.access import get_owned_organisation


@require_safe
def system(request: PageRequest) -> HttpResponse:
    get_owned_organisation(request.user)
    return render_page(request, "dashboards/system.html", {"page": system_page()})


@require_POST
def mail_again(request: PageRequest) -> HttpResponse:
    organisation = get_owned_organisation(request.user)
    kind, cause = request.POST.get("kind", ""), request.POST.get("cause", "")
    try:
        count = send_mail_again(kind=kind, cause=cause, by=request.user, organisation=organisation)
    except Refusal as refusal:
        context = {"page": system_page(), "problem": refusal.sentence}
        return render_page(request, "dashboards/system.html", context, status=refusal.status)
    said = ngettext("%(n)s mail is due again.", "%(n)s mails are due again.", count) % {"n": count}
    messages.info(request, said)
    return redirect_to(request, "dashboards:system")


@require_POST
def system_job_again(request: PageRequest, code: str) -> HttpResponse:
    organisation = get_owned_organisation(request.user)
    do_job_again(job=get_failed_job(code), by=request.user, organisation=organisation)
    messages.info(request, _("It waits for its turn again."))
    return redirect_to(request, "dashboards:system")
