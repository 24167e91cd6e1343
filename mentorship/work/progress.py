"""How far a run is, and whether it is still wanted: what a run holds in its hand.

The run only sets numbers in memory. A thread with a connection of its own writes them down and keeps the lease, so
that a run may be in the middle of a long statement or of one long transaction and is still seen to move. (On SQLite
nobody else writes during a transaction: there the numbers stand still while a run writes what it found.)
"""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.db import DatabaseError, connection

from mentorship.work.claims import begin_writing, hold
from mentorship.work.models import Job
from mentorship.work.queue import WRITING

LOOK_EVERY = 0.5  # seconds
# No run is as long as this. The lease of one that hangs is not kept for ever: another process takes it over.
LONGEST = 3600.0
# Set by whoever must end soon: a run stops at its next step and waits again.
stopping = threading.Event()


class Cancelled(Exception):  # noqa: N818 - said of the job
    """Its starter took it back."""


class Stopped(Exception):  # noqa: N818 - said of the process
    """This process is to end; another does the job."""


class TakenOver(Exception):  # noqa: N818 - said of the job
    """Our lease ran out and another took the job: what we just wrote is undone."""


class Progress:
    """`report` says how far a run is and raises when it must not go on. Cheap: call it for every row."""

    def __init__(self, job: Job) -> None:
        self.job = job
        self.stage, self.done, self.total = "", 0, 0
        self.cancelled = self.lost = False
        self._turn = threading.Lock()
        self._over = threading.Event()

    def report(self, stage: str, done: int = 0, total: int = 0) -> None:
        if self.lost:
            raise TakenOver
        if self.cancelled:
            raise Cancelled
        if stopping.is_set():
            raise Stopped
        self.stage, self.done, self.total = stage, done, total

    def begin_writing(self) -> None:
        """From here on there is no way back. What was asked for until now is heard."""
        self.report(WRITING)
        with self._turn:
            if begin_writing(self.job):
                return
        self._look()
        raise TakenOver if self.lost else Cancelled

    def wrote(self, done: int, total: int) -> None:
        """How much of it is written; nothing stops a run now."""
        self.done, self.total = done, total

    @contextmanager
    def kept(self) -> Iterator[None]:
        """While the block runs, the lease is kept and what was reported is written down."""
        keeper = threading.Thread(target=self._keep, name="keeper", daemon=True)
        keeper.start()
        try:
            yield
        finally:
            self._over.set()
            keeper.join(settings.JOB_LEASE)

    def _keep(self) -> None:
        until = time.monotonic() + LONGEST
        try:
            while not self._over.wait(LOOK_EVERY) and not self.lost and time.monotonic() < until:
                try:
                    self._look()
                except (
                    DatabaseError
                ):  # away, or (SQLite) in the middle of our own writing: the lease is longer
                    connection.close()
        finally:
            connection.close()

    def _look(self) -> None:
        with self._turn:
            row = hold(self.job, stage=self.stage, done=self.done, total=self.total)
        self.lost = row is None
        self.cancelled = row is not None and row.cancel_asked
