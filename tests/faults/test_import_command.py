"""`manage.py import_people` killed while it writes: nothing of the file is there."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from django.db import connection

from programs.models import AuditEvent, Enrolment, PeopleImport, Person
from tests import make
from tests.faults.test_jobs import ROOT, database

pytestmark = [pytest.mark.postgres, pytest.mark.timeout(300), pytest.mark.django_db(transaction=True)]
ROWS = 8_000


def written() -> tuple[int, ...]:
    return tuple(model.objects.count() for model in (Person, Enrolment, PeopleImport, AuditEvent))


def begun(file: Path, cohort: str, *, scratch: Path) -> subprocess.Popen[bytes]:
    command = [
        sys.executable,
        "manage.py",
        "import_people",
        "--cohort",
        cohort,
        "--role",
        "mentor",
        str(file),
    ]
    settings = {"DATABASE_URL": database(), "DJANGO_SETTINGS_MODULE": "tests.faults.impatient"}
    environment = {**os.environ, **settings, "VAR_DIR": str(scratch)}
    return subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL)


def writes_places() -> bool:
    """Whether another connection has begun to write places: people and accounts are written by then."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND datname = current_database() "
            "AND xact_start IS NOT NULL AND query LIKE 'INSERT INTO \"programs_enrolment\"%%'"
        )
        return bool(cursor.fetchone()[0])


def test_import_people_killed_in_the_middle_leaves_no_row(tmp_path: Path):
    cohort = make.cohort(make.program(make.organisation()))
    file = tmp_path / "people.csv"
    file.write_text("name,email\n" + "".join(f"Person {n},p{n}@imported.example\n" for n in range(ROWS)))
    before = written()
    process = begun(file, cohort.code, scratch=tmp_path)
    end = time.monotonic() + 120
    while not writes_places():
        assert process.poll() is None, "it ended before it was killed"
        assert time.monotonic() < end
        time.sleep(0.002)
    process.send_signal(signal.SIGKILL)
    process.wait()
    assert written() == before
    assert begun(file, cohort.code, scratch=tmp_path).wait(120) == 0
    assert Person.objects.filter(email__endswith="@imported.example").count() == ROWS
