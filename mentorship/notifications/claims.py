"""Taking rows of the ledger for oneself, and saying what became of them.

A claim is a lease with a token. Whoever dies keeps nothing: the lease runs out and another takes the row.
Whoever was only slow finds its token gone and changes nothing. Leases alone use the database's clock, so that
two machines with different ideas of the time cannot both hold a row; due-ness uses `clock.now()`.
"""

import time
from collections.abc import Callable, Iterable
from contextlib import nullcontext
from datetime import timedelta
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.db import InterfaceError, OperationalError, connection, transaction
from django.db.models import F, Q, QuerySet
from django.db.models.functions import Now

from mentorship.lib import clock
from mentorship.notifications.models import Delivery, Lane

State = Delivery.State
MARK_FOR = 30.0  # seconds to go on trying to write down what was sent while the database is away
ORDER = ("lane", "due_at", "pk")


def claimable() -> QuerySet[Delivery]:
    """Due now, or taken by somebody whose lease has run out. Lines of a daily mail wait for that mail."""
    due = Q(state=State.DUE, due_at__lte=clock.now(), lane__lt=Lane.DAILY)
    return Delivery.objects.filter(due | Q(state=State.SENDING, lease_until__lt=Now()))


def claim() -> list[Delivery]:
    """Up to LEDGER_BATCH rows that are now ours until the lease ends; the fast lane first.

    PostgreSQL passes over rows another holds (SKIP LOCKED). On SQLite the transaction is BEGIN IMMEDIATE, so
    the second claimer waits and then no longer finds the first one's rows claimable. Same outcome.
    """
    if not claimable().exists():
        return []
    token = str(uuid4())
    with transaction.atomic():
        free = claimable().order_by(*ORDER).select_for_update(skip_locked=True)
        chosen = list(free.values_list("pk", flat=True)[: settings.LEDGER_BATCH])
        claimable().filter(pk__in=chosen).update(
            state=State.SENDING,
            token=token,
            lease_until=Now() + timedelta(seconds=settings.LEDGER_LEASE),
            attempts=F("attempts") + 1,
        )
    ours = Delivery.objects.filter(token=token, state=State.SENDING)
    return list(ours.select_related("occurrence__recipient__bouncedaddress").order_by(*ORDER))


def still_ours(delivery: Delivery) -> bool:
    """Asked at the last moment before sending: whoever stood still, as a suspended machine does, holds nothing now.

    A statement for each mail: this machine's clocks, which would be cheaper to ask, stand still with it.
    """
    held = Delivery.objects.filter(pk=delivery.pk, token=delivery.token, state=State.SENDING)
    return held.filter(lease_until__gt=Now()).exists()


def mark(delivery: Delivery, state: str, *, also: Callable[[], None] | None = None, **changes: Any) -> bool:
    """Write down what became of a row we hold; False when it is no longer ours, and nothing was written.

    `also` is done in the same transaction, only if the row was ours. A database that is away is waited for: a mail
    that has left must not be forgotten.
    """
    until = time.monotonic() + MARK_FOR
    while True:
        try:
            with transaction.atomic() if also else nullcontext():
                ours = Delivery.objects.filter(pk=delivery.pk, token=delivery.token, state=State.SENDING)
                marked = bool(ours.update(state=state, token="", lease_until=None, **changes))
                if marked and also:
                    also()
                return marked
        except (OperationalError, InterfaceError):
            if connection.in_atomic_block or time.monotonic() > until:
                raise
            connection.close()
            time.sleep(0.5)


def give_back(deliveries: Iterable[Delivery]) -> None:
    """Rows of one claim that we hold and did not try: due again, as if we had not taken them."""
    rows = list(deliveries)
    ours = Delivery.objects.filter(pk__in=[row.pk for row in rows], token__in={row.token for row in rows})
    ours.filter(state=State.SENDING).update(
        state=State.DUE, token="", lease_until=None, attempts=F("attempts") - 1
    )
