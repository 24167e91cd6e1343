"""The secret address by which a calendar reads somebody’s meetings, and what it may say."""

import secrets

from django.db import transaction

from mentorship.accounts.models import OwnCalendar, User
from mentorship.lib import clock
from mentorship.lib.codes import hashed

BYTES = 24  # 192 bits: nobody guesses one


@transaction.atomic
def make_calendar_link(*, user: User) -> str:
    """The secret of a new address; the one before it stops at once. It is answered here and never again."""
    secret = secrets.token_urlsafe(BYTES)
    facts = {"secret_hash": hashed(secret), "made_at": clock.now()}
    OwnCalendar.objects.update_or_create(user=user, defaults=facts)
    return secret


def stop_calendar_link(*, user: User) -> bool:
    """The address leads nowhere from now on; what was chosen stays. True where there was one to stop."""
    rows = OwnCalendar.objects.filter(user=user).exclude(secret_hash=None)
    return bool(rows.update(secret_hash=None))


@transaction.atomic
def choose_calendar_words(*, user: User, names: bool, place: bool) -> None:
    """For the feed from its next reading on, and for every invitation from now on."""
    OwnCalendar.objects.update_or_create(user=user, defaults={"names": names, "place": place})
