"""Writing down what somebody wants to get by mail, and when."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, time

from django.db import transaction

from mentorship.accounts.models import Snooze, User
from mentorship.notifications.kinds import DAILY, KINDS
from mentorship.notifications.models import Delivery, Lane, MailChoice, MailHours

FOREVER = datetime(9999, 1, 1, tzinfo=UTC)


@transaction.atomic
def choose(*, user: User, choices: Mapping[str, str]) -> None:
    """One choice for each kind named. The usual way is no row: a better default reaches whoever chose nothing."""
    MailChoice.objects.filter(user=user, kind__in=list(choices)).delete()
    MailChoice.objects.bulk_create(
        MailChoice(user=user, kind=kind, when=when)
        for kind, when in choices.items()
        if when in KINDS[kind].choices and when != KINDS[kind].usual
    )


@transaction.atomic
def choose_hours(
    *,
    user: User,
    quiet_from: time,
    quiet_until: time,
    on_weekends: bool = False,
    paused_until: date | None = None,
) -> MailHours:
    hours, _made = MailHours.objects.update_or_create(
        user=user,
        defaults={
            "quiet_from": quiet_from,
            "quiet_until": quiet_until,
            "on_weekends": on_weekends,
            "paused_until": paused_until,
        },
    )
    return hours


@transaction.atomic
def unsubscribe(*, user: User, kind: str) -> None:
    """Never again by mail: one kind, or with the daily mail every kind that comes in it."""
    named = (
        [name for name, one in KINDS.items() if one.lane == Lane.DAILY and one.choices]
        if kind == DAILY
        else [kind]
    )
    choose(user=user, choices=dict.fromkeys(named, MailChoice.When.NEVER))
    Delivery.objects.filter(
        occurrence__recipient=user, occurrence__kind__in=named, state=Delivery.State.DUE
    ).update(state=Delivery.State.CANCELLED, last_error="not wanted by mail")


@transaction.atomic
def stop_line(*, user: User, key: str) -> None:
    """“Stop asking”, also on Today: for good; the same thing on another day is another line."""
    Snooze.objects.update_or_create(user=user, key=key, defaults={"until": FOREVER, "times": 3})


@transaction.atomic
def ask_again(*, user: User, key: str) -> None:
    """Take a “stop asking” back."""
    Snooze.objects.filter(user=user, key=key).delete()
