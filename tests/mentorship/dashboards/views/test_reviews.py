"""The coordinator's page of reviews: dates, and by name whether they are done. Never a word, never who was first."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse

from mentorship.lib import clock
from programs.actions.mentorships import end_mentorship
from programs.models import ReviewSettings
from sessions.actions.review_steps import sign_review
from sessions.models import Review
from tests import make
from tests.sessions import rows
from tests.sessions.reviews import SLUG, opened, revealed, sealed_by

pytestmark = pytest.mark.usefixtures("frozen")


def url(world, name: str = "reviews") -> str:
    return reverse(f"dashboards:{name}", args=[world.program.code, world.cohort.code])


def without_keys(answer) -> str:
    """The page without what differs from one drawing of it to the next: the keys of its forms."""
    return re.sub(r'(csrfmiddlewaretoken|form_key|x-csrftoken)"[^>]+', "", answer.content.decode())


def states(answer) -> list[tuple[str, str]]:
    return [(row.mentor.name, row.state) for row in answer.context["page"].pairs]


def test_calendar_names_the_periods_of_the_cohort_and_the_days_they_open(world, sign_in):
    world.cohort.starts_on = make.some_day(-60)
    world.cohort.save()
    page = sign_in(world.mira).get(url(world)).context["page"]
    assert [
        (line.slug, line.opens_from.isoformat(), line.opens_until.isoformat()) for line in page.periods
    ] == [
        ("2026-q4", "2026-12-01", "2026-12-07"),
        ("2027-q1", "2027-03-01", "2027-03-05"),
    ]
    assert (page.shown.slug, [row.state for row in page.pairs]) == ("2026-q4", ["ahead", "ahead"])


def test_each_pair_is_opened_answered_and_signed_by_name_and_no_word_is_there(world, sign_in):
    mira = sign_in(world.mira)
    review = opened(world.ada_ben)
    _ada, ben = rows.seats(world.ada_ben)
    before = without_keys(mira.get(url(world)))
    sealed_by(ben, review)
    assert without_keys(mira.get(url(world))) == before  # that one of them has sealed shows nowhere
    revealed(world.cleo_dan, helped="Not for coordinators,")
    answered = mira.get(url(world))
    assert states(answered) == [("Ada", "open"), ("Cleo", "answered")]
    done = Review.objects.get(mentorship=world.cleo_dan)
    for member in rows.seats(world.cleo_dan):
        sign_review(by=member, review=done, read=done.serial)
    signed = mira.get(url(world))
    assert states(signed) == [("Ada", "open"), ("Cleo", "signed")]
    (line, _next) = signed.context["page"].periods
    assert (line.opened, line.waiting, line.answered, line.signed) == (2, 1, 1, 1)
    assert "Not for coordinators" not in signed.content.decode()


def test_all_who_wait_get_seven_more_days_by_one_press(world, sign_in):
    mira = sign_in(world.mira)
    review = opened(world.ada_ben)
    press = {"period": SLUG, "form_key": "k" * 24}
    for _twice in range(2):
        answer = mira.post(url(world, "reviews_extend"), press)
        assert answer["Location"] == f"{url(world)}?period={SLUG}"
    assert Review.objects.get().deadline - review.deadline == timedelta(days=7)
    assert mira.post(url(world, "reviews_extend"), {"period": "2001-q1"}).status_code == 422


def test_an_ended_pair_stays_where_it_had_the_review_and_periods_before_a_change_stay(world, sign_in):
    revealed(world.ada_ben)
    for pair in (world.ada_ben, world.cleo_dan):
        end_mentorship(mentorship=pair, by=world.mira)
    ReviewSettings.objects.create(program=world.program, rhythm="cycle", cycle_weeks=10)
    mira = sign_in(world.mira)
    answer = mira.get(url(world), {"period": SLUG})
    assert states(answer) == [("Ada", "answered")]
    assert [line.slug for line in answer.context["page"].periods] == ["2026-q4", "round-1", "round-2"]
    assert mira.get(url(world), {"period": "nonsense"}).status_code == 200


@pytest.mark.parametrize("number", [1, 3, 30])
def test_page_costs_the_same_for_any_number_of_pairs(world, sign_in, number, django_assert_num_queries):
    for _row in range(number):
        pair = make.mentorship(world.cohort, world.mira)
        Review.objects.create(
            mentorship=pair, period=SLUG, since=clock.now(), deadline=clock.now() + timedelta(days=3)
        )
    mira = sign_in(world.mira)
    with django_assert_num_queries(8):
        assert len(mira.get(url(world)).context["page"].pairs) == number + 2


def test_pairs_come_fifty_a_page_by_name_and_all_of_them_in_the_file(world, sign_in):
    mentor = make.enrolment(world.cohort, "mentor", make.person(world.orchard, "Zoe"), capacity=60)
    for _ in range(50):
        make.mentorship(world.cohort, world.mira, mentor=mentor)
    mira = sign_in(world.mira)
    first = mira.get(url(world))
    assert [row.mentor.name for row in first.context["page"].pairs][:3] == ["Ada", "Cleo", "Zoe"]
    assert "1–50 of 52" in first.content.decode()
    second = mira.get(url(world) + first.context["older"])
    assert (len(second.context["page"].pairs), second.context["older"]) == (2, "")
    file = mira.get(url(world), {"as": "csv", "table": "reviewed-pairs", "page": "2"})
    assert file.content.decode().count("\r\n") == 53
    for odd in ("0", "-1", "²", "999999999", "99"):
        assert mira.get(url(world), {"page": odd}).status_code == 200
