"""PostgreSQL and Redis of our own, a real mail sink, real workers and a real beat; all of it may be killed."""

import json
import os
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from celery import Celery

from tests.faults.clusters import Postgres, Redis, until
from tests.faults.trouble import Trouble
from tests.sink import free_port

__all__ = ["Stack", "until"]

ROOT = Path(__file__).resolve().parents[2]
DATABASE = "trellis"
_number = count(1)
WORKER = [
    *("worker", "--queues", "quick,heavy", "--loglevel", "ERROR"),
    *("--without-gossip", "--without-mingle", "--without-heartbeat"),
]


class Nursery:
    """The talk with `tests.faults.nursery`: starting, asking and killing processes."""

    def __init__(self, environment: dict[str, str], log: Path) -> None:
        self.log = log
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.faults.nursery"],
            cwd=ROOT,
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=log.open("ab"),
            text=True,
            start_new_session=True,  # Ctrl-C reaches us, and our end reaches it
        )

    def ask(self, **order: Any) -> dict[str, Any]:
        assert self.process.stdin
        assert self.process.stdout
        self.process.stdin.write(json.dumps(order) + "\n")
        self.process.stdin.flush()
        return dict(json.loads(self.process.stdout.readline()))

    def celery(self, *arguments: str) -> int:
        return int(self.ask(celery=[*arguments])["pid"])

    def call(self, name: str, *arguments: Any) -> int:
        return int(self.ask(call=name, args=arguments)["pid"])

    def run(self, name: str, *arguments: Any) -> None:
        """Call it and wait for its end."""
        assert self.ask(call=name, args=arguments, wait=True)["ended"] == "well", self.log.read_text()[-2000:]

    def alive(self, pid: int) -> bool:
        return bool(self.ask(alive=pid)["alive"])

    def kill(self, pid: int, number: int = signal.SIGKILL) -> None:
        """The process and its children at once, as when a machine goes."""
        self.ask(kill=pid, signal=int(number))

    def kill_child(self, pid: int) -> None:
        """One process of a worker's pool, as when memory runs out; a young worker has none yet."""
        until(lambda: self.ask(kill=pid, child=True)["killed"], 60, "a worker with a pool")

    def close(self) -> None:
        assert self.process.stdin
        self.process.stdin.close()
        self.process.wait(120)


@dataclass
class Servers:
    """What lives as long as the test run: a cluster, the nursery, and ports that never change."""

    postgres: Postgres
    redis: Redis
    mail_port: int
    environment: dict[str, str]
    nursery: Nursery
    templates: set[str] = field(default_factory=set)

    def filled(self, what: str, count: int) -> None:
        """A fresh database with so many rows of `tests.faults.fill`, which are made once and then copied."""
        name = f"{what}_{count}"
        if name not in self.templates:
            self.postgres.copy("migrated", DATABASE)
            if count:
                self.nursery.run(f"tests.faults.fill:{what}", count)
            self.postgres.copy(DATABASE, name)
            self.templates.add(name)
        self.postgres.copy(name, DATABASE)


