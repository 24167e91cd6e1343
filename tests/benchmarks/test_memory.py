"""What all of Trellis holds in memory with five hundred people, after their texts were read and one run of matching.

Two web processes, a worker and beat as production starts them, on a Redis of this test's own. Counted is PSS, where
memory that several processes share counts once; RSS, which counts it in each, is printed beside it. On demand.
"""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from cryptography.fernet import Fernet

from tests.architecture.tree import ROOT
from tests.faults.clusters import Redis, until
from tests.sink import free_port

pytestmark = [pytest.mark.benchmark, pytest.mark.timeout(1800)]
MOST = 1024  # MB
FILL = """
import django; django.setup()
from matching.actions.orders import order_draft
from matching.engine import DEFAULT_RULES
from tests import make
from tests.matching.people import fill
from mentorship.work import queue
cohort = make.cohort(make.program(make.organisation()))
mira = make.coordinator(cohort.program)
fill(cohort, 180, 320, easy=True)
queue.add("meaning", subject_id=0, by=None)
order_draft(cohort=cohort, by=mira, rules=DEFAULT_RULES, policy="fair_floor")
"""
DONE = """
import django; django.setup()
from mentorship.work.models import Job
from matching.models import Draft
from programs.models import GoalMeaning
states = dict(Job.objects.exclude(kind="nightly").values_list("kind", "state"))
draft = Draft.objects.first()
print(set(states.values()) == {"done"} and [GoalMeaning.objects.count(), draft.summary["goals_by_meaning"]])
"""


def kilobytes(pid: int, what: str) -> int:
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(f"{what}:"))


def family(pid: int) -> list[int]:
    """A process and everything it started."""
    kids = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [pid, *(one for kid in kids for one in family(int(kid)))]


class Site:
    """The servers, each in a group of its own; `most` is the highest sum that was seen."""

    def __init__(self, environment: dict[str, str]) -> None:
        self.environment, self.most = environment, 0
        self.running: dict[str, subprocess.Popen[bytes]] = {}

    def run(self, source: str) -> str:
        command = [sys.executable, "-c", source]
        done = subprocess.run(
            command, cwd=ROOT, env=self.environment, check=True, capture_output=True, text=True
        )
        return done.stdout.strip()

    def start(self, name: str, *arguments: str) -> None:
        self.running[name] = subprocess.Popen(
            [sys.executable, "-m", *arguments],
            cwd=ROOT,
            env=self.environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )

    def sums(self, what: str) -> dict[str, int]:
        """MB of each server with its children."""
        return {
            name: sum(kilobytes(pid, what) for pid in family(server.pid)) // 1024
            for name, server in self.running.items()
        }

    def watch(self) -> bool:
        """Whether everything is done; notes what is held meanwhile."""
        self.most = max(self.most, sum(self.sums("Pss").values()))
        return self.run(DONE) == "[320, 320]"

    def end(self) -> None:
        for server in self.running.values():
            os.killpg(server.pid, signal.SIGKILL)
            server.wait()


@pytest.fixture
def site(tmp_path) -> Iterator[Site]:
    redis, port = Redis(), free_port()
    redis.start()
    site = Site(
        {
            **{name: value for name, value in os.environ.items() if name not in {"DATABASE_URL", "DEMO"}},
            "DJANGO_SETTINGS_MODULE": "mentorship.settings",
            "SECRET_KEY": "k" * 60,
            "FIELD_KEYS": Fernet.generate_key().decode(),
            "VAR_DIR": str(tmp_path / "var"),
            "STATIC_ROOT": str(tmp_path / "static"),
            "REDIS_URL": redis.url,
            "BIND": f"127.0.0.1:{port}",
            "SITE_URL": f"http://127.0.0.1:{port}",
            "WEB_CONCURRENCY": "2",
            "ENCODER": "on",
        }
    )
    site.run(
        "import django; django.setup()\nfrom django.core.management import call_command as do\n"
        "do('migrate', verbosity=0); do('createcachetable'); do('collectstatic', interactive=False, verbosity=0)"
    )
    try:
        yield site
    finally:
        site.end()
        redis.stop()


def answers(url: str) -> bool:
    try:
        return urlopen(url, timeout=5).status == 200
    except (URLError, TimeoutError, ConnectionError):
        return False


def test_everything_stays_under_a_gigabyte_with_five_hundred_people(site, tmp_path, capsys):
    here = site.environment["SITE_URL"]
    celery = ("celery", "--app", "mentorship")
    site.start("web", "gunicorn", "--config", "python:mentorship.gunicorn", "mentorship.wsgi")
    site.start("worker", *celery, "worker", "--queues", "quick,heavy", "--without-gossip", "--without-mingle")
    site.start("beat", *celery, "beat", "--schedule", str(tmp_path / "beat"))
    until(lambda: answers(f"{here}/healthz"), 120, "the web server")
    site.run(FILL)
    until(site.watch, 900, "the texts to be read and the draft to be made")
    for _ in range(40):
        assert answers(f"{here}/accounts/login/")
    time.sleep(1)
    held, counted_twice = site.sums("Pss"), site.sums("Rss")
    with capsys.disabled():
        sys.stdout.write(
            f"\n500 people, after one run: {sum(held.values())} MB of memory (PSS), {held}; RSS "
            f"{sum(counted_twice.values())} MB, {counted_twice}; at most {site.most} MB while the texts were read\n"
        )
    assert sum(held.values()) < MOST
    assert site.most < MOST
