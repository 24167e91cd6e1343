"""The process beside the web process: it keeps a ground, answers as the module does, and ends with its caller."""

import subprocess
import sys

import pytest

from matching.engine import DEFAULT_WEIGHTS, score_all
from matching.engine.desk import receive, send
from matching.engine.steps import ground_of, step
from tests.architecture.tree import ROOT
from tests.matching.engine.crowd import crowd


@pytest.fixture
def desk():
    process = subprocess.Popen(
        [sys.executable, "-m", "matching.engine.desk"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=ROOT,
    )
    yield process
    process.kill()
    process.wait()


def ask(desk, **message):
    send(desk.stdin, message)
    return receive(desk.stdout)


def test_desk_answers_what_a_step_here_answers_and_keeps_the_ground(desk):
    ground = ground_of(score_all(*crowd(12, 12), dict.fromkeys(DEFAULT_WEIGHTS, 1)))
    given = (dict(DEFAULT_WEIGHTS), "fair_floor", ())
    assert ask(desk, work="step", key="a", given=given) == {"unknown": True}
    first = ask(desk, work="step", key="a", given=given, ground=ground)
    assert first == {"found": step(ground, *given)} == ask(desk, work="step", key="a", given=given)
    assert ask(desk, work="step", key="b", given=given) == {"unknown": True}


def test_desk_says_what_went_wrong_and_goes_on(desk):
    ground = ground_of(score_all(*crowd(3, 3), dict.fromkeys(DEFAULT_WEIGHTS, 1)))
    wrong = ask(desk, work="step", key="a", given=(dict(DEFAULT_WEIGHTS), "made up", ()), ground=ground)
    assert wrong["error"].startswith("ProblemError")
    assert "found" in ask(desk, work="step", key="a", given=(dict(DEFAULT_WEIGHTS), "best_total", ()))


def test_desk_ends_when_its_caller_does(desk):
    desk.stdin.close()
    assert desk.wait(20) == 0
