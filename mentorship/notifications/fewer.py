"""Addresses in a mail that lead to fewer of them. Both work without a sign-in and change nothing by being opened."""

from typing import Any

from django.core import signing
from django.urls import reverse

from mentorship.accounts.links import site_link
from mentorship.accounts.models import User
from mentorship.notifications.kinds import DAILY, KINDS

KIND, LINE = "mail.fewer.kind", "mail.fewer.line"


def kind_to_stop(kind: str, told: str = "") -> str:
    """Which kind a press of “unsubscribe” stops: the mail's own, or what it says it is; none where it always comes."""
    named = told or kind
    known = KINDS.get(named)
    return named if named == DAILY or (known and known.choices) else ""


def fewer_link(user: User, kind: str) -> str:
    return site_link(
        reverse("dashboards:fewer", args=[signing.dumps([user.pk, kind], salt=KIND, compress=True)])
    )


def stop_link(user: User, key: str) -> str:
    """Of one line of the daily mail: never again about this."""
    return site_link(
        reverse("dashboards:stop_line", args=[signing.dumps([user.pk, key], salt=LINE, compress=True)])
    )


def read_token(token: str, salt: str) -> tuple[User, str] | None:
    """Whose it is, and the kind or the key; None for a token that was not made here."""
    try:
        named: Any = signing.loads(token, salt=salt)
        user = User.objects.filter(pk=named[0], is_active=True).first()
        return (user, str(named[1])) if user else None
    except (signing.BadSignature, ValueError, TypeError, LookupError):
        return None