@dataclass
class Stack:
    servers: Servers
    sink: Trouble
    environment: dict[str, str]
    running: list[int] = field(default_factory=list)
    others: list[subprocess.Popen[bytes]] = field(default_factory=list)
    _kept: dict[int, list[str]] = field(default_factory=dict)  # process -> what a supervisor starts it with

    @property
    def redis(self) -> Redis:
        return self.servers.redis

    @property
    def nursery(self) -> Nursery:
        return self.servers.nursery

    @property
    def postgres(self) -> Postgres:
        return self.servers.postgres

    def fill(self, what: str, count: int) -> None:
        self.servers.filled(what, count)

    def run(self, *arguments: str) -> str:
        """A command in an environment of the test's own."""
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
        started = subprocess.Popen(
            [sys.executable, *arguments],
            cwd=ROOT,
            env=self.environment,
            stdout=subprocess.DEVNULL,
            stderr=self.nursery.log.open("ab"),
            start_new_session=True,
        )
        self.others.append(started)
        return started

    def worker(self, processes: int) -> int:
        return self._keep([*WORKER, "--concurrency", str(processes)])

    def beat(self) -> int:
        """Rings every second, where production's does every minute."""
        schedule = Path(self.environment["VAR_DIR"]) / f"beat-{next(_number)}"
        return self._keep(["beat", "--schedule", str(schedule), "--pidfile", "", "--loglevel", "CRITICAL"])

    def call(self, name: str, *arguments: Any) -> int:
        return self._living(self.nursery.call(name, *arguments))

    def supervise(self) -> dict[int, int]:
        """What compose does: a worker or beat that has ended by itself is started again. Answers whom by whom.

        A worker that loses Redis in the middle of a task may give up: kombu, closing the lost connection, asks a
        connection that is already gone for its host, and celery takes that error for the end.
        """
        ended = [pid for pid in self._kept if not self.nursery.alive(pid)]
        return {pid: self._keep(self._kept.pop(pid)) for pid in ended}

    def until(self, true: Callable[[], Any], seconds: float, what: str) -> None:
        """With a supervisor at work meanwhile."""

        def supervised() -> Any:
            self.supervise()
            return true()

        until(supervised, seconds, what)

    def kill(self, pid: int) -> None:
        self._kept.pop(pid, None)
        self.nursery.kill(pid)
        until(lambda: not self.nursery.alive(pid), 10, "the end of a killed process")

    def ring(self, *jobs: str) -> None:
        """What beat does every minute."""
        with suppress(Exception):
            for job in jobs or ["send_due"]:
                Celery(broker=self.redis.url, set_as_current=False).send_task(
                    f"mentorship.jobs.{job}", queue="quick", expires=55, retry=False
                )

    def sql(self, statement: str, *values: Any) -> list[tuple[Any, ...]]:
        return self.postgres.sql(statement, *values, database=DATABASE)

    def ledger(self) -> dict[str, str]:
        """Message-ID -> state."""
        return self._of_each("d.state")

    def readers(self) -> dict[str, str]:
        """Message-ID -> address."""
        return self._of_each("u.email")

    def _of_each(self, column: str) -> dict[str, str]:
        rows = self.sql(
            f"SELECT o.kind, o.subject_id, o.recipient_id, o.period, {column} FROM notifications_occurrence o "
            "JOIN notifications_delivery d ON d.occurrence_id = o.id JOIN accounts_user u ON u.id = o.recipient_id"
        )
        return {f"<{k}.{s}.{r}.{p or '0'}@127.0.0.1>": value for k, s, r, p, value in rows}

    def states(self) -> Counter[str]:
        return Counter(dict(self.sql("SELECT state, count(*) FROM notifications_delivery GROUP BY state")))

    def counted(self, state: str) -> int:
        return self.states()[state]

    def let_time_pass(self) -> Counter[str]:
        """Whatever waits for another try has waited long enough. Answers the states: who asks often asks once."""
        return Counter(
            dict(
                self.sql(
                    "WITH passed AS (UPDATE notifications_delivery SET due_at = now() "
                    "WHERE state = 'due' AND due_at > now()) "
                    "SELECT state, count(*) FROM notifications_delivery GROUP BY state"
                )
            )
        )

    def clear(self) -> None:
        for pid in self.running:
            self.nursery.kill(pid)
        for other in self.others:
            with suppress(ProcessLookupError):
                os.killpg(other.pid, signal.SIGKILL)
            other.wait()

    def _keep(self, arguments: list[str]) -> int:
        pid = self._living(self.nursery.celery(*arguments))
        self._kept[pid] = arguments
        return pid

    def _living(self, pid: int) -> int:
        self.running.append(pid)
        return pid


@pytest.fixture(scope="session")
def servers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Servers]:
    postgres, redis, mail_port = Postgres(), Redis(), free_port()
    var = tmp_path_factory.mktemp("faults")
    environment = {
        **os.environ,
        "DATABASE_URL": postgres.address(DATABASE),
        "REDIS_URL": redis.url,
        "EMAIL_URL": f"smtp://127.0.0.1:{mail_port}",
        "DJANGO_SETTINGS_MODULE": "tests.faults.settings",
        "VAR_DIR": str(var),
        "LOG_LEVEL": "CRITICAL",
    }
    try:
        postgres.make()
        postgres.start()
        postgres.sql(f"CREATE DATABASE {DATABASE}")
        nursery = Nursery(environment, var / "log")
        nursery.run("django.core.management:call_command", "migrate", "--run-syncdb", "--verbosity=0")
        nursery.run("django.core.management:call_command", "createcachetable", "--verbosity=0")
        postgres.copy(DATABASE, "migrated")
        yield Servers(postgres, redis, mail_port, environment, nursery)
        nursery.close()
    finally:
        redis.stop()
        postgres.remove()


@pytest.fixture
def stack(servers: Servers) -> Iterator[Stack]:
    with Trouble(delay=0.02, port=servers.mail_port).running() as sink:
        made = Stack(servers, sink, dict(servers.environment))
        servers.redis.start()
        try:
            yield made
        finally:
            made.clear()
            servers.redis.stop()
