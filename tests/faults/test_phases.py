"""Every fault at every line where it could hurt: what stands still there meets the fault, and goes on or does not.

Afterwards time passes and somebody healthy sweeps. Then each mail has been sent, the ledger is what the sink holds,
and what came twice is exactly what this table says.
"""

import socket
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass

import pytest

from tests.faults.conftest import Stack, until
from tests.faults.lines import FAIL, GO, PHASES

pytestmark = [pytest.mark.postgres, pytest.mark.timeout(300)]

MAILS = 3  # a batch of two, and one more
SWEEP = "tests.faults.lines:sweep"
CUT = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = 'trellis' AND pid != pg_backend_pid()"
RUN_OUT = "UPDATE notifications_delivery SET lease_until = now() - interval '1 s' WHERE state = 'sending'"


@dataclass
class Cell:
    stack: Stack
    phase: str
    child: int
    answer: bytes = GO


Fault = Callable[[Cell], AbstractContextManager[None]]


@contextmanager
def kill(cell: Cell) -> Iterator[None]:
    cell.stack.kill(cell.child)
    yield


@contextmanager
def terminate(cell: Cell) -> Iterator[None]:
    cell.stack.nursery.kill(cell.child, 15)
    yield


@contextmanager
def error(cell: Cell) -> Iterator[None]:
    cell.answer = FAIL
    yield


@contextmanager
def twin(cell: Cell) -> Iterator[None]:
    """Another sweeps at the same moment. It may have to wait for what we are writing."""
    other = cell.stack.call(SWEEP)
    if cell.phase != "plan":
        until(lambda: not cell.stack.nursery.alive(other), 30, "the other sweep")
    yield
    until(lambda: not cell.stack.nursery.alive(other), 30, "the other sweep")


@contextmanager
def stall(cell: Cell) -> Iterator[None]:
    """We stand still for so long, a suspended machine, that our leases run out and another takes over."""
    cell.stack.sql(RUN_OUT)
    with twin(cell):
        yield


@contextmanager
def cut(cell: Cell) -> Iterator[None]:
    cell.stack.sql(CUT)
    yield


@contextmanager
def crash(cell: Cell) -> Iterator[None]:
    cell.stack.postgres.restart()
    yield


@contextmanager
def away(cell: Cell) -> Iterator[None]:
    """PostgreSQL stops and comes back while we go on without it."""
    cell.stack.postgres.stop("fast")
    back = threading.Timer(0.7, cell.stack.postgres.start)
    back.start()
    yield
    back.join()


@contextmanager
def redis_stopped(cell: Cell) -> Iterator[None]:
    cell.stack.redis.stop()
    yield
    goes_on(cell)
    cell.stack.redis.start()


@contextmanager
def redis_hangs(cell: Cell) -> Iterator[None]:
    with cell.stack.redis.hanging():
        yield
        goes_on(cell)


def goes_on(cell: Cell) -> None:
    """A task that has begun needs no broker to come to its end; the other of the two has a process of its own."""
    planning = cell.phase == "plan"
    done = cell.stack.states if planning else lambda: cell.stack.states().keys() <= {"sent"}
    until(done, 30, f"{'planning' if planning else 'a sweep'} that does not wait for Redis")


def moody(mood: str) -> Fault:
    @contextmanager
    def fault(cell: Cell) -> Iterator[None]:
        cell.stack.sink.moods["*"] = mood
        yield

    return fault


FAULTS: dict[str, Fault] = {
    "kill": kill,
    "terminate": terminate,
    "error": error,
    "twin": twin,
    "stall": stall,
    "cut": cut,
    "crash": crash,
    "away": away,
    "redis-stopped": redis_stopped,
    "redis-hangs": redis_hangs,
    "smtp-451": moody("451"),
    "smtp-550": moody("550"),
    "smtp-hangs": moody("hang"),
    "smtp-lost": moody("lost"),
}
# How many mails come twice. The server has said yes, or says it to somebody who is no longer asked.
COPIES = {("kill", "mark"): 1, ("error", "mark"): 1, ("stall", "smtp"): 1, ("stall", "mark"): 1}
# No mail is on its way any more.
POINTLESS = {(fault, "report") for fault in FAULTS if fault.startswith("smtp-")}
CELLS = [(fault, phase) for fault in FAULTS for phase in PHASES if (fault, phase) not in POINTLESS]


def meet(stack: Stack, fault: str, phase: str) -> None:
    """Start a sweep, wait until it stands at the line, let the fault happen, let the sweep go on to its end."""
    with socket.create_server(("127.0.0.1", 0)) as door:
        door.settimeout(60)
        broker = fault.startswith("redis")
        what = "tests.faults.lines:work" if broker else SWEEP
        cell = Cell(stack, phase, stack.call(what, phase, door.getsockname()[1]))
        if broker:
            stack.ring("plan_due", "send_due")
        standing, _ = door.accept()
        with standing:
            with FAULTS[fault](cell):
                standing.sendall(cell.answer)
                if not broker:
                    until(lambda: not stack.nursery.alive(cell.child), 40, "the end of the sweep")
            stack.kill(cell.child)


@pytest.mark.parametrize(("fault", "phase"), CELLS, ids=[f"{fault}-{phase}" for fault, phase in CELLS])
def test_fault_at_the_line_loses_nothing(stack: Stack, fault: str, phase: str):
    """Goal 2: one healthy sweep afterwards is enough."""
    stack.fill("unplanned", MAILS)
    meet(stack, fault, phase)
    stack.sink.moods.clear()
    stack.sql(RUN_OUT)
    stack.let_time_pass()
    stack.nursery.run(SWEEP)
    ledger, taken = stack.ledger(), Counter(stack.sink.keys)
    refused = stack.sink.struck["550"]
    assert Counter(ledger.values()) == Counter({"sent": MAILS - refused, "failed": refused})
    assert set(taken) == {key for key, state in ledger.items() if state == "sent"}
    assert taken.total() - len(taken) == COPIES.get((fault, phase), stack.sink.struck["lost"])
    assert stack.sql("SELECT count(*) FROM notifications_heartbeat") == [(2,)]
