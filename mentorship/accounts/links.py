"""Addresses for mails."""

from django.conf import settings
from django.core import signing
from django.urls import reverse
from django.utils.http import urlencode

from mentorship.accounts.models import User

SALT = "accounts.sign_in_hint"


def site_link(path: str) -> str:
    """A full address on this site. The origin is configuration, never the Host header."""
    return f"{settings.SITE_URL}{path}"


def mailed_link(user: User, path: str) -> str:
    """A full address that leads `user` to `path` after sign-in, with the address filled in."""
    hint = reverse("accounts:sign_in_hint", args=[signing.dumps(user.pk, salt=SALT)])
    return f"{site_link(hint)}?{urlencode({'next': path})}"
