"""What follows when a mailbox has answered for an address, and when a password was forgotten."""

from typing import Any

from allauth.account.authentication import get_authentication_records
from allauth.account.models import EmailAddress
from allauth.account.signals import email_confirmed, password_reset
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.dispatch import receiver
from django.http import HttpRequest
from django.utils.translation import gettext as _

from mentorship.accounts.actions.calendar import stop_calendar_link
from mentorship.accounts.models import User


@receiver(email_confirmed)
def forget_what_came_before(
    sender: Any, request: HttpRequest, email_address: EmailAddress, **_kwargs: Any
) -> None:
    """The first confirmed address makes the account theirs: a password, sign-in or calendar link from before ends.

    Until then anybody who held a copied link may have used the account. Whoever typed the password and then the
    code is the one who set it, so theirs stays.
    """
    user: User = email_address.user
    if any(record["method"] == "password" for record in get_authentication_records(request, user)):
        return
    if EmailAddress.objects.filter(user=user, verified=True).exclude(pk=email_address.pk).exists():
        return
    user.set_unusable_password()
    user.save(update_fields=["password"])
    stop_calendar_link(user=user)
    if request.user.is_authenticated and request.user.pk == user.pk:
        update_session_auth_hash(request, user)  # this browser has just shown that the mailbox is theirs


@receiver(password_reset)
def stop_the_calendar_link(sender: Any, request: HttpRequest, user: User, **_kwargs: Any) -> None:
    """Whoever resets a password may have lost more than that: the secret address of their calendar stops, too."""
    if stop_calendar_link(user=user):
        messages.info(request, _("The link your calendar reads was stopped as well. You can make a new one."))
