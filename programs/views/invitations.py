"""The page an invitation leads to, open to whoever holds its link. Looking changes nothing."""

from django.conf import settings
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from mentorship.accounts.links import mailed_link
from mentorship.lib.pages import redirect_to, render_page
from mentorship.lib.refusals import Refusal
from programs.access import get_invitation
from programs.actions import invitations as actions
from programs.models import Invitation
from programs.queries.invitations import invitation_page


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    found = get_invitation(token)
    if not found.is_open:
        return _gone(request, found)
    if _is_somebody_else(request, found):
        return render_page(
            request, "programs/invitation_not_yours.html", {"email": found.user.email}, status=409
        )
    page = invitation_page(found, opens=actions.signs_in(found))
    if request.method != "POST":
        return render_page(request, "programs/invitation.html", {"page": page, "token": token})
    if not request.user.is_authenticated and not page.opens:
        return redirect(mailed_link(found.user, reverse("programs:invitation", args=[token])))
    try:
        actions.accept_invitation(invitation=found)
    except Refusal:
        return _gone(request, found)
    if not request.user.is_authenticated:
        login(request, found.user, backend=settings.AUTHENTICATION_BACKENDS[0])
    to = "programs:welcome" if found.enrolment_id else "programs:programs"
    return redirect_to(request, to)


@login_not_required
@require_POST
def decline(request: HttpRequest, token: str) -> HttpResponse:
    found = get_invitation(token)
    if not found.is_open:
        return _gone(request, found)
    if _is_somebody_else(request, found):
        return render_page(
            request, "programs/invitation_not_yours.html", {"email": found.user.email}, status=409
        )
    if not request.user.is_authenticated and not actions.signs_in(found):
        return redirect(mailed_link(found.user, reverse("programs:invitation", args=[token])))
    try:
        with transaction.atomic():
            actions.decline_invitation(invitation=found)
    except Refusal:
        return _gone(request, found)
    return render_page(request, "programs/invitation_declined.html", {"program": actions.program_of(found)})


@login_not_required
@require_POST
def renew(request: HttpRequest, token: str) -> HttpResponse:
    """The same words whatever happened: a new one leaves only where one may."""
    found = get_invitation(token)
    actions.renew_invitation(invitation=found)
    return render_page(request, "programs/invitation_renewed.html", {"mail_works": settings.MAIL_WORKS})


def _is_somebody_else(request: HttpRequest, found: Invitation) -> bool:
    return request.user.is_authenticated and request.user.pk != found.user_id


def _gone(request: HttpRequest, found: Invitation) -> HttpResponse:
    found = get_invitation(found.token)  # read anew; 404 where it went with the entry of two that are one now
    return render_page(
        request, "programs/invitation_gone.html", {"invitation": found, "token": found.token}, status=410
    )
