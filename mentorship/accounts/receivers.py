"""What follows when a mailbox has answered for an address."""

from typing import Any

from allauth.account.authentication import get_authentication_records
from allauth.account.models import EmailAddress
from allauth.account.signals import email_confirmed
from django.contrib.auth import update_session_auth_hash
from django.dispatch import receiver
from django.http import HttpRequest

from mentorship.accounts.models import User


@receiver(email_confirmed)
def forget_what_came_before(
    sender: Any, request: HttpRequest, email_address: EmailAddress, **_kwargs: Any
) -> None:
    """The first confirmed address makes the account theirs: a password or sign-in from before ends.

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
    if request.user.is_authenticated and request.user.pk == user.pk:
        update_session_auth_hash(request, user)  # this browser has just shown that the mailbox is theirs
