"""The work outside requests, as Celery tasks, and the bell that calls it early.

Each is a sweep: it asks the database what is due, so ringing twice, late or not at all loses nothing.
A worker runs them with Redis; `manage.py clock` runs them in its own process without.
"""

import threading

from celery import shared_task
from django.conf import settings

from mentorship import outbox
from mentorship.lib import clock
from mentorship.notifications.models import Heartbeat

EXPIRES = 55  # seconds: the next ring comes after sixty, a queue of old ones is of no use
LONGEST = 50.0  # seconds of one sweep: the next ring goes on with what is left

_ringing = threading.BoundedSemaphore(2)  # one under way and one behind it are enough


@shared_task(expires=EXPIRES)
def plan_due() -> None:
    outbox.plan_due()
    beat("plan_due")


@shared_task(expires=EXPIRES)
def send_due() -> None:
    outbox.send_due(seconds=LONGEST)
    beat("send_due")


def beat(name: str) -> None:
    """Say that a sweep has come to its end. A stale row shows on /readyz."""
    Heartbeat.objects.update_or_create(name=name, defaults={"beat_at": clock.now()})


def ring() -> None:
    """Ask a worker to send now, from a thread of its own: no request ever waits for Redis."""
    if settings.REDIS_URL and _ringing.acquire(blocking=False):
        threading.Thread(target=_ring, name="bell", daemon=True).start()


def _ring() -> None:
    try:
        send_due.apply_async(retry=False)
    except Exception:  # noqa: S110 - a bell nobody hears: beat rings within the minute
        pass
    finally:
        _ringing.release()
