"""Servers of our own on free ports, which a test may stop, kill, flush and start again."""

import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psycopg2

from tests.sink import free_port

# PostgreSQL refuses to run as root; its Debian package has made this account.
ACCOUNT: dict[str, Any] = (
    {"user": "postgres", "group": "postgres", "extra_groups": []} if os.geteuid() == 0 else {}
)
# A machine that loses its power is not among our faults, a server that is killed is: what was committed has been
# given to the operating system (synchronous_commit stays on), only the disk is not waited for.
SETTINGS = {
    "listen_addresses": "127.0.0.1",
    "fsync": "off",
    "full_page_writes": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "shared_buffers": "64MB",
}


def until(true: Callable[[], Any], seconds: float, what: str) -> None:
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, f"{what}: not within {seconds} s"
        time.sleep(0.02)


def bin_of_postgres() -> Path:
    """The newest server's programs, which Debian keeps out of PATH."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/postgres"), key=lambda one: int(one.parts[-3]))
    return (found[-1] if found else Path(str(shutil.which("postgres")))).parent


@dataclass
class Postgres:
    """A cluster in a folder of its own, as a user who is not root."""

    port: int = field(default_factory=free_port)
    folder: Path = field(default_factory=lambda: Path(tempfile.mkdtemp(prefix="trellis-postgres-")))

    def address(self, database: str) -> str:
        return f"postgres://postgres@127.0.0.1:{self.port}/{database}"

    def make(self) -> None:
        if ACCOUNT:
            shutil.chown(self.folder, "postgres", "postgres")
        self._run(
            "initdb",
            *("--pgdata", str(self.folder / "data"), "--username", "postgres", "--auth", "trust"),
            *("--encoding", "UTF8", "--locale", "C.UTF-8", "--no-sync"),
        )
        lines = [
            f"{name} = '{value}'\n"
            for name, value in {**SETTINGS, "unix_socket_directories": self.folder}.items()
        ]
        with (self.folder / "data" / "postgresql.conf").open("a") as settings:
            settings.writelines(lines)

    def start(self) -> None:
        self._control("start", "--options", f"-p {self.port}", "--log", str(self.folder / "log"))

    def stop(self, mode: str = "immediate") -> None:
        """`immediate` is a crash: no goodbye to anybody, and the next start replays the log."""
        self._control("stop", "--mode", mode)

    def restart(self) -> None:
        self.stop()
        self.start()

    def remove(self) -> None:
        with suppress(subprocess.CalledProcessError):
            self.stop()
        shutil.rmtree(self.folder, ignore_errors=True)

    def sql(self, statement: str, *values: Any, database: str = "postgres") -> list[tuple[Any, ...]]:
        """Over a connection of its own, so that it outlives every restart; rows, where the statement gives some."""
        connection = psycopg2.connect(self.address(database))
        try:
            connection.autocommit = True
            with connection.cursor() as cursor:
                cursor.execute(statement, values or None)
                return cursor.fetchall() if cursor.description else []
        finally:
            connection.close()

    def copy(self, source: str, name: str) -> None:
        """A database like `source`, whatever `name` held before and whoever still holds on to it."""
        self.sql(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        self.sql(f"CREATE DATABASE {name} TEMPLATE {source}")

    def _control(self, *arguments: str) -> None:
        self._run("pg_ctl", "--pgdata", str(self.folder / "data"), "--silent", "--wait", *arguments)

    def _run(self, program: str, *arguments: str) -> None:
        # The server inherits the output: a pipe would be held open by it for as long as it lives.
        subprocess.run(
            [bin_of_postgres() / program, *arguments],
            check=True,
            cwd="/",
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=60,
            **ACCOUNT,
        )


@dataclass
class Redis:
    """It keeps nothing: stopped is flushed."""

    port: int = field(default_factory=free_port)
    process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"redis://127.0.0.1:{self.port}/0"

    def start(self) -> None:
        command = [
            *("redis-server", "--port", str(self.port), "--bind", "127.0.0.1"),
            *("--save", "", "--appendonly", "no"),
        ]
        self.process = subprocess.Popen(command, stdout=subprocess.DEVNULL)

    def stop(self) -> None:
        if self.process:
            self.process.kill()
            self.process.wait()
            self.process = None

    @contextmanager
    def hanging(self) -> Iterator[None]:
        """It takes connections and never answers."""
        assert self.process
        self.process.send_signal(signal.SIGSTOP)
        try:
            yield
        finally:
            self.process.send_signal(signal.SIGCONT)
