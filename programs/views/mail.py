"""Whether mail leaves this site: for owners, who can try it."""

from django.conf import settings
from django.http import HttpResponse
from django.views.decorators.http import require_http_methods

from mentorship.accounts.http import PageRequest
from mentorship.lib.pages import render_page
from mentorship.lib.refusals import Refusal
from mentorship.notifications import holds
from programs.access import get_owned_organisation
from programs.actions.mail import send_test_mail


@require_http_methods(["GET", "HEAD", "POST"])
def mail(request: PageRequest) -> HttpResponse:
    """EMAIL_URL is shown in no form: it holds a password. Nothing is stored."""
    get_owned_organisation(request.user)
    page = {"mail_works": settings.MAIL_WORKS, "demo": settings.DEMO, "sender": settings.DEFAULT_FROM_EMAIL}
    page["hold"] = holds.current()
    status = 200
    if request.method == "POST":
        try:
            page["sent"] = send_test_mail(to=request.user.email)
        except Refusal as refusal:
            page["problem"] = refusal.sentence
            status = refusal.status
    return render_page(request, "programs/mail.html", page, status=status)
