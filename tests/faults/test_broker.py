"""Redis hangs, then is gone, while people work: they do not notice, and their mails leave when it is back."""

from statistics import median

import pytest

from tests.faults.conftest import Stack
from tests.faults.load import Asked
from tests.faults.web import serving

pytestmark = [pytest.mark.postgres, pytest.mark.timeout(300)]

PEOPLE = 200
PRESSES = 5  # at least, in each state
WINDOW = 6.0  # seconds of each state; a minute of it is `make bench`
# settings.py: what Redis may be waited for where anybody waits for it. A press that did would take at least this.
BROKER_TIMEOUT = 1.0


def presses(asked: list[Asked]) -> float:
    return median(one.seconds for one in asked if one.method == "POST")


def test_nobody_waits_for_a_redis_that_hangs_or_is_gone_and_mail_leaves_afterwards(stack: Stack):
    """F4, F5, goal 3: no error, no request waits for the broker, everything is sent within a minute of its return."""
    with serving(stack, people=PEOPLE) as load:
        before = load.during(WINDOW, PRESSES)
        with stack.redis.hanging():
            hanging = load.during(WINDOW, PRESSES)
        stack.redis.stop()
        gone = load.during(WINDOW, PRESSES)
    assert {(one.method, one.status) for one in load.asked} == {("GET", 200), ("POST", 303)}
    stack.redis.start()
    stack.until(lambda: stack.states().keys() == {"sent"}, 60, "the backlog sent")
    assert presses(hanging) < presses(before) + BROKER_TIMEOUT / 2
    assert presses(gone) < presses(before) + BROKER_TIMEOUT / 2
    assert len(stack.ledger()) == PEOPLE - len(load.presses) > 20
    assert sorted(stack.sink.keys) == sorted(stack.ledger())
