"""What people say in 60,000 mentorships: the published rows against counting live. On demand: `make bench`."""

import sys
from datetime import UTC, datetime, timedelta
from random import Random
from statistics import median
from time import perf_counter

import pytest
from django.db import connection

from mentorship.dashboards.actions.figures import publish_month
from mentorship.dashboards.queries.cohort_health import Told, told_of
from mentorship.lib import clock
from mentorship.lib.disclosure import Shown, published
from programs.models import Cohort, Enrolment, Member, Mentorship, Person
from sessions.models import FitAnswer, Meeting
from tests import make

pytestmark = [pytest.mark.benchmark, pytest.mark.django_db]
PAIRS, ANSWERS = 60_000, 200_000
BEGUN = datetime(2026, 5, 1, 12, 0, tzinfo=UTC)
NOW = datetime(2026, 11, 5, 12, 0, tzinfo=UTC)

# The same numbers from the rows themselves: of each month, everybody's last answer, by role.
LIVE = """
select question, month, role, count(*), sum(case when answer in ('good', 'very', 'turning') then 1 else 0 end)
from (
  select fit.question, fit.answer, author.role, {month} as month,
         row_number() over (
           partition by fit.question, {month}, place.person_id order by fit.at desc, fit.id desc
         ) as nth
  from mentoring_sessions_fitanswer fit
  join programs_member author on author.id = fit.author_id
  join programs_enrolment place on place.id = author.enrolment_id
  join mentoring_sessions_meeting meeting on meeting.id = fit.meeting_id
  join programs_mentorship pair on pair.id = meeting.mentorship_id
  where pair.cohort_id = %s
) answers where nth = 1 group by question, month, role
"""
MONTH = {
    "sqlite": "strftime('%%Y-%%m', fit.at)",
    "postgresql": "to_char(fit.at at time zone 'UTC', 'YYYY-MM')",
}


class SameLot(Random):
    """Draws the first places always, so that both ways of counting leave out the same people."""

    def sample(self, population, k, **kwargs):
        return list(population[:k])


def fill(cohort: Cohort) -> None:
    """A mentor, a mentee and a meeting a pair, spread over six months; everybody answers once, most of them twice."""
    organisation, day = cohort.program.organisation, timedelta(days=1)
    insert(
        Person,
        (Person(organisation=organisation, code=f"{n:08}", reference=f"{n:08}") for n in range(2 * PAIRS)),
    )
    people = list(Person.objects.order_by("pk").values_list("pk", flat=True))
    roles = ("mentor", "mentee")
    insert(
        Enrolment,
        (
            Enrolment(cohort=cohort, code=f"{n:08}", person_id=pk, role=roles[n % 2], state="accepted")
            for n, pk in enumerate(people)
        ),
    )
    insert(
        Mentorship,
        (Mentorship(cohort=cohort, code=f"{n:08}", pair_key=f"{n}", started_at=BEGUN) for n in range(PAIRS)),
    )
    places = list(Enrolment.objects.order_by("pk").values_list("pk", flat=True))
    pairs = list(Mentorship.objects.order_by("pk").values_list("pk", flat=True))
    insert(
        Member,
        (
            Member(mentorship_id=pairs[n // 2], enrolment_id=pk, role=roles[n % 2])
            for n, pk in enumerate(places)
        ),
    )
    members = list(Member.objects.order_by("pk").values_list("pk", flat=True))
    starts = [BEGUN + (n * 7 % 180) * day for n in range(PAIRS)]
    insert(
        Meeting,
        (
            Meeting(
                mentorship_id=pk,
                number=1,
                starts_at=starts[n],
                ends_at=starts[n] + timedelta(hours=1),
                zone="UTC",
                state="held",
                booked_by_id=members[2 * n],
            )
            for n, pk in enumerate(pairs)
        ),
    )
    meetings = list(Meeting.objects.order_by("pk").values_list("pk", flat=True))
    insert(FitAnswer, (answer(n, members, meetings, starts) for n in range(ANSWERS)))


def answer(n: int, members: list[int], meetings: list[int], starts: list[datetime]) -> FitAnswer:
    """Each member about their meeting: first how useful, then how the match feels, until there are enough."""
    question = "useful" if n < len(members) else "match"
    place = n % len(members)
    words = ("very", "fairly", "turning", "little") if question == "useful" else ("good", "too_early", "good")
    return FitAnswer(
        meeting_id=meetings[place // 2],
        author_id=members[place],
        question=question,
        answer=words[n // 3 % len(words)],
        at=starts[place // 2] + timedelta(hours=2),
    )


def insert(model, rows) -> None:
    model.objects.bulk_create(rows, batch_size=2000)


def live(cohort: Cohort) -> dict[tuple[str, str], dict[str, Shown]]:
    with connection.cursor() as cursor:
        cursor.execute(LIVE.format(month=MONTH[connection.vendor]), [cohort.pk])
        rows = cursor.fetchall()
    sums: dict[tuple[str, str], dict[str, tuple[int, int]]] = {}
    for question, month, role, people, good in rows:
        sums.setdefault((question, month), {})[role] = (people, int(good))
    return {key: published(groups, SameLot()) for key, groups in sums.items()}


def seconds(work, times: int = 5) -> float:
    found = []
    for _ in range(times):
        start = perf_counter()
        work()
        found.append(perf_counter() - start)
    return median(found)


def test_published_rows_against_counting_live(capsys):
    cohort = make.cohort(make.program(make.organisation()))
    with clock.at(NOW):
        fill(cohort)
        start = perf_counter()
        months = publish_month(lot=SameLot())
        closing = perf_counter() - start
        page = seconds(lambda: told_of(cohort))
        counted = seconds(lambda: live(cohort), times=3)
        told = told_of(cohort)
    with capsys.disabled():
        sys.stdout.write(
            f"\n{PAIRS} mentorships and {ANSWERS} answers on {connection.vendor}: what people say read in "
            f"{page * 1000:.1f} ms, counted live in {counted * 1000:.0f} ms, ratio {page / counted:.4f}; "
            f"{months} months closed in {closing:.1f} s\n"
        )
    assert numbers_of(told) == {key: one for key, one in live(cohort).items() if key[1] < f"{NOW:%Y-%m}"}
    assert page <= 0.02 * counted


def numbers_of(told: Told) -> dict[tuple[str, str], dict[str, Shown]]:
    """What the page says, as counting live says it."""
    found: dict[tuple[str, str], dict[str, Shown]] = {}
    for measure in told.feels:
        for group, figures in measure.groups.items():
            for one in figures:
                shown = Shown(one.people, one.least, one.most)
                found.setdefault((measure.key, f"{one.month:%Y-%m}"), {})[group] = shown
    return found
