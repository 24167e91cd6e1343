"""A scratch database on the given PostgreSQL, a Redis of our own, a real mail sink, real worker processes."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import psycopg2
import pytest
from celery import Celery

from tests.sink import Sink, free_port

ROOT = Path(__file__).resolve().parents[2]


def until(true: Callable[[], Any], seconds: float, what: str) -> None:
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, f"{what}: not within {seconds} s"
        time.sleep(0.02)


@dataclass
class Redis:
    """A Redis that the test may stop; it keeps nothing."""

    port: int
    process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"redis://127.0.0.1:{self.port}/0"

    def start(self) -> None:
        command = [
            "redis-server",
            "--port",
            str(self.port),
            "--save",
            "",
            "--appendonly",
            "no",
            "--bind",
            "127.0.0.1",
        ]
        self.process = subprocess.Popen(command, stdout=subprocess.DEVNULL)

    def stop(self) -> None:
        if self.process:
            self.process.kill()
            self.process.wait()
            self.process = None


@dataclass
class Stack:
    environment: dict[str, str]
    database: str
    sink: Sink
    redis: Redis
    workers: list[subprocess.Popen[bytes]] = field(default_factory=list)

    def run(self, *arguments: str) -> str:
        done = subprocess.run(
            [sys.executable, *arguments],
            check=False,
            cwd=ROOT,
            env=self.environment,
            capture_output=True,
            text=True,
            timeout=120,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    def start(self, *arguments: str) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            [sys.executable, *arguments],
            cwd=ROOT,
            env=self.environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )

    def worker(self, processes: int) -> subprocess.Popen[bytes]:
        started = self.start(
            *(
                "-m",
                "celery",
                "--app",
                "mentorship",
                "worker",
                "--queues",
                "quick,heavy",
                "--loglevel",
                "ERROR",
            ),
            *("--concurrency", str(processes), "--without-gossip", "--without-mingle", "--without-heartbeat"),
        )
        self.workers.append(started)
        return started

    def kill(self, worker: subprocess.Popen[bytes]) -> None:
        """kill -9 of the main process and all its children, at once."""
        with suppress(ProcessLookupError):
            os.killpg(worker.pid, signal.SIGKILL)
        worker.wait()

    def ring(self) -> None:
        """What beat does every minute."""
        with suppress(Exception):
            Celery(broker=self.redis.url, set_as_current=False).send_task(
                "mentorship.jobs.send_due", queue="quick", expires=55, retry=False
            )

    def ledger(self) -> dict[str, str]:
        """Message-ID -> state."""
        with psycopg2.connect(self.database) as connection, connection.cursor() as cursor:
            cursor.execute(
                "SELECT kind, subject_id, recipient_id, period, state FROM notifications_occurrence o "
                "JOIN notifications_delivery d ON d.occurrence_id = o.id"
            )
            rows = cursor.fetchall()
        connection.close()
        return {f"<{k}.{s}.{r}.{p or '0'}@127.0.0.1>": state for k, s, r, p, state in rows}

    def counted(self, state: str) -> int:
        return list(self.ledger().values()).count(state)


def emptied(database: str) -> None:
    tables = (
        "SELECT string_agg(quote_ident(tablename), ',') FROM pg_tables "
        "WHERE schemaname = 'public' AND tablename != 'django_migrations'"
    )
    with psycopg2.connect(database) as connection, connection.cursor() as cursor:
        cursor.execute(tables)
        cursor.execute(f"TRUNCATE {cursor.fetchone()[0]} CASCADE")
    connection.close()


@pytest.fixture(scope="session")
def scratch() -> Iterator[str]:
    """A migrated database of our own beside the tests' one, dropped at the end."""
    server = urlsplit(os.environ["DATABASE_URL"])
    name = f"trellis_faults_{os.getpid()}"
    admin = psycopg2.connect(server._replace(path="/postgres").geturl())
    admin.autocommit = True
    with admin.cursor() as cursor:
        cursor.execute(f"CREATE DATABASE {name}")
    address = server._replace(path=f"/{name}").geturl()
    try:
        for command in (["migrate", "--verbosity", "0"], ["createcachetable"]):
            environment = {
                **os.environ,
                "DATABASE_URL": address,
                "DJANGO_SETTINGS_MODULE": "tests.faults.settings",
            }
            subprocess.run([sys.executable, "manage.py", *command], cwd=ROOT, env=environment, check=True)
        yield address
    finally:
        with admin.cursor() as cursor:
            cursor.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        admin.close()


@pytest.fixture
def stack(scratch: str, tmp_path: Path) -> Iterator[Stack]:
    redis = Redis(free_port())
    with Sink(delay=0.05).running() as sink:
        environment = {
            **os.environ,
            "DATABASE_URL": scratch,
            "REDIS_URL": redis.url,
            "EMAIL_URL": f"smtp://127.0.0.1:{sink.port}",
            "DJANGO_SETTINGS_MODULE": "tests.faults.settings",
            "VAR_DIR": str(tmp_path),
            "LOG_LEVEL": "ERROR",
        }
        made = Stack(environment, scratch, sink, redis)
        redis.start()
        try:
            yield made
        finally:
            for worker in made.workers:
                made.kill(worker)
            redis.stop()
            emptied(scratch)
