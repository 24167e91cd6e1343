"""The clock of a server without Redis: runs the beat table's tasks in this one process."""

import logging
import signal
import threading
import time
from typing import Any

from celery import current_app
from django.core.management.base import BaseCommand
from django.db import DatabaseError, close_old_connections

from mentorship import jobs
from mentorship.notifications import sending
from mentorship.notifications.claims import claimable

LOOK_EVERY = 2.0  # seconds: without a broker nobody rings, so the clock looks whether something is due


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
        table = current_app.conf.beat_schedule
        next_run = dict.fromkeys(table, time.monotonic())
        while not stop.is_set():
            close_old_connections()
            for key in (key for key in table if time.monotonic() >= next_run[key] and not stop.is_set()):
                current_app.tasks[table[key]["task"]].apply()  # a failure is logged and comes round again
                next_run[key] = time.monotonic() + table[key]["schedule"]
            if not stop.is_set() and something_due():
                jobs.send_due.apply()
            stop.wait(LOOK_EVERY)


def something_due() -> bool:
    try:
        return claimable().exists()
    except DatabaseError:
        return False
