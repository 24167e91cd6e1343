"""Workers die in the middle of sending; nothing is lost, and what comes twice is bounded and recognisable."""

import time

import pytest

from tests.faults.conftest import Stack, until

pytestmark = [pytest.mark.postgres, pytest.mark.timeout(600)]

MAILS = 200
PROCESSES = 2
KILL_AT = (20, 60, 100, 140)  # mails in the sink


def test_kill_9_while_sending_loses_no_mail(stack: Stack):
    """F2: four times kill -9 of a worker with all its processes while it holds rows, 200 invitations."""
    stack.run("-m", "tests.faults.fill", "invitations", str(MAILS))
    expected = set(stack.ledger())
    working = [stack.worker(PROCESSES), stack.worker(PROCESSES)]
    kills = 0
    end = time.monotonic() + 400
    while stack.counted("sent") < MAILS:
        assert time.monotonic() < end, f"{stack.counted('sent')} sent, {len(stack.sink.taken)} in the sink"
        stack.ring()
        if kills < len(KILL_AT) and len(stack.sink.taken) >= KILL_AT[kills]:
            until(lambda: stack.counted("sending") > 0, 10, "a row being sent")
            stack.kill(working.pop(0))
            working.append(stack.worker(PROCESSES))
            kills += 1
        time.sleep(0.05)
    assert kills == len(KILL_AT)
    taken = stack.sink.keys
    assert (len(expected), set(taken)) == (MAILS, expected)  # none missing, none invented
    assert stack.ledger() == dict.fromkeys(taken, "sent")  # the ledger is what the sink holds
    assert len(taken) - len(set(taken)) <= kills * PROCESSES  # each copy has the Message-ID of the first
    assert {len(mail.to) for mail in stack.sink.taken} == {1}


def test_three_planners_and_senders_at_once_send_each_thing_once(stack: Stack):
    """F1: whatever rings, and however many answer: 20 pairs, two check-ins each nobody has planned."""
    stack.run("-m", "tests.faults.fill", "pairs", "20")
    senders = [stack.start("manage.py", "send_due", "--once") for _ in range(3)]
    assert [sender.wait(60) for sender in senders] == [0, 0, 0]
    assert sorted(stack.sink.keys) == sorted(stack.ledger())
    assert set(stack.ledger().values()) == {"sent"}
    kinds = [key.partition(".")[0] for key in stack.sink.keys]
    assert (kinds.count("<matched"), kinds.count("<check_in")) == (40, 40)
