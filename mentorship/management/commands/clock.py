"""The clock of a server without Redis: runs the beat table's tasks in this process, and long runs in a second one."""

import logging
import signal
import subprocess
import sys
import threading
import time
from typing import Any

from celery import current_app
from django.conf import settings
from django.core.management.base import BaseCommand
from django.db import DatabaseError, close_old_connections

from mentorship import jobs
from mentorship.notifications import sending
from mentorship.notifications.claims import claimable
from mentorship.watchdog import Watchdog

LOOK_EVERY = 2.0  # seconds: without a broker nobody rings, so the clock looks whether something is due
PATIENCE = 2.0  # seconds a long run gets to stop at its next step; the job is done again after the start


class Command(BaseCommand):
    help = "Run what Celery beat would, in this process, until told to stop."

    def handle(self, *args: Any, **options: Any) -> None:
        stop = threading.Event()

        def end(*_: object) -> None:
            stop.set()
            sending.stopping.set()  # between two mails, not in the middle of one

        logging.getLogger("celery.app.trace").setLevel(logging.WARNING)  # not a line for every sweep
        for name in (signal.SIGTERM, signal.SIGINT):
            signal.signal(name, end)
        second = SecondProcess()
        with Watchdog("clock", patience=6).awake():
            self._tick(stop, second)
        second.end()

    def _tick(self, stop: threading.Event, second: "SecondProcess") -> None:
        table = current_app.conf.beat_schedule
        next_run = dict.fromkeys(table, time.monotonic())
        while not stop.is_set():
            close_old_connections()
            for key in (key for key in table if time.monotonic() >= next_run[key] and not stop.is_set()):
                if table[key]["task"] != jobs.run_jobs.name:  # those are looked for below, all the time
                    current_app.tasks[table[key]["task"]].apply()  # a failure is logged and comes round again
                next_run[key] = time.monotonic() + table[key]["schedule"]
            if not stop.is_set() and something_due():
                jobs.send_due.apply()
            if not stop.is_set() and second.is_idle and job_waits():
                second.start()
            stop.wait(LOOK_EVERY)


class SecondProcess:
    """Does the long runs: mails do not wait for them, and one that takes its process down takes nothing else."""

    def __init__(self) -> None:
        self.process: subprocess.Popen[bytes] | None = None

    @property
    def is_idle(self) -> bool:
        return self.process is None or self.process.poll() is not None

    def start(self) -> None:
        command = [sys.executable, str(settings.BASE_DIR / "manage.py"), "run_jobs"]
        self.process = subprocess.Popen(command)  # noqa: S603 - our own command line

    def end(self) -> None:
        if self.process is None or self.is_idle:
            return
        self.process.terminate()
        try:
            self.process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


def something_due() -> bool:
    try:
        return claimable().exists()
    except DatabaseError:
        return False


def job_waits() -> bool:
    try:
        return jobs.job_waits()
    except DatabaseError:
        return False
