"""What people notice of a minute without an answer from Redis: nothing. On demand: `make bench`."""

import sys

import pytest

from tests.faults.conftest import Stack
from tests.faults.load import p95
from tests.faults.web import serving

pytestmark = [pytest.mark.benchmark, pytest.mark.postgres, pytest.mark.timeout(600)]

MINUTE = 60.0


def test_p95_of_a_minute_while_redis_hangs(stack: Stack, capsys):
    """Goal 3: against the minutes before and after, so that a machine that grows slower or faster does not judge."""
    with serving(stack, people=1500) as load:
        before = load.during(MINUTE)
        with stack.redis.hanging():
            hanging = load.during(MINUTE)
        waiting = stack.counted("due")
        stack.until(lambda: stack.counted("due") < max(waiting / 10, 5), 60, "the backlog sent")
        after = load.during(MINUTE)
    stack.until(lambda: stack.states().keys() == {"sent"}, 60, "all sent")
    usual, odd = p95(before + after), p95(hanging)
    with capsys.disabled():
        sys.stdout.write(
            f"\nRedis hangs for 60 s: p95 {odd * 1000:.0f} ms of {len(hanging)} requests, against "
            f"{usual * 1000:.0f} ms of {len(before + after)} in the minutes beside it: ratio {odd / usual:.2f}; "
            f"{waiting} mails waited\n"
        )
    assert {one.status for one in load.asked} == {200, 303}
    assert odd < 1.1 * usual
