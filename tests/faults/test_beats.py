"""Many beats, many planners, bad rows, wrong clocks, a death at the worst moment: each thing is sent once."""

from collections import Counter

import pytest

from tests.faults.conftest import Stack, until

pytestmark = [pytest.mark.postgres, pytest.mark.timeout(300)]

MAILS = 100
REASONS = (
    "SELECT split_part(last_error, ' at ', 1), attempts FROM notifications_delivery WHERE state = 'failed'"
)


def sent_once(stack: Stack) -> None:
    taken = Counter(stack.sink.keys)
    assert stack.ledger() == dict.fromkeys(taken, "sent")
    assert set(taken.values()) == {1}


@pytest.mark.parametrize("beats", [2, 3])
def test_several_beats_and_workers_send_each_mail_once(stack: Stack, beats: int):
    """F1: beat is a doorbell; ringing twice is harmless."""
    stack.fill("invitations", MAILS)
    for _ in range(beats):
        stack.worker(2)
        stack.beat()
    until(lambda: stack.counted("sent") == MAILS, 120, "all mails sent")
    sent_once(stack)


def test_three_planners_and_senders_at_once_send_each_thing_once(stack: Stack):
    """F1: whatever rings, and however many answer: nobody has planned the thirty."""
    stack.fill("unplanned", 30)
    sweeps = [stack.call("tests.faults.lines:sweep") for _ in range(3)]
    until(lambda: not any(stack.nursery.alive(sweep) for sweep in sweeps), 120, "the end of all three")
    assert len(stack.ledger()) == 30
    sent_once(stack)


def test_clocks_two_hours_off_send_nothing_twice(stack: Stack):
    """F14: leases are the database's time, so that a wrong clock takes no row another holds."""
    stack.fill("invitations", MAILS)
    stack.sink.delay = 0.05  # the three meet
    sweeps = [stack.call("tests.faults.lines:sweep_with_clock", hours) for hours in (-2, 0, 2)]
    until(lambda: not any(stack.nursery.alive(sweep) for sweep in sweeps), 120, "the end of all three")
    sent_once(stack)
    assert stack.counted("sent") == MAILS


def test_bad_rows_fail_with_their_reason_and_the_others_leave(stack: Stack):
    """F7: one nobody can compose, one whose address breaks out of its header, one whose address is two."""
    stack.fill("invitations", MAILS)
    readers = stack.readers()
    unheard, broken, double = sorted(readers)[:3]
    stack.sql(
        "UPDATE notifications_occurrence SET kind = 'unheard' WHERE recipient_id = "
        "(SELECT id FROM accounts_user WHERE email = %s)",
        readers[unheard],
    )
    for key, address in ((broken, "x@example.org\nBcc: y@example.org"), (double, "a@b.c, d@e.f")):
        stack.sql("UPDATE accounts_user SET email = %s WHERE email = %s", address, readers[key])
    for _ in range(6):  # five tries each
        stack.nursery.run("tests.faults.lines:sweep_with_clock", 0)
        stack.let_time_pass()
    assert stack.states() == {"sent": MAILS - 3, "failed": 3}
    assert set(stack.sink.keys) == set(readers) - {unheard, broken, double}
    assert stack.sink.seen == MAILS - 3
    why = stack.sql(REASONS)
    assert sorted(why) == [("BadHeaderError", 5), ("KeyError", 5), ("ValueError", 5)]


def test_web_process_that_dies_between_commit_and_bell_loses_no_mail(stack: Stack):
    """F6: the row was in the transaction; the bell only makes it faster."""
    stack.fill("invitations", 1)
    pressing = stack.call("tests.faults.lines:press_and_die")
    until(lambda: not stack.nursery.alive(pressing), 60, "the death of the web process")
    assert stack.states() == {"due": 2}
    stack.worker(1)
    stack.beat()
    until(lambda: stack.counted("sent") == 2, 60, "both mails sent")
    sent_once(stack)
