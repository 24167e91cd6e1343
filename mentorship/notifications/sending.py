"""One sweep of the send ledger: claim, ask whether it is still wanted, send, mark.

Promise: nothing is lost; after a crash somebody may get one mail twice, with the same Message-ID. What to
write (`Writer`) and the way out (`Sender`) come from mentorship.outbox: this app knows kinds and ids only.
"""

import logging
import random
import threading
import time
import traceback
from collections import Counter
from contextlib import nullcontext
from datetime import datetime, timedelta
from typing import Any, Protocol

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db import InterfaceError, OperationalError, transaction
from django.db.models import F
from django.utils import timezone, translation

from mentorship.accounts.zones import zone
from mentorship.lib import clock
from mentorship.notifications.claims import State, claim, give_back, mark, still_ours
from mentorship.notifications.kinds import DAILY
from mentorship.notifications.mail import Mail, message_of
from mentorship.notifications.models import BouncedAddress, Delivery, Lane, Occurrence
from mentorship.notifications.posting import Deferred, Refused, Sender, Unreachable

LATE = timedelta(hours=24)  # from here on one reminder of a kind is enough for a person
TOO_LATE = timedelta(hours=48)  # from here on a reminder is dropped
GIVE_UP = timedelta(days=5)  # as mail servers do
POISON_TRIES = 5
LONGEST_WAIT = 24 * 3600.0

logger = logging.getLogger(__name__)
# Set by whoever must end soon (manage.py clock): the sweep stops between two mails.
stopping = threading.Event()


class Writer(Protocol):
    """Whoever knows what the mails say. Asked for a whole batch first, so that it reads in few statements."""

    def prepare(self, batch: list[Delivery]) -> None: ...

    def not_now(self, delivery: Delivery) -> dict[str, Any]:
        """What to change on a row that must wait (quiet hours, a lane); empty when it may leave."""

    def compose(self, occurrence: Occurrence) -> Mail | None:
        """None when the thing is no longer wanted."""

    def done(self, delivery: Delivery, *, sent: bool) -> None:
        """The mail has left, or will never. Called in the transaction that marks the row."""


class TakenOver(Exception):  # noqa: N818 - said of the row
    """Our lease ran out, so another may take the row or has: we do not send it, and what we wrote is undone."""


def send_due(writer: Writer, sender: Sender, *, seconds: float = 3600.0) -> Counter[str]:
    """Send until nothing is due, or `seconds` have passed. Answers how many were sent, cancelled, …"""
    tally: Counter[str] = Counter()
    until = time.monotonic() + seconds
    with sender:
        while time.monotonic() < until and not stopping.is_set():
            batch = claim()
            if not batch or not _send_batch(batch, writer, sender, tally):
                break
    return tally


def _send_batch(batch: list[Delivery], writer: Writer, sender: Sender, tally: Counter[str]) -> bool:
    """False when there is no way out at all: then there is no use in going on."""
    enough = time.monotonic() + settings.LEDGER_LEASE / 2
    writer.prepare(batch)
    for place, delivery in enumerate(batch):
        if stopping.is_set() or time.monotonic() > enough:
            give_back(batch[place:])
            return True
        try:
            tally[_handle(delivery, writer, sender)] += 1
        except Unreachable as error:
            for waiting in batch[place:]:
                tally[_postpone(waiting, str(error))] += 1
            logger.warning("The mail server cannot be reached (%s); mails wait in the ledger.", error)
            return False
    return True


def _handle(delivery: Delivery, writer: Writer, sender: Sender) -> str:
    """One row to its end, or back into the queue. Answers what became of it."""
    try:
        outcome = _turned_away(delivery, writer) or _compose_and_send(delivery, writer, sender)
    except Unreachable:
        raise
    except Deferred as error:
        outcome = _postpone(delivery, str(error))
    except Refused as error:
        outcome = _bounced(delivery, str(error))
    except TakenOver:
        outcome = "taken over"
    except (OperationalError, InterfaceError) as error:
        # The database's fault, not the row's: it must not count towards giving it up.
        outcome = _postpone(delivery, type(error).__name__)
    except Exception as error:  # one bad row must not stop the others
        outcome = _poisoned(delivery, error)
    return outcome


def _turned_away(delivery: Delivery, writer: Writer) -> str:
    """What became of a row that does not leave, or not now; empty when it may."""
    if pointless := _pointless(delivery):
        return _end(delivery, State.CANCELLED, pointless)
    if changes := writer.not_now(delivery):
        mark(delivery, State.DUE, attempts=F("attempts") - 1, **changes)
        return "put off"
    return ""


