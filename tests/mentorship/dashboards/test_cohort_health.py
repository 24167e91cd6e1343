"""Health of a cohort: facts as they stand, what people say as it was published, each number in the export."""

import csv
import io
from datetime import date, timedelta
from random import Random

import pytest
from django.urls import reverse

from mentorship.dashboards.actions.figures import publish_month
from mentorship.dashboards.models import MonthlyFigure
from mentorship.dashboards.queries.definitions import DEFINITIONS
from mentorship.dashboards.queries.figures import MonthRow
from mentorship.dashboards.queries.sources import SOURCES
from mentorship.lib import clock
from programs.models import Cohort, Part, Program
from tests import make
from tests.mentorship.dashboards.answered import feels, members, noon, pairs
from tests.sessions import rows

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen")]


@pytest.fixture
def cohort() -> Cohort:
    return make.cohort(make.program(make.organisation()))


def url(cohort: Cohort, name: str = "cohort_health") -> str:
    return reverse(f"dashboards:{name}", args=[cohort.program.code, cohort.code])


def mira(cohort: Cohort):
    return make.coordinator(cohort.program)


def figure(cohort: Cohort, question: str, month: int, *shown: int | None, group: str = "all"):
    """`shown`: at least, at most, of how many."""
    day = date(2026, month, 1)
    facts = {"cohort": cohort, "question": question, "group": group, "month": day, "since": day}
    MonthlyFigure.objects.create(**facts, **dict(zip(("least", "most", "people"), shown, strict=True)))


def test_first_numbers_appear_once_a_month_has_seven_answers(cohort, sign_in):
    four = pairs(cohort, 4, started=noon(2026, 10, 5))
    coordinator = sign_in(mira(cohort))
    for one in members(four)[:7]:
        feels(one, at=noon(2026, 10, 20))
    before = coordinator.get(url(cohort))
    assert before.context["health"].told.feels == []
    assert "The first numbers appear when seven people have answered" in before.content.decode()
    publish_month(lot=Random(1))
    after = coordinator.get(url(cohort))
    assert [(one.key, one.last.count) for one in after.context["health"].told.feels] == [
        ("match", "3 or more of 5")
    ]
    assert "The first numbers appear when seven" not in after.content.decode()


def test_page_never_counts_an_answer_of_a_month_that_is_not_over(cohort, sign_in):
    for one in members(pairs(cohort, 5, started=noon(2026, 10, 5))):
        feels(one, at=noon(2026, 11, 10))
    publish_month(lot=Random(1))
    assert sign_in(mira(cohort)).get(url(cohort)).context["health"].told.feels == []


def test_first_meetings_are_facts_and_lead_to_the_list(cohort, sign_in):
    soon, later, silent = pairs(cohort, 3, started=make.NOW - timedelta(days=60))
    pairs(cohort, 2, started=make.NOW - timedelta(days=5))
    rows.meeting(soon, days=-50)
    rows.meeting(later, days=-20)
    rows.meeting(silent, days=-20, state="missed")
    answer = sign_in(mira(cohort)).get(url(cohort))
    first = answer.context["health"].first
    assert (first.old, first.soon, first.later, first.silent, first.never, first.young) == (3, 1, 1, 1, 1, 2)
    assert f"{url(cohort, 'mentorships')}?never_met=on&amp;not_met_weeks=3" in answer.content.decode()
    listed = sign_in(mira(cohort)).get(url(cohort, "mentorships"), {"never_met": "on", "not_met_weeks": "3"})
    assert [row.code for row in listed.context["rows"]] == [silent.code]


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ((6, 10), (26, 30), "more than before"),
        ((26, 30), (6, 10), "fewer than before"),
        ((16, 20), (21, 25), ""),
        ((None, None), (26, 30), ""),
    ],
)
def test_a_trend_is_named_only_above_chance(cohort, sign_in, before, after, expected):
    figure(cohort, "match", 9, *before, None if before[0] is None else 40)
    figure(cohort, "match", 10, *after, 40)
    (match,) = sign_in(mira(cohort)).get(url(cohort)).context["health"].told.feels
    assert match.trend == expected


def test_months_with_too_few_stay_in_the_table_and_the_chart(cohort, sign_in):
    figure(cohort, "match", 9, 21, 25, 40)
    figure(cohort, "match", 10, None, None, None)
    (match,) = sign_in(mira(cohort)).get(url(cohort)).context["health"].told.feels
    assert (match.last.period, match.last.count) == ("September 2026", "21 to 25 of 40")
    assert match.rows == [
        MonthRow("October 2026", "fewer than 7 answered", []),
        MonthRow("September 2026", "21 to 25 of 40", []),
    ]
    assert [one.hidden for one in match.chart.columns] == [False, True]


def test_roles_stand_in_the_table_where_they_are_shown(cohort, sign_in):
    for group, least, most, people in (("all", 12, 22, 22), ("mentor", 6, 11, 11), ("mentee", 6, 11, 11)):
        figure(cohort, "match", 10, least, most, people, group=group)
    answer = sign_in(mira(cohort)).get(url(cohort))
    (match,) = answer.context["health"].told.feels
    apart = [("mentors", "6 or more of 11"), ("mentees", "6 or more of 11")]
    assert match.rows == [MonthRow("October 2026", "12 or more of 22", apart)]
    assert "mentors: 6 or more of 11 · mentees: 6 or more of 11" in answer.content.decode()


def test_export_holds_every_figure_and_how_each_is_counted(cohort, sign_in):
    Program.objects.update(chosen_parts=[Part.SURVEYS])  # else theirs are no part of it
    for one in members(pairs(cohort, 4, started=noon(2026, 10, 5)))[:7]:
        feels(one, at=noon(2026, 10, 20))
    publish_month(lot=Random(1))
    answer = sign_in(mira(cohort)).get(url(cohort), {"as": "csv"})
    assert answer["Content-Disposition"] == f'attachment; filename="health-{cohort.code}.csv"'
    header, *found = csv.reader(io.StringIO(answer.content.decode("utf-8-sig")))
    assert len(header) == 12
    assert len(found) == 9 + MonthlyFigure.objects.count()
    (match,) = [row for row in found if row[1].startswith("How does this match feel?")]
    assert match[:8] == [
        "feels",
        "How does this match feel? say “good”",
        "everybody",
        "2026-10",
        "2026-10",
        "5",
        "3",
        "5",
    ]
    assert all(row[8] and row[9] and row[10] and row[11] for row in found)


def test_every_part_has_a_definition():
    assert {source.part for source in SOURCES} - DEFINITIONS.keys() == set()


@pytest.mark.parametrize("number", [1, 3, 30])
def test_statements_do_not_grow(cohort, sign_in, django_assert_num_queries, number):
    with clock.at(noon(2026, 5, 1)):
        found = pairs(cohort, 1 if number == 1 else 3, started=noon(2026, 5, 1))
    for month in range(1, 1 + min(number, 12)):
        for question in ("rhythm", "match", "useful"):
            figure(cohort, question, month, 6, 10, 40)
    for one in found[:number]:
        rows.meeting(one, days=-10)
    client = sign_in(mira(cohort))
    client.get(url(cohort))
    with django_assert_num_queries(8):
        client.get(url(cohort))
