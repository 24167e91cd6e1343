"""Redis stops, or hangs: pages and forms do not notice, and mails leave when it is back."""

import socket
from contextlib import closing

import pytest

from tests.faults.conftest import Stack

pytestmark = [pytest.mark.postgres, pytest.mark.timeout(600)]

# Seconds. A publish in the request hung for more than forty; two pages take a few on a busy machine.
WAITING = 15


def test_stopped_redis_lets_forms_work_and_mail_leave_afterwards(stack: Stack):
    """F4, F5: the worker that lost its Redis hears again when it returns, or ends and is started again."""
    stack.fill("invitations", 1)
    stack.worker(1)
    stack.until(lambda: stack.ring() or len(stack.sink.taken) == 1, 40, "the first mail")
    stack.run("-m", "tests.faults.fill", "press", "0")
    stack.until(lambda: len(stack.sink.taken) == 2, 30, "the mail of a form whose bell is heard")
    stack.redis.stop()
    page, form, seconds = stack.run("-m", "tests.faults.fill", "press", "0").split()
    assert (page, form) == ("200", "303")
    assert float(seconds) < WAITING
    assert (stack.counted("due"), len(stack.sink.taken)) == (1, 2)
    stack.redis.start()
    stack.until(lambda: stack.ring() or len(stack.sink.taken) == 3, 40, "the mail of the form")
    assert len(set(stack.sink.keys)) == 3


def test_hanging_redis_keeps_nobody_waiting_and_the_command_sends(stack: Stack):
    """F4: a Redis that takes connections and never answers."""
    stack.fill("invitations", 1)
    with closing(socket.socket()) as deaf:
        deaf.bind(("127.0.0.1", 0))
        deaf.listen(50)
        stack.environment["REDIS_URL"] = f"redis://127.0.0.1:{deaf.getsockname()[1]}/0"
        page, form, seconds = stack.run("-m", "tests.faults.fill", "press", "0").split()
        assert (page, form) == ("200", "303")
        assert float(seconds) < WAITING
        assert stack.run("manage.py", "send_due", "--once") == "2 sent\n"
    assert len(stack.sink.taken) == 2
