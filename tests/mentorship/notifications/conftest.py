"""A real mail server, a ledger with plain rows, and a morning in Berlin for the daily mail."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from functools import partial

import pytest
from django.db.models import F

from mentorship.accounts.models import User
from mentorship.lib import clock
from mentorship.lib.lines import Line
from mentorship.notifications import daily, ledger, sending
from mentorship.notifications.daily import Item
from mentorship.notifications.models import Delivery, Occurrence
from mentorship.notifications.posting import Post
from mentorship.notifications.writing import Desk
from tests.sink import Sink

# A Wednesday, ten to eight in Berlin.
EARLY = datetime(2026, 11, 18, 6, 50, tzinfo=UTC)
AT, DAY, HOUR = EARLY + timedelta(minutes=40), timedelta(days=1), timedelta(hours=1)
FRIDAY, MONDAY = AT + 2 * DAY, AT + 5 * DAY
ZONE = F("occurrence__recipient__time_zone")
State = Delivery.State


@pytest.fixture
def sink(settings) -> Iterator[Sink]:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    with Sink().running() as running:
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", running.port
        yield running


@pytest.fixture
def reader(db) -> User:
    return User.objects.create_user("reader@orchard.example")


@pytest.fixture
def planned(reader) -> Callable[..., Delivery]:
    """`planned(7)` puts one due row of kind "word" with subject 7 into the ledger."""

    def plan(subject: int, kind: str = "word", to: User = reader, **facts) -> Delivery:
        facts.setdefault("due_at", clock.now() - timedelta(minutes=1))
        ledger.plan(kind, subject_id=subject, recipient=to, **facts)
        return Delivery.objects.get(
            occurrence__kind=kind, occurrence__subject_id=subject, occurrence__recipient=to
        )

    return plan


@pytest.fixture
def berlin(reader) -> User:
    User.objects.filter(pk=reader.pk).update(time_zone="Europe/Berlin")
    return reader


def line(one: Occurrence) -> Line:
    title = f"Thing {one.subject_id}"
    return Line(one.subject_id, f"thing-{one.subject_id}", title, "", "/today/", "Look", 1, "")


def plain(occurrences):
    """Every row still has its point; the subject is its rank."""
    return {
        one.pk: Item(one.subject_id, f"thing-{one.subject_id}", partial(line, one)) for one in occurrences
    }


def wait(subject: int, user: User, due_at: datetime = EARLY, kind: str = "goal", **facts) -> Delivery:
    ledger.plan(kind, subject_id=subject, recipient=user, due_at=due_at, **facts)
    return Delivery.objects.get(occurrence__kind=kind, occurrence__subject_id=subject)


def sweep(at: datetime, readers=plain) -> dict[str, int]:
    """Plan and send as of an instant."""
    kinds = dict.fromkeys(("goal", "action", "feedback"), readers)
    with clock.at(at):
        daily.plan_daily(ZONE)
        return dict(sending.send_due(Desk({}, kinds, ZONE, lambda users: {}), Post()))


def left() -> dict[int, tuple[str, str]]:
    rows = Delivery.objects.exclude(occurrence__kind="daily").values_list(
        "occurrence__subject_id", "state", "last_error"
    )
    return {subject: (state, why) for subject, state, why in rows}
