"""A thread in every worker, beat and clock: says that its process lives, and ends it when it lives but is deaf.

A worker whose Redis was restarted, or hangs, may wait for ever for work that never comes (celery #8030, #10302). It
cannot notice by itself; the database can: no sweep has come to its end for too long. Then the process ends with an
error, and whoever supervises it (compose, systemd, `serve`) starts a new one, which connects anew.
"""

import logging
import os
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import timedelta

import redis
from django.conf import settings
from django.db import DatabaseError, connection
from django.db.models import Max, Q
from redis.backoff import NoBackoff
from redis.retry import Retry

from mentorship.lib import clock
from mentorship.notifications import holds
from mentorship.notifications.models import Delivery, Heartbeat, Lane
from mentorship.work import alarms
from mentorship.work.models import Process

LOOK_EVERY = 10.0  # seconds
DEAF = 70  # the exit status, EX_SOFTWARE
LATE = timedelta(minutes=15)  # a mail that is due and has not left for so long is somebody's business

logger = logging.getLogger(__name__)


class Watchdog:
    """`patience`: how many times longer than a worker its process may hear nothing; the clock does all itself."""

    def __init__(self, role: str, *, patience: int = 1) -> None:
        self.role = role
        self.limit = settings.DEAF_AFTER * patience
        self.name = f"{role}@{socket.gethostname()}:{os.getpid()}"[:120]
        self.started_at = clock.now()
        self._awake_at = time.monotonic()
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._watch, name="watchdog", daemon=True)

    def start(self) -> None:
        self._thread.start()

    @contextmanager
    def awake(self) -> Iterator[None]:
        self.start()
        try:
            yield
        finally:
            self.stop()

    def stop(self) -> None:
        """Its process ends as it should: it is not silent, it is gone."""
        self._over.set()
        self._thread.join(LOOK_EVERY)
        with suppress(DatabaseError):
            Process.objects.filter(name=self.name).delete()

    def _watch(self) -> None:
        every = min(LOOK_EVERY, settings.DEAF_AFTER / 4)
        asleep_at = time.time()
        while not self._over.wait(every):
            if time.time() - asleep_at > 3 * every:  # the whole machine was asleep: hear a sweep first
                self._awake_at = time.monotonic()
            try:
                self.look()
            except DatabaseError:  # nobody can tell; when it is back, the sweeps are late for that reason
                self._awake_at = time.monotonic()
            finally:
                connection.close()  # nothing that a forked child could inherit
            asleep_at = time.time()

    def look(self) -> None:
        """One line of life, the alarms, and whether to go on."""
        Process.objects.update_or_create(
            name=self.name,
            defaults={
                "role": self.role,
                "started_at": self.started_at,
                "beat_at": clock.now(),
                "broker_ok": broker_answers(),
            },
        )
        awake = time.monotonic() - self._awake_at
        silent = silence()
        heard = silent is not None and silent <= self.limit
        (alarms.begin if mail_is_late() else alarms.end)("mail late")
        if heard:
            alarms.end("sweeps late")
        elif awake > self.limit:
            alarms.begin("sweeps late")
            logger.critical("%s hears of no sweep any more: it ends, to be started again.", self.name)
            os._exit(DEAF)


def silence() -> float | None:
    """Seconds since a sweep last came to its end; None before the first one ever."""
    last = Heartbeat.objects.filter(name__in=["plan_due", "send_due"]).aggregate(at=Max("beat_at"))["at"]
    return (clock.now() - last).total_seconds() if last else None


def mail_is_late() -> bool:
    """Something is due, or was tried, and has not left. Where mails wait on purpose nothing is late: until mail is set
    up, on a hold, and the lines of a daily mail for that mail.
    """
    if not settings.MAIL_WORKS or holds.current():
        return False
    limit = clock.now() - LATE
    overdue = Q(due_at__lt=limit) | Q(attempts__gt=0, occurrence__due_at__lt=limit)
    return Delivery.objects.filter(overdue, state=Delivery.State.DUE, lane__lt=Lane.DAILY).exists()


def broker_answers() -> bool | None:
    """Whether Redis says something within a second; None where there is none. Asked here, never in a request."""
    if not settings.REDIS_URL:
        return None
    with suppress(redis.RedisError, OSError):
        once = Retry(NoBackoff(), 0)
        asked = redis.Redis.from_url(
            settings.REDIS_URL, socket_timeout=1, socket_connect_timeout=1, retry=once
        )
        try:
            return bool(asked.ping())
        finally:
            asked.close()
    return False
