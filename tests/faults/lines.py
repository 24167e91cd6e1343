"""Run in a forked child: a sweep that stands still at one exact line until the test says how to go on."""

import os
import signal
import smtplib
import socket
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from mentorship import jobs, outbox
from mentorship.celery import app
from mentorship.lib import clock
from mentorship.notifications import ledger, sending
from mentorship.notifications.ledger import Due
from mentorship.notifications.models import Delivery
from programs.models import Invitation
from tests.faults.fill import press

# What the test answers to a child that stands still.
GO, FAIL = b"g", b"f"


def plan_due() -> int:
    """The only rule of these tests: every open invitation is due to whom it invites."""
    now = clock.now()
    return ledger.plan_all(
        Due("invitation", one.pk, one.user_id, now, fast=True) for one in Invitation.objects.open()
    )


class Line:
    """The first time it is reached, it tells the test and waits for the answer."""

    def __init__(self, port: int) -> None:
        self.port, self.reached = port, False

    def reach(self) -> None:
        if self.reached:
            return
        self.reached = True
        with socket.create_connection(("127.0.0.1", self.port)) as test:
            if test.recv(1) == FAIL:
                raise RuntimeError("a fault of our own")

    def before(self, owner: Any, name: str, first: Any = None) -> None:
        """`first`: only of a call that is given this."""
        real: Callable[..., Any] = getattr(owner, name)

        def wrapped(*arguments: Any, **named: Any) -> Any:
            if first is None or arguments[0] == first:
                self.reach()
            return real(*arguments, **named)

        setattr(owner, name, wrapped)

    def after(self, owner: Any, name: str) -> None:
        real: Callable[..., Any] = getattr(owner, name)

        def wrapped(*arguments: Any, **named: Any) -> Any:
            answer = real(*arguments, **named)
            self.reach()
            return answer

        setattr(owner, name, wrapped)


PHASES: dict[str, Callable[[Line], None]] = {
    # between the occurrence and its delivery, inside the transaction
    "plan": lambda line: line.before(Delivery.objects, "bulk_create"),
    # the rows are ours and committed, nothing is done with them yet
    "claim": lambda line: line.after(sending, "claim"),
    # about to ask whether it is still wanted, and what to write
    "recheck": lambda line: line.before(sending, "_build"),
    # the server knows sender and reader and waits for the mail
    "smtp": lambda line: line.before(smtplib.SMTP, "data"),
    # the server has said yes, we have not written it down
    "mark": lambda line: line.before(sending, "mark"),
    # all is done but the heartbeat
    "report": lambda line: line.before(jobs, "beat", "send_due"),
}


def prepare(phase: str, port: int) -> None:
    vars(outbox)["plan_due"] = plan_due
    if phase:
        PHASES[phase](Line(port))


def sweep(phase: str = "", port: int = 0) -> None:
    """What a worker does on both rings of the clock."""
    prepare(phase, port)
    signal.signal(signal.SIGTERM, lambda *_: sending.stopping.set())  # as `manage.py clock` does
    for job in (jobs.plan_due, jobs.send_due):
        job.apply()  # a failure is logged and comes round again, as under a worker and under `manage.py clock`


def work(phase: str, port: int) -> None:
    """A worker in one process, which needs Redis to hear of its work and to say that it is done."""
    prepare(phase, port)
    app.start(["worker", "--pool", "solo", "--queues", "quick,heavy", "--loglevel", "CRITICAL"])


def sweep_with_clock(hours: int) -> None:
    """On a machine whose clock is wrong."""
    with clock.at(clock.now() + timedelta(hours=hours)):
        outbox.send_due()


def press_and_die() -> None:
    """A web process that is killed when its action has been committed and before it can ring."""
    ledger.BELLS[:] = [lambda: os.kill(os.getpid(), signal.SIGKILL)]
    press(0)
