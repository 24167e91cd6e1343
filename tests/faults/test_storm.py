"""Everything fails at once, at random and again and again: no mail is lost, and copies are bounded and recognisable."""

import random
import time
from collections import Counter
from dataclasses import dataclass, field

import pytest

from tests.faults.conftest import Stack

pytestmark = [pytest.mark.postgres, pytest.mark.timeout(600)]

MAILS = 1000
PROCESSES = 2  # of each of two workers
FAULTS = {"kill": 20, "flush": 2, "crash": 2}
BOUNCED = "SELECT email FROM notifications_bouncedaddress b JOIN accounts_user u ON u.id = b.user_id"
MOODS = {"451": 20, "550": 5, "hang": 5, "lost": 5}


@dataclass
class Storm:
    """Two workers and a beat, and what befalls them: `copies` is how many mails may have come twice so far."""

    stack: Stack
    luck: random.Random
    workers: list[int] = field(default_factory=list)
    beat: int = 0
    copies: int = 0
    done: Counter[str] = field(default_factory=Counter)

    def rise(self) -> None:
        self.workers = [self.stack.worker(PROCESSES) for _ in range(2)]
        self.beat = self.stack.beat()

    def supervise(self) -> None:
        again = self.stack.supervise()
        self.workers = [again.get(pid, pid) for pid in self.workers]
        self.beat = again.get(self.beat, self.beat)

    def strike(self, fault: str) -> None:
        self.done[fault] += 1
        {"kill": self.kill, "flush": self.flush, "crash": self.stack.postgres.restart}[fault]()

    def kill(self) -> None:
        """-9 of a whole worker, of one process of its pool, or of beat; a supervisor starts what is gone again."""
        what = self.luck.choices(["worker", "child", "beat"], [3, 1, 1])[0]
        self.done[what] += 1
        place = self.luck.randrange(2)
        if what == "worker":
            self.stack.kill(self.workers[place])
            self.workers[place] = self.stack.worker(PROCESSES)
            self.copies += PROCESSES
        elif what == "child":
            self.stack.nursery.kill_child(self.workers[place])
            self.copies += 1
        else:
            self.stack.kill(self.beat)
            self.beat = self.stack.beat()

    def flush(self) -> None:
        """It forgets every ring, and is away for a while."""
        self.stack.redis.stop()
        time.sleep(self.luck.uniform(0.2, 1))
        self.stack.redis.start()


def moods_for(addresses: list[str], luck: random.Random) -> dict[str, str]:
    chosen = luck.sample(addresses, sum(MOODS.values()))
    return dict(zip(chosen, Counter(MOODS).elements(), strict=True))


def ride(storm: Storm) -> None:
    """Strike whenever so many mails have arrived; end when nothing waits any more."""
    faults = list(Counter(FAULTS).elements())
    storm.luck.shuffle(faults)
    moments = sorted(storm.luck.sample(range(10, MAILS - 100), len(faults)))
    end = time.monotonic() + 400
    while (states := storm.stack.let_time_pass()).keys() & {"due", "sending"} or faults:
        assert time.monotonic() < end, (states, len(storm.stack.sink.taken), storm.done)
        storm.supervise()
        if faults and len(storm.stack.sink.taken) >= moments[-len(faults)]:
            storm.strike(faults.pop(0))
        time.sleep(0.1)


def expected(readers: dict[str, str], refused: set[str]) -> dict[str, str]:
    """Message-ID -> state. The kind nobody has heard of cannot be composed."""
    return {
        key: "failed" if key.startswith("<unheard.") or reader in refused else "sent"
        for key, reader in readers.items()
    }


@pytest.mark.parametrize("seed", [1, 2, 3, 4, 5])
def test_a_thousand_mails_in_a_storm_are_all_sent(stack: Stack, seed: int):
    """Goal 1, F2, F5, F7, F13: twenty kills, Redis flushed and PostgreSQL crashed twice, a moody mail server."""
    luck = random.Random(seed)
    stack.fill("invitations", MAILS)
    readers = stack.readers()
    stack.sink.moods = moods_for(sorted(readers.values()), luck)
    refused = {address for address, mood in stack.sink.moods.items() if mood == "550"}
    stack.sql("UPDATE notifications_occurrence SET kind = 'unheard' WHERE id = %s", luck.randint(1, MAILS))
    readers = stack.readers()
    storm = Storm(stack, luck)
    storm.rise()
    ride(storm)
    assert {fault: storm.done[fault] for fault in FAULTS} == FAULTS
    assert {mood: stack.sink.struck[mood] for mood in ("451", "hang", "lost")} == {
        "451": MOODS["451"],
        "hang": MOODS["hang"],
        "lost": MOODS["lost"],
    }
    ends, taken = expected(readers, refused), Counter(stack.sink.keys)
    assert stack.ledger() == ends
    assert set(taken) == {
        key for key, state in ends.items() if state == "sent"
    }  # none missing, none invented
    assert taken.total() - len(taken) <= storm.copies + stack.sink.struck["lost"]
    assert {(mail.key, *mail.to) for mail in stack.sink.taken} == {(key, readers[key]) for key in taken}
    assert {email for (email,) in stack.sql(BOUNCED)} == refused