def _pointless(delivery: Delivery) -> str:
    """Why this must not leave any more; empty when it may. What a person set off is never too late."""
    occurrence, now = delivery.occurrence, clock.now()
    if not occurrence.recipient.is_active:
        return "the account is closed"
    if occurrence.lapses_at is not None and occurrence.lapses_at <= now:
        return "lapsed"
    if delivery.lane in (Lane.FAST, Lane.ASK):
        return ""
    late = now - occurrence.due_at
    if late > TOO_LATE:
        return "more than 48 hours late"
    if late > LATE and _reminded_since(now - LATE, occurrence):
        return "late, and one of its kind has just left"
    return ""


def _reminded_since(moment: datetime, occurrence: Occurrence) -> bool:
    return Delivery.objects.filter(
        state=State.SENT,
        sent_at__gt=moment,
        occurrence__kind=occurrence.kind,
        occurrence__recipient=occurrence.recipient,
    ).exists()


def _compose_and_send(delivery: Delivery, writer: Writer, sender: Sender) -> str:
    built = _build(delivery.occurrence, writer)
    if built is None:
        mark(
            delivery,
            State.CANCELLED,
            also=lambda: writer.done(delivery, sent=False),
            last_error="no longer wanted",
        )
        return str(State.CANCELLED)
    message, why = built
    if not still_ours(delivery):
        raise TakenOver
    # Where sending is itself a row (the demo's outbox), the row and its mark are one transaction.
    with transaction.atomic() if sender.in_transaction else nullcontext():
        sender.send(delivery.occurrence, message, why)
        also = (lambda: writer.done(delivery, sent=True)) if _takes_along(delivery) else None
        if not mark(delivery, State.SENT, also=also, sent_at=clock.now(), last_error=""):
            raise TakenOver
    if hasattr(delivery.occurrence.recipient, "bouncedaddress"):
        BouncedAddress.objects.filter(user=delivery.occurrence.recipient).delete()
    return "sent"


def _takes_along(delivery: Delivery) -> bool:
    return delivery.occurrence.kind == DAILY


def _build(occurrence: Occurrence, writer: Writer) -> tuple[EmailMultiAlternatives, str] | None:
    """The message in the reader's language and time zone, and why it came."""
    reader = occurrence.recipient
    here = zone(reader.time_zone) if reader.time_zone else None
    with translation.override(reader.language or settings.LANGUAGE_CODE), timezone.override(here):
        mail = writer.compose(occurrence)
        if mail is None:
            return None
        message = message_of(occurrence, mail)
        message.message()  # a header or an address that cannot be written fails here, before the server
        return message, str(mail.context.get("why", ""))


def _bounced(delivery: Delivery, said: str) -> str:
    BouncedAddress.objects.update_or_create(
        user=delivery.occurrence.recipient, defaults={"since": clock.now(), "reason": said[:200]}
    )
    return _end(delivery, State.FAILED, said)


def _end(delivery: Delivery, state: str, why: str) -> str:
    mark(delivery, state, last_error=why[:200])
    return str(state)


def _postpone(delivery: Delivery, why: str) -> str:
    if clock.now() - delivery.occurrence.due_at > GIVE_UP:
        return _end(delivery, State.FAILED, f"given up after five days: {why}")
    mark(delivery, State.DUE, due_at=clock.now() + backoff(delivery.attempts), last_error=why[:200])
    return "postponed"


def _poisoned(delivery: Delivery, error: Exception) -> str:
    """A row that cannot be composed: later, five times, then given up.

    Logged without the text of the error, which may quote what somebody wrote.
    """
    frame = traceback.extract_tb(error.__traceback__)[-1]
    why = f"{type(error).__name__} at {frame.name}, line {frame.lineno}"
    logger.error(
        "A mail of kind %s (occurrence %s): %s", delivery.occurrence.kind, delivery.occurrence_id, why
    )
    if delivery.attempts >= POISON_TRIES:
        return _end(delivery, State.FAILED, why)
    return _postpone(delivery, why)


def backoff(attempts: int) -> timedelta:
    """One minute, two, four, … at most a day; up to a quarter shorter, so that not all come back at once."""
    wait = min(60.0 * 2 ** min(attempts - 1, 20), LONGEST_WAIT)
    return timedelta(seconds=wait * random.uniform(0.75, 1))  # noqa: S311 - spread, not secrecy
