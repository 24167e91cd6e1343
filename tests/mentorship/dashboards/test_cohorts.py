"""A cohort with mentorships: five sentences, and what needs its coordinator. Before: the list of tasks."""

from datetime import timedelta

import pytest
from django.urls import reverse

from programs.actions.mentorships import end_mentorship
from sessions.actions import agreements
from tests import make
from tests.mentorship.dashboards.answered import pairs
from tests.sessions import rows

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen")]


def url(cohort) -> str:
    return reverse("programs:cohort", args=[cohort.program.code, cohort.code])


def test_address_is_the_one_of_the_list_of_tasks(world):
    assert url(world.cohort) == reverse("dashboards:cohort", args=[world.program.code, world.cohort.code])


def test_tasks_alone_before_anybody_is_matched(world, sign_in):
    empty = make.cohort(world.program)
    answer = sign_in(world.mira).get(url(empty))
    assert [part.name for part in answer.templates][:1] == ["programs/cohort.html"]
    running = sign_in(world.mira).get(url(world.cohort))
    assert [part.name for part in running.templates][:1] == ["dashboards/cohort.html"]


def test_five_sentences_count_people_matched_met_on_rhythm_and_signed(world, sign_in):
    rows.meeting(world.ada_ben, days=-5)
    mentor, mentee = rows.seats(world.ada_ben)
    text = agreements.take_suggestion(by=mentor)
    agreements.sign_text(by=mentee, read=text.serial)
    answer = sign_in(world.mira).get(url(world.cohort))
    running, counts = answer.context["running"], answer.context["counts"]
    assert (counts.people, counts.matched, counts.mentees) == (5, 2, 3)
    assert (running.live, running.met, running.on_rhythm, running.late, running.signed) == (2, 1, 1, 0, 1)


def test_what_needs_the_coordinator_leads_to_the_list_it_counts(sign_in):
    cohort = make.cohort(make.program(make.organisation()))
    late, fine = pairs(cohort, 2, started=make.NOW - timedelta(days=60))
    rows.meeting(fine, days=-50)
    rows.meeting(fine, days=5)
    mira = sign_in(make.coordinator(cohort.program))
    answer = mira.get(url(cohort))
    assert [line.title for line in answer.context["needs"]] == ["1 new pair hasn’t met"]
    assert answer.context["running"].late == 1
    listed = mira.get(
        reverse("dashboards:mentorships", args=[cohort.program.code, cohort.code]), {"late": "on"}
    )
    assert [row.code for row in listed.context["rows"]] == [late.code]


def test_a_cohort_whose_mentorships_are_over_says_so(world, sign_in):
    for one in (world.ada_ben, world.cleo_dan):
        end_mentorship(mentorship=one, by=world.mira)
    answer = sign_in(world.mira).get(url(world.cohort))
    assert "No mentorship is running any more" in answer.content.decode()
    assert answer.context["counts"].ended == 2


@pytest.mark.parametrize("number", [1, 3, 30])
def test_statements_do_not_grow(sign_in, django_assert_num_queries, number):
    cohort = make.cohort(make.program(make.organisation()))
    for one in pairs(cohort, min(number, 12), started=make.NOW - timedelta(days=60)):
        for day in range(-3 * number // 3, 0, max(1, number // 3)):
            rows.meeting(one, days=day - 0.5)
    client = sign_in(make.coordinator(cohort.program))
    client.get(url(cohort))
    with django_assert_num_queries(11):
        client.get(url(cohort))


@pytest.mark.parametrize(("days", "late"), [(0, 0), (6, 0), (8, 2)])
def test_nobody_is_late_in_the_first_week(sign_in, days, late):
    cohort = make.cohort(make.program(make.organisation()))
    pairs(cohort, 2, started=make.NOW - timedelta(days=days))
    mira = sign_in(make.coordinator(cohort.program))
    assert mira.get(url(cohort)).context["running"].late == late
    listed = reverse("dashboards:mentorships", args=[cohort.program.code, cohort.code])
    page = mira.get(listed)
    assert (page.context["list"].counts["late"], 'id="hand"' in page.content.decode()) == (late, late > 0)
    assert len(mira.get(listed, {"late": "on"}).context["rows"]) == late
