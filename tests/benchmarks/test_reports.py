"""Pages and files of a coordinator of 2,000 pairs: how long and how many statements. On demand: `make bench`."""

import sys
from datetime import UTC, datetime, timedelta
from time import perf_counter

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from mentorship.lib import clock
from programs.models import Cohort, Enrolment, Member, Mentorship, Person
from sessions.models import Meeting, Review
from tests import make

pytestmark = [pytest.mark.benchmark, pytest.mark.django_db]
PAIRS = 2000
BEGUN, NOW = datetime(2026, 5, 1, 12, tzinfo=UTC), datetime(2026, 11, 18, 12, tzinfo=UTC)
MOST_MS, MOST_STATEMENTS = 300, 12
PAGES = {
    "dashboards:summary": "summary",
    "dashboards:reports": "cohorts",
    "dashboards:mentorships": "mentorships",
    "dashboards:reviews": "reviewed-pairs",
    "dashboards:cohort_health": "health",
    "programs:people": "people",
}


def code_of(number: int) -> str:
    """Eight letters that a code may have (`mentorship.lib.codes`), in the order of the numbers."""
    return f"{number:08}".translate(str.maketrans("0123456789", "bcdfghjkmn"))


def fill(cohort: Cohort) -> None:
    """A pair, six meetings and a review each, spread over half a year."""
    organisation = cohort.program.organisation
    for n, one in enumerate(rows := [Person(organisation=organisation) for _ in range(2 * PAIRS)]):
        one.code, one.reference, one.name = code_of(n), f"{n:08}", f"Person {n}"
    people = Person.objects.bulk_create(rows)
    places = Enrolment.objects.bulk_create(
        Enrolment(
            cohort=cohort,
            code=code_of(n),
            person=one,
            role=("mentor", "mentee")[n % 2],
            state="accepted",
            applied_at=BEGUN,
        )
        for n, one in enumerate(people)
    )
    started = [BEGUN + timedelta(days=n % 120) for n in range(PAIRS)]
    pairs = Mentorship.objects.bulk_create(
        Mentorship(cohort=cohort, code=code_of(n), pair_key=f"{n}", started_at=at)
        for n, at in enumerate(started)
    )
    members = Member.objects.bulk_create(
        Member(mentorship=pairs[n // 2], enrolment=one, role=one.role) for n, one in enumerate(places)
    )
    Meeting.objects.bulk_create(
        Meeting(
            mentorship=pair,
            number=number + 1,
            starts_at=at + timedelta(days=14 * number + 3),
            ends_at=at + timedelta(days=14 * number + 3, hours=1),
            zone="UTC",
            booked_by=members[2 * n],
        )
        for n, (pair, at) in enumerate(zip(pairs, started, strict=True))
        for number in range(n % 7)
    )
    Review.objects.bulk_create(
        Review(
            mentorship=pair,
            period="2026-q3",
            since=BEGUN,
            opened_at=BEGUN + timedelta(days=123),
            deadline=BEGUN + timedelta(days=137),
            signed_at=BEGUN + timedelta(days=130) if n % 2 else None,
        )
        for n, pair in enumerate(pairs)
    )


def milliseconds(client: Client, path: str, **query: str) -> float:
    found = []
    for _ in range(5):
        start = perf_counter()
        assert client.get(path, query).status_code == 200
        found.append(1000 * (perf_counter() - start))
    return min(found)  # whatever else the machine does meanwhile


def test_pages_of_two_thousand_pairs_are_quick_and_their_files_not_slow(sign_in, capsys):
    with clock.at(NOW):
        cohort = make.cohort(make.program(make.organisation()))
        fill(cohort)
        mira = sign_in(make.coordinator(cohort.program))
        slow = {}
        for name, table in PAGES.items():
            path = reverse(name, args=[] if name.endswith("reports") else [cohort.program.code, cohort.code])
            with CaptureQueriesContext(connection) as statements:
                mira.get(path)
                count = len(statements)
            page = milliseconds(mira, path)
            files = {
                kind: milliseconds(mira, path, **{"as": kind, "table": table}) for kind in ("csv", "xlsx")
            }
            with capsys.disabled():
                sys.stdout.write(
                    f"\n{name}: {page:.0f} ms, {count} statements; CSV {files['csv']:.0f} ms, "
                    f"XLSX {files['xlsx']:.0f} ms"
                )
            if page > MOST_MS or count > MOST_STATEMENTS:
                slow[name] = (page, count)
        assert slow == {}
