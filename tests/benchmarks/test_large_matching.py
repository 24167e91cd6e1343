"""What people notice while 10,000 are matched with 10,000, and what that run takes. On demand: `make bench`."""

import sys
import threading
from pathlib import Path

import pytest

from tests.faults.conftest import Stack, until
from tests.faults.load import p95
from tests.faults.web import serving

pytestmark = [pytest.mark.benchmark, pytest.mark.postgres, pytest.mark.timeout(3600)]

SIDE = 10_000
# Pages asked before the run, in the middle of it and after it. The people are there the whole time: twenty thousand
# more in its tables would slow a page down by themselves.
USUAL = 60.0


def memory(pid: int) -> int:
    """MB a process holds now; 0 when it is gone."""
    try:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) // 1024 for line in lines if line.startswith("VmRSS")), 0)


def children(pid: int) -> list[int]:
    found = Path(f"/proc/{pid}/task/{pid}/children")
    return [int(one) for one in found.read_text().split()] if found.exists() else []


def largest(pid: int, over: threading.Event, seen: list[int]) -> None:
    while not over.wait(0.2):
        seen.append(max(map(memory, children(pid)), default=0))


def test_pages_while_ten_thousand_are_matched_with_ten_thousand(stack: Stack, capsys):
    over, held = threading.Event(), [0]
    with serving(stack, people=1500) as load:
        stack.nursery.run("tests.faults.fill:large_cohort", SIDE)
        usual = load.during(USUAL)
        stack.nursery.run("tests.faults.fill:large_run")
        watch = threading.Thread(target=largest, args=[stack.running[0], over, held])
        watch.start()
        until(lambda: _job(stack)[0] == "running", 60, "the run")
        meanwhile = load.during(USUAL)
        working = _job(stack)[0] == "running"
        until(lambda: _job(stack)[0] not in ("queued", "running"), 3000, "the draft")
        usual += load.during(USUAL)
    over.set()
    watch.join()
    state, taken = _job(stack)
    (summary,) = stack.sql("SELECT summary FROM matching_draft")[0]
    ratio = p95(meanwhile) / p95(usual)
    with capsys.disabled():
        sys.stdout.write(
            f"\n{SIDE} x {SIDE}: {taken:.0f} s in a worker of {max(held)} MB at most, {summary['matched']} matched, "
            f"gap {100 * summary['gap']:.5f} %, proved: {summary['proved']}; pages meanwhile p95 "
            f"{p95(meanwhile) * 1000:.0f} ms against {p95(usual) * 1000:.0f} ms: ratio {ratio:.2f} (goal 1.5)"
            f"{'' if working else '; the run ended before the minute did'}\n"
        )
    assert state == "done"
    assert {one.status for one in meanwhile} == {200, 303}


def _job(stack: Stack) -> tuple[str, float]:
    statement = (
        "SELECT state, extract(epoch FROM ended_at - started_at) FROM work_job WHERE kind = 'matching'"
    )
    state, taken = stack.sql(statement)[0]
    return str(state), float(taken or 0)
