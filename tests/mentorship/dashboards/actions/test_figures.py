"""A month is closed once, each answer counted in one, and nobody who reads the figures is in them."""

from datetime import date, timedelta
from random import Random

import pytest

from mentorship.dashboards.actions.figures import publish_month
from mentorship.dashboards.models import MonthlyFigure
from mentorship.dashboards.queries.sources import SOURCES
from programs.actions.mentorships import end_mentorship
from programs.models import StaffRole
from sessions.models import FitAnswer
from tests import make
from tests.mentorship.dashboards.answered import feels, members, noon, pairs

pytestmark = pytest.mark.django_db
SEPTEMBER, OCTOBER, NOVEMBER = date(2026, 9, 1), date(2026, 10, 1), date(2026, 11, 1)


@pytest.fixture
def cohort():
    return make.cohort(make.program(make.organisation()))


def close(year: int, month: int, day: int) -> int:
    return publish_month(noon(year, month, day), lot=Random(3))


def told(cohort, question: str = "match") -> dict[date, tuple]:
    """What everybody’s answers show, by month: since when, of how many, from, to."""
    rows = MonthlyFigure.objects.filter(cohort=cohort, question=question, group="all").order_by("month")
    return {row.month: (row.since, row.people, row.least, row.most) for row in rows}


def test_a_month_is_closed_when_it_is_over_and_only_once(cohort):
    pairs(cohort, 1, started=noon(2026, 9, 10))
    assert close(2026, 9, 30) == 0
    assert close(2026, 10, 1) == 1
    assert close(2026, 10, 20) == 0
    assert close(2026, 12, 3) == 2
    assert MonthlyFigure.objects.count() == 3 * (len(SOURCES) + 1)
    assert sorted(told(cohort)) == [SEPTEMBER, OCTOBER, NOVEMBER]


def test_a_month_ends_at_midnight_where_the_program_is(cohort):
    cohort.program.time_zone = "Pacific/Auckland"
    cohort.program.save()
    pairs(cohort, 1, started=noon(2026, 9, 10))
    assert close(2026, 9, 30) == 1


def test_seven_answers_are_shown_and_six_are_not(cohort):
    seven = members(pairs(cohort, 4, started=noon(2026, 9, 10)))[:7]
    for one in seven[:6]:
        feels(one, at=noon(2026, 9, 20))
    close(2026, 10, 1)
    assert told(cohort) == {SEPTEMBER: (SEPTEMBER, None, None, None)}
    MonthlyFigure.objects.all().delete()
    feels(seven[6], at=noon(2026, 9, 21))
    close(2026, 10, 1)
    assert told(cohort) == {SEPTEMBER: (SEPTEMBER, 5, 3, 5)}


def test_too_few_wait_for_the_next_month_and_are_counted_once(cohort):
    eight = members(pairs(cohort, 4, started=noon(2026, 9, 10)))
    for one in eight[:4]:
        feels(one, at=noon(2026, 9, 20))
    for one in eight[4:]:
        feels(one, at=noon(2026, 10, 20))
    for one in eight[:3]:
        feels(one, at=noon(2026, 11, 20))
    close(2026, 12, 1)
    assert told(cohort) == {
        SEPTEMBER: (SEPTEMBER, None, None, None),
        OCTOBER: (SEPTEMBER, 6, 4, 6),
        NOVEMBER: (NOVEMBER, None, None, None),
    }


def test_a_closed_month_stays_as_it_is_whoever_answers_late_or_leaves(cohort):
    eight = members(mentorships := pairs(cohort, 4, started=noon(2026, 9, 10)))
    for one in eight:
        feels(one, at=noon(2026, 9, 20))
    close(2026, 10, 1)
    before = told(cohort)
    FitAnswer.objects.update(answer="not_right")
    feels(eight[0], "not_right", at=noon(2026, 9, 30))
    end_mentorship(mentorship=mentorships[0], by=cohort.program.staff_roles.get().user)
    close(2026, 10, 2)
    assert told(cohort) == before == {SEPTEMBER: (SEPTEMBER, 6, 4, 6)}


@pytest.mark.parametrize("role", ["coordinator", "owner"])
def test_whoever_may_read_the_figures_is_not_in_them(cohort, role):
    seven = members(pairs(cohort, 4, started=noon(2026, 9, 10)))[:7]
    for one in seven:
        feels(one, at=noon(2026, 9, 20))
    program = cohort.program if role == "coordinator" else None
    user = seven[0].enrolment.person.user
    insider = StaffRole.objects.create(
        user=user, organisation=cohort.program.organisation, program=program, role=role
    )
    close(2026, 10, 1)
    assert told(cohort)[SEPTEMBER][1] is None
    MonthlyFigure.objects.all().delete()
    insider.delete()
    close(2026, 10, 1)
    assert told(cohort)[SEPTEMBER][1] == 5


def test_each_person_is_counted_once_by_their_last_answer(cohort):
    seven = members(pairs(cohort, 4, started=noon(2026, 9, 10)))[:7]
    for one in seven:
        for day in (20, 21, 22):
            feels(one, "good" if day == 22 else "not_right", at=noon(2026, 9, day))
    close(2026, 10, 1)
    assert told(cohort) == {SEPTEMBER: (SEPTEMBER, 5, 3, 5)}


def test_roles_stand_apart_where_both_are_large(cohort):
    for one in members(pairs(cohort, 14, started=noon(2026, 9, 10))):
        feels(one, "good" if one.is_mentor else "too_early", at=noon(2026, 9, 20))
    close(2026, 10, 1)
    rows = MonthlyFigure.objects.filter(question="match").order_by("group")
    assert [(row.group, row.people, row.least, row.most) for row in rows] == [
        ("all", 22, 6, 16),
        ("mentee", 11, 0, 5),
        ("mentor", 11, 6, 11),
    ]


def test_rhythm_is_a_fact_and_counts_every_pair(cohort):
    first, second, third = pairs(cohort, 3, started=noon(2026, 7, 1))
    feels(members([first])[0], at=noon(2026, 9, 2))  # four weeks and one before the end of September
    feels(members([second])[0], at=noon(2026, 8, 20))
    third.paused_until = date(2026, 10, 10)
    third.save()
    close(2026, 10, 1)
    assert told(cohort, "rhythm")[SEPTEMBER] == (SEPTEMBER, 2, 1, 1)


def test_a_cohort_that_is_over_is_closed_one_month_longer(cohort):
    mentorship = pairs(cohort, 1, started=noon(2026, 9, 10))[0]
    mentorship.state, mentorship.ended_at = "ended", noon(2026, 9, 10) + timedelta(days=5)
    mentorship.save()
    close(2027, 3, 1)
    assert sorted(told(cohort)) == [SEPTEMBER, OCTOBER]
