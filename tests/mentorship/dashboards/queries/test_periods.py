"""A summary of some days, beside as many before: on the page and in its files."""

from datetime import date

import pytest

from programs.models import Cohort
from tests import make
from tests.mentorship.dashboards.views.test_summary import as_said, facts_of, file, lively, said, url

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen")]


@pytest.fixture
def cohort() -> Cohort:
    program = make.program(make.organisation())
    return make.cohort(program, starts_on=date(2026, 8, 1), ends_on=date(2027, 2, 1))


def test_a_period_stands_beside_as_many_days_before_and_its_files_say_the_same(cohort, sign_in):
    lively(cohort)
    mira = sign_in(make.coordinator(cohort.program))
    span = {"since": "2026-10-08", "until": "2026-11-06"}
    people, mentorships = (
        file(mira, url(cohort, "programs:people")),
        file(mira, url(cohort, "dashboards:mentorships")),
    )
    page = mira.get(url(cohort), span).content.decode()
    assert "beside as many days before: 8 September 2026 to 7 October 2026." in page
    assert 'href="?since=2026-10-08&amp;until=2026-11-06&amp;as=csv&amp;table=summary"' in page
    told = {row["Figure"]: row for row in file(mira, url(cohort), **span)}
    for which, day in (("Now", "2026-11-06"), ("Before", "2026-10-07")):
        for name, fact in list(facts_of(day, people, mentorships, []).items())[:5]:
            assert said(told[name], which) == as_said(*fact), (name, which)
    for which, first, last in (("Now", "2026-10-08", "2026-11-06"), ("Before", "2026-09-08", "2026-10-07")):
        for name, heading in (("Mentorships begun", "Matched on"), ("Mentorships ended", "Ended on")):
            count = sum(first <= row[heading] <= last for row in mentorships if row[heading])
            assert said(told[name], which) == as_said(count, None), (name, which)
    assert [told["Mentorships begun"][f"{which}: at least"] for which in ("Now", "Before")] == ["2", "3"]
    assert [row["When"] for row in file(mira, url(cohort), table="by-month", **span)] == [
        "end of October 2026",
        "6 November 2026",
    ]


def test_what_people_say_is_of_the_months_that_were_over_in_the_period(cohort, sign_in):
    lively(cohort)
    mira = sign_in(make.coordinator(cohort.program))
    months = {
        span: [row["Now: period"] for row in file(mira, url(cohort), since=span[0], until=span[1])
               if row["Figure"] == "Rhythm kept"]
        for span in (("2026-09-01", "2026-09-30"), ("2026-10-01", "2026-10-30"))
    }  # fmt: skip
    assert list(months.values()) == [["September 2026"], []]


@pytest.mark.parametrize(
    ("typed", "field", "sentence"),
    [
        ({"since": "yesterday", "until": "2026-10-31"}, "since", "Give a date, such as"),
        ({"since": "2026-10-01", "until": "2026-09-30"}, "until", "before the start"),
        ({"since": "2026-10-01", "until": "2026-11-19"}, "until", "still ahead"),
        ({"since": "2026-10-01", "until": ""}, "until", "Give both days"),
        ({"since": "0001-01-01", "until": "2026-10-31"}, "since", "more than ten years ago"),
    ],
)
@pytest.mark.parametrize("wanted", [{}, {"as": "csv"}])
def test_days_that_are_none_are_said_beside_the_field(cohort, sign_in, typed, field, sentence, wanted):
    answer = sign_in(make.coordinator(cohort.program)).get(url(cohort), typed | wanted)
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, [field])
    page = answer.content.decode()
    assert (sentence in page, f'value="{typed["since"]}"' in page) == (True, True)


def test_usual_spans_are_one_press_and_say_which_is_shown(cohort, sign_in):
    mira = sign_in(make.coordinator(cohort.program))
    presets = {one.key: one.query for one in mira.get(url(cohort)).context["presets"]}
    assert presets == {
        "month": "since=2026-10-01&until=2026-10-31",
        "quarter": "since=2026-07-01&until=2026-09-30",
        "whole": "since=2026-08-01&until=2026-11-18",
    }
    chosen = mira.get(f"{url(cohort)}?{presets['quarter']}").context["presets"]
    assert [one.key for one in chosen if one.chosen] == ["quarter"]
    young = make.cohort(cohort.program)  # begins in a fortnight
    assert "whole" not in {one.key for one in mira.get(url(young)).context["presets"]}
