"""Every page of a coordinator of 2,000 pairs: how long and how many statements. On demand: `make bench`.

All routes whose address names nothing but her program, a cohort, a pair or a person in it are asked for; what answers
with a page is timed. Pages about one file, draft or date are not among them: their size is not the cohort's.
"""

import sys
from collections.abc import Iterator

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import NoReverseMatch, reverse

from mentorship import gunicorn
from mentorship.lib import clock
from programs.models import Cohort, Mentorship, Part
from tests import make
from tests.access.table import ROWS
from tests.benchmarks.test_reports import MOST_MS, NOW, fill, milliseconds

pytestmark = [pytest.mark.benchmark, pytest.mark.django_db]


def addresses(cohort: Cohort) -> Iterator[tuple[str, str]]:
    """(route, path) of each that can be written with what a cohort of pairs has."""
    pair = Mentorship.objects.earliest("pk")
    member = pair.members.get(role="mentee")
    program, here = cohort.program.code, [cohort.program.code, cohort.code]
    person = member.enrolment.person.code
    several = ([], [program], here, [*here, pair.code], [*here, person], [*here, person, "mentee"])
    for name in sorted(ROWS):
        for args in several:
            try:
                yield name, reverse(name, args=args)
            except NoReverseMatch:
                continue


def page_of(client: Client, path: str) -> tuple[bool, int]:
    """Is it a page, and in how many statements."""
    with CaptureQueriesContext(connection) as statements:
        answer = client.get(path)
    return answer.status_code == 200 and "html" in answer.get("Content-Type", ""), len(statements)


def test_pages_of_a_coordinator_of_two_thousand_pairs(sign_in, capsys):
    with clock.at(NOW):
        program = make.program(make.organisation())
        program.chosen_parts = Part.values
        program.save()
        cohort = make.cohort(program)
        fill(cohort)
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
        mira = sign_in(make.coordinator(program))
        gunicorn.post_worker_init(None)  # as each of the server's processes
        slow, seen = {}, 0
        for name, path in addresses(cohort):
            is_page, count = page_of(mira, path)
            if not is_page:
                continue
            seen, took = seen + 1, milliseconds(mira, path)
            with capsys.disabled():
                sys.stdout.write(f"\n{took:6.0f} ms {count:3} statements  {name}")
            if took > MOST_MS:
                slow[name] = took
    assert seen > 30
    assert slow == {}
