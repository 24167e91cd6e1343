"""F5: a worker that lives but hears no more. Real workers and a real beat, a Redis of our own, and a wire to cut."""

import os
import select
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import redis
from celery import Celery
from celery.platforms import EX_FAILURE
from django.db import connection

from mentorship.notifications.models import Heartbeat
from mentorship.watchdog import DEAF
from tests.sink import free_port

pytestmark = [pytest.mark.postgres, pytest.mark.timeout(300), pytest.mark.django_db(transaction=True)]
ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 60  # seconds, on a machine that does ten other things; the watchdog itself takes about five


class Wire:
    """A way to Redis that can fall silent: connections stay, nothing passes, new ones are taken and left alone."""

    def __init__(self, target: int) -> None:
        self.target, self.port = target, free_port()
        self.silent = threading.Event()
        self._over = threading.Event()
        threading.Thread(target=self._serve, daemon=True).start()

    def close(self) -> None:
        self._over.set()

    def _serve(self) -> None:
        with socket.create_server(("127.0.0.1", self.port)) as server:
            server.settimeout(0.2)
            while not self._over.is_set():
                with suppress(TimeoutError):
                    near, _address = server.accept()
                    threading.Thread(target=self._carry, args=(near,), daemon=True).start()

    def _carry(self, near: socket.socket) -> None:
        with near, suppress(OSError), socket.create_connection(("127.0.0.1", self.target)) as far:
            other = {near: far, far: near}
            while not self._over.is_set():
                for one in [] if self.silent.wait(0.01) else select.select([near, far], [], [], 0.2)[0]:
                    if not (data := one.recv(65536)):
                        return
                    other[one].sendall(data)


class Redis:
    """One that keeps nothing."""

    def __init__(self) -> None:
        self.port = free_port()
        self.start()

    def start(self) -> None:
        quiet = ["--save", "", "--appendonly", "no", "--bind", "127.0.0.1"]
        command = ["redis-server", "--port", str(self.port), *quiet]
        self.process = subprocess.Popen(command, stdout=subprocess.DEVNULL)

    def close(self) -> None:
        self.process.kill()
        self.process.wait()


@pytest.fixture
def server() -> Iterator[Redis]:
    with closing(Redis()) as running:
        yield running


@pytest.fixture
def celery(tmp_path: Path) -> Iterator[Callable[..., subprocess.Popen[bytes]]]:
    started: list[subprocess.Popen[bytes]] = []
    database = connection.settings_dict["NAME"]

    def start(port: int, *arguments: str) -> subprocess.Popen[bytes]:
        environment = {
            **os.environ,
            "DATABASE_URL": urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{database}").geturl(),
            "REDIS_URL": f"redis://127.0.0.1:{port}/0",
            "DJANGO_SETTINGS_MODULE": "tests.faults.impatient",
            "VAR_DIR": str(tmp_path),
        }
        command = [sys.executable, "-m", "celery", "--app", "mentorship", *arguments, "--loglevel", "ERROR"]
        started.append(
            subprocess.Popen(
                command,
                cwd=ROOT,
                env=environment,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
            )
        )
        return started[-1]

    yield start
    for one in started:
        with suppress(ProcessLookupError):
            os.killpg(one.pid, signal.SIGKILL)
        one.wait()


WORKER = ("worker", "--queues", "quick,heavy", "--concurrency", "2", "--without-gossip", "--without-mingle")


def ring(port: int) -> None:
    """What beat does every minute."""
    with suppress(Exception):
        app = Celery(broker=f"redis://127.0.0.1:{port}/0", set_as_current=False)
        app.send_task("mentorship.jobs.send_due", queue="quick", expires=55, retry=False)
        app.close()


def swept_at() -> datetime | None:
    return Heartbeat.objects.filter(name="send_due").values_list("beat_at", flat=True).first()


def until(true: Callable[[], object], what: str) -> None:
    end = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < end, what
        time.sleep(0.2)


def sweeping(port: int) -> None:
    """Until a worker has heard a ring."""
    before = swept_at()
    until(lambda: ring(port) or swept_at() != before, "a first sweep")


def gone(group: int) -> bool:
    """No process of the group is left: the pool of a worker ends with it."""
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return True
    return False


def kill_clients(server: Redis) -> None:
    with closing(redis.Redis(port=server.port)) as direct:
        direct.execute_command("CLIENT", "KILL", "TYPE", "normal")


def restart(server: Redis) -> None:
    server.close()
    server.start()


def sweeps_or_ends(server: Redis, worker: subprocess.Popen[bytes], trouble: Callable[[Redis], None]) -> None:
    before = swept_at()
    trouble(server)
    until(
        lambda: ring(server.port) or swept_at() != before or worker.poll() is not None,
        f"neither a sweep nor an end after {trouble.__name__}",
    )
    # DEAF of its watchdog, or celery's own end with an error (conftest.py, `supervise`).
    assert worker.poll() in {None, DEAF, EX_FAILURE}


def test_worker_sweeps_again_or_ends_to_be_started_again(server, celery):
    worker = celery(server.port, *WORKER)
    for trouble in (kill_clients, restart):
        sweeping(server.port)
        sweeps_or_ends(server, worker, trouble)
        if worker.poll() is not None:  # what a supervisor does
            worker = celery(server.port, *WORKER)


def test_worker_and_beat_behind_a_silent_wire_end_with_an_error_and_all_their_processes(
    server, celery, tmp_path
):
    with closing(Wire(server.port)) as wire:
        worker, beat = (
            celery(wire.port, *WORKER),
            celery(wire.port, "beat", "--schedule", str(tmp_path / "beat")),
        )
        sweeping(server.port)
        wire.silent.set()
        began = time.monotonic()
        until(lambda: worker.poll() is not None and beat.poll() is not None, "both are deaf and go on")
        assert (worker.poll(), beat.poll()) == (DEAF, DEAF)
        assert time.monotonic() - began > 2  # not at the first silence
        until(lambda: gone(worker.pid), "processes of the pool go on without their worker")
