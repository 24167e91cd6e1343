"""Start against end: sums of what was published, from enough answers, and nothing of anybody alone."""

from datetime import timedelta
from random import Random

import pytest
from django.urls import reverse

from mentorship.dashboards.actions.figures import publish_month
from mentorship.dashboards.models import MonthlyFigure
from mentorship.dashboards.queries.cohort_health import told_of
from mentorship.lib.disclosure import FEWEST_ANSWERED
from programs.models import Part
from sessions.models import Survey
from tests import make
from tests.mentorship.dashboards.answered import members, noon, pairs

pytestmark = pytest.mark.django_db
BEGUN = noon(2026, 9, 2)


@pytest.fixture
def cohort():
    return make.cohort(make.program(make.organisation(), chosen_parts=[Part.SURVEYS]))


def say(everybody, moment: str, month: int, good: int, **said) -> None:
    """So many of them trust, the others don’t."""
    at = noon(2026, month, 20)
    for place, one in enumerate(everybody):
        answers = {"trust": 5 if place < good else 1, **said}
        Survey.objects.create(
            member=one, moment=moment, until=at + timedelta(days=9), answered_at=at, **answers
        )


def told(cohort) -> list[tuple[str, str, str]]:
    publish_month(noon(2026, 12, 3), lot=Random(3))
    return [
        (str(one.question), one.start.count if one.start else "", one.end.count if one.end else "")
        for one in told_of(cohort).surveys
    ]


TRUST = "Can you tell somebody here when something is difficult?"


def test_one_answer_too_few_says_nothing_and_one_more_says_a_range(cohort):
    everybody = members(pairs(cohort, 4, started=BEGUN))
    say(everybody[: FEWEST_ANSWERED - 1], "start", 9, good=6)
    assert told(cohort) == []
    MonthlyFigure.objects.all().delete()
    say(everybody[FEWEST_ANSWERED - 1 : FEWEST_ANSWERED], "start", 9, good=1)
    assert told(cohort) == [(TRUST, "3 or more of 5", "")]


def test_months_that_were_published_are_told_together_and_the_end_beside_them(cohort):
    everybody = members(pairs(cohort, 15, started=BEGUN))
    say(everybody[:15], "start", 9, good=0)
    say(everybody[15:], "start", 10, good=0)
    say(everybody, "end", 11, good=30)  # nobody said it in the months before, which the first figure covers
    ((question, start, end),) = told(cohort)
    starts = MonthlyFigure.objects.filter(question="start_trust", group="all", least__isnull=False)
    assert [row.month.month for row in starts] == [9, 10]
    assert sum(row.people for row in starts) == 24
    assert (question, start, end) == (TRUST, "10 or fewer of 24", "14 or more of 24")
    (row,) = told_of(cohort).surveys
    assert (row.start.period, row.end.period) == ("September – October 2026", "September – November 2026")


def test_health_shows_it_where_the_program_asks_and_nowhere_else(cohort, sign_in):
    say(members(pairs(cohort, 4, started=BEGUN)), "start", 9, good=8)
    publish_month(noon(2026, 12, 3), lot=Random(3))
    mira = sign_in(make.coordinator(cohort.program))
    address = reverse("dashboards:cohort_health", args=[cohort.program.code, cohort.code])
    page = mira.get(address).text
    assert [words in page for words in ("Start against end", TRUST, "4 or more of 6")] == [True] * 3
    assert TRUST in mira.get(address, {"as": "csv"}).text
    cohort.program.chosen_parts = []
    cohort.program.save()
    page = mira.get(address).text
    assert [words in page for words in ("Start against end", TRUST)] == [False] * 2
    assert TRUST not in mira.get(address, {"as": "csv"}).text
