"""Ten thousand rows by `manage.py import_people`, five hundred of them faulty. On demand: `make bench`."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from programs.models import Enrolment, Person
from tests import make
from tests.faults.test_jobs import ROOT, database
from tests.faulty_file import faulty_file

pytestmark = [pytest.mark.benchmark, pytest.mark.timeout(300), pytest.mark.django_db(transaction=True)]
SECONDS, MEGABYTES = 20, 60
# Runs the command and says afterwards how much the process needed at most: memory (ru_maxrss is in KB on Linux), CPU.
RUN = """
import resource, sys
from django.core.management import execute_from_command_line
try:
    execute_from_command_line(["manage.py", *sys.argv[1:]])
finally:
    used = resource.getrusage(resource.RUSAGE_SELF)
    print("used", used.ru_maxrss // 1024, used.ru_utime + used.ru_stime)
"""


def imported(file: Path, cohort: str) -> tuple[str, str, int, tuple[float, float]]:
    """What it said, what it complained of, its memory in MB at most, the seconds it took and those of the CPU."""
    environment = {
        **os.environ,
        "DATABASE_URL": database(),
        "DJANGO_SETTINGS_MODULE": "tests.faults.impatient",
        "VAR_DIR": str(file.parent),
    }
    command = [sys.executable, "-c", RUN, "import_people", "--cohort", cohort, "--skip-problems", "--accept"]
    start = time.monotonic()
    done = subprocess.run([*command, str(file)], cwd=ROOT, env=environment, capture_output=True, check=True)
    took = time.monotonic() - start
    said = done.stdout.decode()
    memory, cpu = said.rsplit("used ", 1)[1].split()
    return said, done.stderr.decode(), int(memory), (took, float(cpu))


def test_ten_thousand_rows_by_the_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    cohort = make.cohort(make.program(make.organisation()))
    few, many = tmp_path / "few.csv", tmp_path / "many.csv"
    few.write_text("email,role\nfirst@example.com,mentor\n")
    text, expected = faulty_file(10_000, 500)
    many.write_text(text)
    _said, _wrong, idle, _took = imported(few, cohort.code)
    said, wrong, peak, (took, cpu) = imported(many, cohort.code)
    with capsys.disabled():
        told = f"{took:.1f} s ({cpu:.1f} s of CPU), {peak - idle} MB above an idle process of {idle} MB"
        print(f"import_people, 10,000 rows: {told}")  # noqa: T201
    assert {int(line.split(",")[0].removeprefix("row ")) for line in wrong.splitlines()} == set(expected)
    assert "9500 added" in said
    assert (Person.objects.count(), Enrolment.objects.count()) == (9501, 9501)
    assert took < SECONDS
    assert peak - idle < MEGABYTES
