"""The work outside requests, as Celery tasks, and the bells that call it early.

Each is a sweep: it asks the database what is due, so ringing twice, late or not at all loses nothing.
A worker runs them with Redis; `manage.py clock` runs them without: mails in its own process, long runs in a second.
"""

import threading

from celery import Task, shared_task
from django.conf import settings

from mentorship import heavy, outbox
from mentorship.lib import clock
from mentorship.notifications.models import Heartbeat
from mentorship.work import claims, nightly, running

EXPIRES = 55  # seconds: the next ring comes after sixty, a queue of old ones is of no use
LONGEST = 50.0  # seconds of one sweep: the next ring goes on with what is left


@shared_task(expires=EXPIRES)
def plan_due() -> None:
    outbox.plan_due()
    beat("plan_due")


@shared_task(expires=EXPIRES)
def send_due() -> None:
    outbox.send_due(seconds=LONGEST)
    beat("send_due")


@shared_task(expires=EXPIRES)
def run_jobs() -> None:
    """On the queue `heavy`. One job runs at a time on the server, so mails always have a process left."""
    nightly.queue_the_night()
    running.run_queued(heavy.KINDS)


def job_waits() -> bool:
    """Whether `run_jobs` would find something to do."""
    nightly.queue_the_night()
    return claims.claimable().exists()


def beat(name: str) -> None:
    """Say that a sweep has come to its end. A stale row shows on /readyz."""
    Heartbeat.objects.update_or_create(name=name, defaults={"beat_at": clock.now()})


class Bell:
    """Asks a worker to begin now, from a thread of its own: no request ever waits for Redis."""

    def __init__(self, task: Task) -> None:
        self.task = task
        self._ringing = threading.BoundedSemaphore(2)  # one under way and one behind it are enough

    def ring(self) -> None:
        if settings.REDIS_URL and self._ringing.acquire(blocking=False):
            threading.Thread(target=self._ring, name="bell", daemon=True).start()

    def _ring(self) -> None:
        try:
            self.task.apply_async(retry=False)
        except Exception:  # noqa: S110 - a bell nobody hears: beat rings within the minute
            pass
        finally:
            self._ringing.release()


ring = Bell(send_due).ring
ring_for_job = Bell(run_jobs).ring
