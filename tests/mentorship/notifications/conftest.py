"""A real mail server, and a ledger with plain rows."""

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest

from mentorship.accounts.models import User
from mentorship.lib import clock
from mentorship.notifications import ledger
from mentorship.notifications.models import Delivery
from tests.sink import Sink


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
