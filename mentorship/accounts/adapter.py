"""Where allauth asks what this house does: no open sign-up, and mail that fails says so in a sentence."""

import logging
from smtplib import SMTPException

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.models import EmailAddress
from allauth.core import context as allauth_context
from allauth.core.exceptions import ImmediateHttpResponse
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.mail import get_connection
from django.http import HttpRequest
from django.shortcuts import render, resolve_url
from django.utils.translation import gettext as _

from mentorship.accounts.forms import LoginForm
from mentorship.lib.pages import safe_next

UNKNOWN = "account/email/unknown_account"
log = logging.getLogger(__name__)


class AccountAdapter(DefaultAccountAdapter):
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Accounts come from an invitation, a join link, an import or the first run."""
        return False

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """Whoever has just chosen a password goes on with what waits for them."""
        return resolve_url(settings.LOGIN_REDIRECT_URL)

    def clean_email(self, email: str) -> str:
        """No second address before the first is confirmed: it would outlast whoever the account is really for."""
        user, cleaned = allauth_context.request.user, str(super().clean_email(email))
        if user.is_authenticated and not EmailAddress.objects.filter(user=user, verified=True).exists():
            raise ValidationError(_("Confirm your address first: sign out, and in again with a code."))
        return cleaned

    def send_mail(self, template_prefix: str, email: str, context: dict[str, object]) -> None:
        """Codes leave within the request and never rest in the ledger; a server that is down is a sentence."""
        if not settings.MAIL_WORKS:
            self._could_not_send(
                _("This site cannot send mail yet. Ask whoever runs it for an invitation link.")
            )
        try:
            if template_prefix == UNKNOWN:
                # A stranger gets no mail, but the same answer: also when the server is down.
                with get_connection():
                    pass
            else:
                super().send_mail(template_prefix, email, context)
        except (OSError, SMTPException) as error:
            log.warning("a sign-in mail could not be sent: %s", type(error).__name__)
            self._could_not_send(
                _("The mail could not be sent just now. Wait a minute and try again, or use your password.")
            )

    def _could_not_send(self, sentence: str) -> None:
        request = allauth_context.request
        page = {
            "mail_problem": sentence,
            "form": LoginForm(request=request),
            "redirect_field_name": "next",
            "redirect_field_value": safe_next(request, ""),
        }
        raise ImmediateHttpResponse(render(request, "account/login.html", page, status=503))
