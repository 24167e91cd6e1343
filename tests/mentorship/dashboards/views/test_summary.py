"""How a program goes on one page: each figure beside the one before, and counted again from the files."""

import csv
import io
from collections.abc import Callable
from datetime import date, timedelta
from random import Random

import pytest
from django.urls import reverse

from mentorship.dashboards.actions.figures import publish_month
from mentorship.lib import clock
from programs.actions.mentorships import end_mentorship
from programs.models import Cohort, Mentorship
from sessions.models import Review
from tests import make
from tests.mentorship.dashboards.answered import feels, members, noon, pairs
from tests.sessions import rows

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen")]
File = list[dict[str, str]]


@pytest.fixture
def cohort() -> Cohort:
    program = make.program(make.organisation())
    return make.cohort(program, starts_on=date(2026, 8, 1), ends_on=date(2027, 2, 1))


def url(cohort: Cohort, name: str = "dashboards:summary") -> str:
    return reverse(name, args=[cohort.program.code, cohort.code])


def file(client, path: str, **query: str) -> File:
    answer = client.get(path, {"as": "csv", **query})
    return list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))


def lively(cohort: Cohort) -> list[Mentorship]:
    """Since August, with all that a summary counts: late pairs, an end, people who wait, reviews, what people say."""
    old, autumn, young = (
        pairs(cohort, n, started=noon(2026, *day)) for n, day in ((5, (8, 5)), (3, (9, 20)), (2, (11, 3)))
    )
    for n, pair in enumerate([*old, *autumn, *young][:8]):
        for days in range(100 - 12 * n, 0, -25):
            rows.meeting(pair, days=-days, state="held")
    with clock.at(noon(2026, 11, 5)):
        end_mentorship(mentorship=old[0], by=make.coordinator(cohort.program))
    for day, role in (
        (noon(2026, 8, 20), "mentee"),
        (noon(2026, 11, 10), "mentee"),
        (noon(2026, 10, 31), "mentor"),
    ):
        with clock.at(day):
            make.enrolment(cohort, role)
    make.enrolment(cohort, "mentee", state="applied")
    make.enrolment(cohort, "mentor", state="withdrawn")
    for n, pair in enumerate([*old, *autumn]):
        opened, signed = noon(2026, 9 + n % 3, 3 + n), noon(2026, 9 + n % 3, 12 + n // 2)
        facts = {"since": opened, "opened_at": opened, "deadline": opened + timedelta(days=14)}
        done = {"revealed_at": signed, "signed_at": signed} if n % 2 else {}
        Review.objects.create(mentorship=pair, period="2026-q3" if n % 3 == 0 else "2026-q4", **facts, **done)
    for n, one in enumerate(members([*old, *autumn])):
        rows.goal(one.mentorship, owner=one, created_at=noon(2026, 9, 2 + n), kind="skill")
        feels(one, at=noon(2026, 9, 25), answer="good" if n % 4 else "too_early")
        feels(one, at=noon(2026, 10, 20))
    publish_month(lot=Random(1))
    return [*old, *autumn, *young]


def until(day: str) -> Callable[[str], bool]:
    return lambda cell: cell != "" and cell <= day


def facts_of(day: str, people: File, mentorships: File, reviews: File) -> dict[str, tuple[int, int | None]]:
    """Each fact of the summary as somebody with a spreadsheet counts it: (how many, out of)."""
    by = until(day)
    inside = [row for row in people if by(row["In since"])]
    mentees = [row for row in inside if row["Role"] == "mentee"]
    running = [row for row in mentorships if by(row["Matched on"]) and not by(row["Ended on"])]
    return {
        "Mentors": (len(inside) - len(mentees), None),
        "Mentees": (len(mentees), None),
        "Mentees matched so far": (sum(by(row["First matched on"]) for row in mentees), len(mentees)),
        "Mentorships running": (len(running), None),
        "Of them met": (sum(by(row["First meeting"]) for row in running), len(running)),
        "Impact reviews done so far": (
            sum(by(row["Signed on"]) for row in reviews),
            sum(by(row["Opened on"]) for row in reviews),
        ),
    }


def said(row: dict[str, str], which: str) -> tuple[str, ...]:
    return tuple(row[f"{which}: {part}"] for part in ("at least", "at most", "out of"))


def as_said(count: int, of: int | None) -> tuple[str, ...]:
    return str(count), str(count), "" if of is None else str(of)


def test_every_figure_can_be_counted_again_from_the_files(cohort, sign_in):
    lively(cohort)
    mira = sign_in(make.coordinator(cohort.program))
    people, mentorships = (
        file(mira, url(cohort, "programs:people")),
        file(mira, url(cohort, "dashboards:mentorships")),
    )
    reviews_page = url(cohort, "dashboards:reviews")
    periods = [line.slug for line in mira.get(reviews_page).context["page"].periods]
    reviews = [
        row for slug in periods for row in file(mira, reviews_page, table="reviewed-pairs", period=slug)
    ]
    health = [row for row in file(mira, url(cohort, "dashboards:cohort_health")) if row["Who"] == "everybody"]
    now, before = (facts_of(day, people, mentorships, reviews) for day in ("2026-11-18", "2026-10-31"))
    told = file(mira, url(cohort))
    for row in told:
        if row["Figure"] in now:
            assert said(row, "Now") == as_said(*now[row["Figure"]]), row["Figure"]
            assert said(row, "Before") == as_said(*before[row["Figure"]]), row["Figure"]
            continue
        question = row["Figure"].removeprefix("Goal reached: ")
        *_earlier, first, last = [
            (one["At least"], one["At most"], one["Counted of"])
            for one in health
            if one["Measure"] == f"{question} {row['Counted as']}"
        ]
        assert (said(row, "Now"), said(row, "Before")) == (last, first), row["Figure"]
    assert [row["Figure"] for row in told][:6] == list(now)
    assert {"Rhythm kept", "A goal is set", "Goal reached: Build a skill", "How does this match feel?"} <= {
        row["Figure"] for row in told
    }
    assert now["Of them met"] != before["Of them met"]


def test_every_month_can_be_counted_again_too(cohort, sign_in):
    lively(cohort)
    mira = sign_in(make.coordinator(cohort.program))
    people, mentorships = (
        file(mira, url(cohort, "programs:people")),
        file(mira, url(cohort, "dashboards:mentorships")),
    )
    months = file(mira, url(cohort), table="by-month")
    ends = {
        "end of August 2026": "2026-08-31",
        "end of September 2026": "2026-09-30",
        "end of October 2026": "2026-10-31",
        "now": "2026-11-18",
    }
    assert [row["When"] for row in months] == list(ends)
    for row in months:
        facts = facts_of(ends[row["When"]], people, mentorships, [])
        assert {name: row[name] for name in list(facts)[:5]} == {
            name: str(count) for name, (count, _of) in list(facts.items())[:5]
        }


def test_cohorts_stand_side_by_side_with_the_numbers_of_their_summaries(cohort, sign_in):
    lively(cohort)
    other = make.cohort(cohort.program, name="Next year", starts_on=date(2027, 3, 1))
    make.enrolment(other, "mentor")
    mira = sign_in(make.coordinator(cohort.program))
    empty, full = file(mira, reverse("dashboards:reports"))
    assert (empty["Cohort"], empty["Mentors"], empty["Mentorships running"], empty["Kept their rhythm"]) == (
        "Next year", "1", "0", "",
    )  # fmt: skip
    *_earlier, now = file(mira, url(cohort), table="by-month")
    same = [name for name in now if name in full]
    assert {name: full[name] for name in same} == {name: now[name] for name in same}
    assert len(same) == 7
    rhythm = next(row for row in file(mira, url(cohort)) if row["Figure"] == "Rhythm kept")
    assert (full["Kept their rhythm"], full["Kept their rhythm, out of"]) == (
        rhythm["Now: at least"],
        rhythm["Now: out of"],
    )


def test_six_pairs_find_something_in_their_first_month(cohort, sign_in):
    six = pairs(cohort, 6, started=noon(2026, 11, 4))
    rows.meeting(six[0], days=-3)
    page = sign_in(make.coordinator(cohort.program)).get(url(cohort)).content.decode()
    assert "<b>6</b> mentorships are running, <b>1</b> of them have met." in page
    assert "1 have met · 5 not yet" in page
    assert "said once the first month is over" in page


def test_a_cohort_nobody_is_in_yet_has_a_page(cohort, sign_in):
    answer = sign_in(make.coordinator(cohort.program)).get(url(cohort))
    assert [line.now.text for line in answer.context["summary"].lines] == [
        "0",
        "0",
        "0 of 0",
        "0",
        "0 of 0",
        "0 of 0",
    ]
    assert "Nobody is accepted yet." in answer.content.decode()


def test_a_change_says_how_many_more_or_fewer(cohort, sign_in):
    lively(cohort)
    lines = sign_in(make.coordinator(cohort.program)).get(url(cohort)).context["summary"].facts
    assert {str(line.name): line.change for line in lines} == {
        "Mentors": "2 more",
        "Mentees": "3 more",
        "Mentees matched so far": "2 more",
        "Mentorships running": "1 more",
        "Of them met": "1 fewer",
        "Impact reviews done so far": "1 more",
    }


def test_answers_of_a_month_that_is_not_over_are_nowhere(cohort, sign_in):
    four = pairs(cohort, 4, started=noon(2026, 9, 5))
    mira = sign_in(make.coordinator(cohort.program))
    publish_month(lot=Random(1))
    before = [vars(line) for line in mira.get(url(cohort)).context["summary"].figures]
    for one in members(four):
        feels(one, at=noon(2026, 11, 12))
        rows.goal(
            one.mentorship,
            owner=one,
            created_at=noon(2026, 11, 12),
            state="reached",
            closed_at=noon(2026, 11, 13),
        )
    assert [vars(line) for line in mira.get(url(cohort)).context["summary"].figures] == before


@pytest.mark.parametrize("number", [1, 3, 30])
def test_pages_cost_the_same_whatever_is_in_them(cohort, sign_in, django_assert_num_queries, number):
    for pair in pairs(cohort, number, started=noon(2026, 9, 5)):
        rows.meeting(pair, days=-10)
        make.cohort(cohort.program)
    publish_month(lot=Random(1))
    mira = sign_in(make.coordinator(cohort.program))
    with django_assert_num_queries(8):
        mira.get(url(cohort))
    with django_assert_num_queries(8):
        mira.get(url(cohort), {"since": "2026-10-01", "until": "2026-10-31"})
    with django_assert_num_queries(9):
        assert len(mira.get(reverse("dashboards:reports")).context["rows"]) == number + 1


def test_the_summary_is_two_presses_from_today_and_one_from_the_overview(cohort, sign_in):
    pairs(cohort, 1, started=noon(2026, 9, 5))
    mira = sign_in(make.coordinator(cohort.program))
    for start, target in (
        (reverse("dashboards:today"), reverse("dashboards:reports")),
        (reverse("dashboards:reports"), url(cohort)),
        (url(cohort, "programs:cohort"), url(cohort)),
        (url(cohort, "dashboards:cohort_health"), url(cohort)),
    ):
        assert f'href="{target}"' in mira.get(start).content.decode(), (start, target)
