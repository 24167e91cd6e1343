"""Everything one small server needs: prepares the database, then runs the web server and the clock."""

import os
import signal
import socket
import subprocess
import sys
import time
from argparse import ArgumentParser
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from mentorship.dashboards.demo_people import DEMO_PEOPLE, PASSWORD
from programs.actions.first_run import first_run_link

PATIENCE = 4.0  # seconds the children get to finish what they are doing

SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class Command(BaseCommand):
    help = "Migrate, then serve the pages and run the clock until Ctrl-C."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--host", default="127.0.0.1", help="the address to listen on")

    def handle(self, *args: Any, **options: Any) -> None:
        host, port = options["host"], options["port"]
        refuse_taken_port(host, port)
        # Alone, before anybody else opens the file: eight first openings at once failed 1 time in 40.
        call_command("migrate", verbosity=0)
        call_command("createcachetable", verbosity=0)
        connection.close()
        environment = {"SITE_URL": f"http://127.0.0.1:{port}", **os.environ, "BIND": f"{host}:{port}"}
        family = Family(environment)
        for name in SIGNALS:
            signal.signal(name, family.stop)
        family.start(
            "web server", "-m", "gunicorn", "--config", "python:mentorship.gunicorn", "mentorship.wsgi"
        )
        family.start("clock", str(settings.BASE_DIR / "manage.py"), "clock")
        gone = family.watch(until=lambda: answers(port))
        if not gone and not family.stopping:
            self.stdout.write(greeting(environment["SITE_URL"]))
            self.stdout.flush()
            gone = family.watch()
        family.end()
        if gone:
            raise CommandError(
                f"The {gone} stopped by itself, so everything was stopped. Its reason is above."
            )


class Family:
    """Child processes that live and die together. Each leads a session of its own: Ctrl-C reaches only us."""

    def __init__(self, environment: dict[str, str]) -> None:
        self.environment = environment
        self.children: dict[str, subprocess.Popen[bytes]] = {}
        self.stopping = False

    def start(self, name: str, *command: str) -> None:
        if not self.stopping:
            self.children[name] = subprocess.Popen(  # noqa: S603 - our own command line
                [sys.executable, *command],
                cwd=settings.BASE_DIR,
                env=self.environment,
                start_new_session=True,
            )

    def stop(self, *_: object) -> None:
        self.stopping = True

    def watch(self, until: Callable[[], bool] = lambda: False) -> str:
        """Wait for the end, or for `until`. Answers who ended without being asked, or nothing."""
        while not self.stopping and not until():
            for name, child in self.children.items():
                if child.poll() is not None:
                    return name
            time.sleep(0.2)
        return ""

    def end(self) -> None:
        """Ask the main processes, wait a little, then end whatever is left of each group."""
        for child in self.children.values():
            with suppress(ProcessLookupError):
                child.terminate()
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until and any(child.poll() is None for child in self.children.values()):
            time.sleep(0.05)
        for child in self.children.values():
            with suppress(ProcessLookupError):
                os.killpg(child.pid, signal.SIGKILL)
            child.wait()


def refuse_taken_port(host: str, port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except (OSError, OverflowError) as error:
            raise CommandError(
                f"Port {port} is taken or not to be had. Choose another: --port 8001."
            ) from error


def answers(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def greeting(site: str) -> str:
    lines = [f"Trellis is at {site}  (Ctrl-C ends it)"]
    if settings.DEMO:
        lines += [f"  {email:28} {what}" for email, _name, what in DEMO_PEOPLE]
        lines.append(f"  The password of all three is “{PASSWORD}”; the sign-in page offers them as buttons.")
    elif link := first_run_link():
        here = link.replace(settings.SITE_URL, site, 1)  # --port is known here, not to the settings
        lines.append(f"  Nobody owns this site yet. Whoever opens this link does:  {here}")
    return "\n".join(lines)
