"""A long run whose process is killed: nothing of it is there, and the next process does all of it."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.db import connection

from mentorship.work.models import Job
from programs.actions.import_orders import order_import
from programs.actions.imports import choose_columns, keep_file
from programs.models import Enrolment, PeopleImport, Person
from programs.queries.importing import Upload
from programs.queries.importing_reader import Choices
from tests import make

pytestmark = [pytest.mark.timeout(300), pytest.mark.django_db(transaction=True)]
ROOT = Path(__file__).resolve().parents[2]
ROWS, MANY = 1500, 10_000  # MANY takes long enough to check for a signal to come in time


def database() -> str:
    """The tests' own, for a process beside them."""
    name = connection.settings_dict["NAME"]
    if connection.vendor == "sqlite":
        return f"sqlite:///{name}"
    return urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name}").geturl()


@pytest.fixture
def run_jobs(tmp_path: Path) -> Iterator[Callable[[], subprocess.Popen[bytes]]]:
    started: list[subprocess.Popen[bytes]] = []

    def start() -> subprocess.Popen[bytes]:
        environment = {
            **os.environ,
            "DATABASE_URL": database(),
            "DJANGO_SETTINGS_MODULE": "tests.faults.impatient",
            "VAR_DIR": str(tmp_path),
        }
        started.append(subprocess.Popen([sys.executable, "manage.py", "run_jobs"], cwd=ROOT, env=environment))
        return started[-1]

    yield start
    for one in started:
        one.kill()
        one.wait()


def ordered(rows: int) -> Job:
    """A file of people, checked and ordered."""
    cohort = make.cohort(make.program(make.organisation()))
    by = make.coordinator(cohort.program)
    people = "".join(f"Person {n},p{n}@imported.example\n" for n in range(rows))
    upload = Upload(f"name,email\n{people}", "utf-8")
    kept = keep_file(cohort=cohort, upload=upload, filename="many.csv", by=by)
    chosen = choose_columns(upload=kept, choices=Choices(("name", "email"), "mentee", 1, accept=True))
    return order_import(upload=chosen, by=by, skip_problems=False)


def until(job: Job, **facts: str) -> None:
    end = time.monotonic() + 120
    while not Job.objects.filter(pk=job.pk, **facts).exists():
        assert time.monotonic() < end, facts
        time.sleep(0.02)


def written() -> tuple[int, int]:
    return Person.objects.count(), Enrolment.objects.count()


def test_import_killed_while_it_writes_leaves_no_row_and_the_next_process_writes_all(run_jobs):
    job, first = ordered(ROWS), run_jobs()
    until(job, stage="writing")
    first.send_signal(signal.SIGKILL)
    first.wait()
    assert written() == (0, 0)
    assert Job.objects.get(pk=job.pk).state == "running"  # held until its lease is over
    time.sleep(3.5)
    assert run_jobs().wait(120) == 0
    ended = Job.objects.get(pk=job.pk)
    assert (ended.state, ended.attempts, written()) == ("done", 2, (ROWS, ROWS))
    assert PeopleImport.objects.get().state == "done"


def test_process_that_is_told_to_end_gives_the_job_back_at_once(run_jobs):
    job, first = ordered(MANY), run_jobs()
    until(job, state="running")
    first.terminate()
    assert first.wait(60) == 0
    given_back = Job.objects.get(pk=job.pk)
    assert (given_back.state, given_back.attempts, written()) == ("queued", 0, (0, 0))
