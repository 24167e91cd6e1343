"""`manage.py serve` as a person starts it: up, answering, gone without a trace."""

import os
import re
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from mentorship.management.commands.serve import greeting
from tests import make
from tests.sink import free_port

ROOT = Path(__file__).resolve().parents[4]
PATIENCE = 180  # seconds, on a busy machine, to migrate, write the demo and answer


class Served:
    def __init__(self, folder: Path, **environment: str) -> None:
        self.port = free_port()
        self.log = folder / "log"
        left = {
            key: value
            for key, value in os.environ.items()
            if key not in {"DATABASE_URL", "REDIS_URL", "EMAIL_URL"}
        }
        self.process = subprocess.Popen(
            [sys.executable, "manage.py", "serve", "--port", str(self.port)],
            cwd=ROOT,
            env={
                **left,
                "DJANGO_SETTINGS_MODULE": "mentorship.settings",
                "VAR_DIR": str(folder),
                "WEB_CONCURRENCY": "1",
                **environment,
            },
            stdout=self.log.open("wb"),
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )

    def get(self, path: str) -> str:
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=5) as answer:
            return answer.read().decode()

    def wait_until_it_answers(self) -> None:
        end = time.monotonic() + PATIENCE
        while not self.answers():
            assert self.process.poll() is None, self.log.read_text()
            assert time.monotonic() < end
            time.sleep(0.1)

    def answers(self) -> bool:
        try:
            return self.get("/healthz") == "ok"
        except OSError:
            return False

    def wait_until_the_night_is_done(self) -> None:
        """The first thing a second process does for the clock."""
        end = time.monotonic() + PATIENCE
        asked = "SELECT state FROM work_job WHERE kind = 'nightly'"
        with closing(sqlite3.connect(self.log.parent / "trellis.sqlite3")) as database:
            while database.execute(asked).fetchall() != [("done",)]:
                assert time.monotonic() < end
                time.sleep(0.1)

    def family(self) -> dict[int, str]:
        """Every process below ours, by its command line."""
        found, todo = {}, [self.process.pid]
        while todo:
            pid = todo.pop()
            try:
                todo += [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
                found[pid] = Path(f"/proc/{pid}/cmdline").read_text().replace("\0", " ")
            except FileNotFoundError:
                continue
        return found


@pytest.fixture
def serve(tmp_path: Path) -> Iterator[type]:
    started: list[Served] = []

    def start(**environment: str) -> Served:
        started.append(Served(tmp_path, **environment))
        started[-1].wait_until_it_answers()
        return started[-1]

    yield start
    for one in started:
        for pid in one.family():
            os.kill(pid, signal.SIGKILL)
        one.process.wait()


def gone(pids: dict[int, str]) -> bool:
    return not any(Path(f"/proc/{pid}").exists() for pid in pids)


def answers_and_ends_everything_within_six_seconds(served: Served, number: signal.Signals) -> None:
    family = served.family()
    assert any("gunicorn" in line for line in family.values())
    assert any(line.endswith("manage.py clock ") for line in family.values())
    assert '"ready": true' in served.get("/readyz")
    served.wait_until_the_night_is_done()
    before = time.monotonic()
    os.kill(served.process.pid, number)
    assert served.process.wait(10) == 0
    assert time.monotonic() - before < 6
    assert gone(family)
    log = served.log.read_text()
    assert f"Trellis is at http://127.0.0.1:{served.port} " in log
    assert "mentor@demo.example" in log
    assert "Traceback" not in log


def test_serve_from_nothing_and_again_on_what_it_left_answers_and_ends_everything(serve):
    answers_and_ends_everything_within_six_seconds(serve(DEMO="1"), signal.SIGINT)
    answers_and_ends_everything_within_six_seconds(serve(DEMO="1"), signal.SIGTERM)


def test_serve_ends_when_its_clock_dies_and_says_so(serve):
    served = serve(EMAIL_URL="")
    family = served.family()
    (clock,) = [pid for pid, line in family.items() if line.endswith("manage.py clock ")]
    os.kill(clock, signal.SIGKILL)
    assert served.process.wait(10) == 1
    assert gone(family)
    log = served.log.read_text()
    assert "The clock stopped by itself" in log
    assert re.search("demo|password", log, re.I) is None


def test_serve_says_when_its_port_is_taken():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(CommandError, match=f"Port {port} is taken"):
            call_command("serve", port=port)


def test_greeting_gives_the_owner_link_at_the_port_that_is_served(db):
    said = greeting("http://127.0.0.1:8451")
    assert re.search(r"http://127\.0\.0\.1:8451/start/\w+/", said)
    make.owner(make.organisation())
    assert "/start/" not in greeting("http://127.0.0.1:8451")
