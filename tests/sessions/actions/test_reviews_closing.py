"""When the time to answer is over: who is asked what, and what closes by itself."""

from datetime import timedelta

import pytest

from mentorship.lib import clock
from programs.models import Mentorship, News
from sessions.actions.reviews import give_more_time
from sessions.actions.reviews_closing import CHOOSE_WITHIN, close_reviews, extend_all
from sessions.models import Review
from tests import make
from tests.sessions import rows
from tests.sessions.reviews import SLUG, opened, sealed_by, waiting_for

pytestmark = pytest.mark.usefixtures("frozen")
MINUTE = timedelta(minutes=1)


def test_where_nobody_sealed_it_closes_in_silence_after_its_last_day(world):
    ada, ben = rows.seats(world.ada_ben)
    review = opened(world.ada_ben)
    assert close_reviews(review.deadline - MINUTE) == 0
    assert close_reviews(review.deadline) == 1
    review.refresh_from_db()
    assert (review.closed_at, review.lapsed_at) == (review.deadline, None)
    assert waiting_for(ada) == waiting_for(ben) == []
    assert close_reviews(review.deadline + MINUTE) == 0


def test_whoever_sealed_is_asked_once_and_the_other_may_still_seal(world):
    ada, ben = rows.seats(world.ada_ben)
    review = opened(world.ada_ben)
    sealed_by(ben, review)
    for minutes in range(3):
        assert close_reviews(review.deadline + minutes * MINUTE) == 0
    assert (waiting_for(ben), News.objects.filter(kind="review_silent").count()) == (["review_silent"], 1)
    with clock.at(review.deadline + timedelta(days=1)):
        sealed_by(ada, review)
    review.refresh_from_db()
    assert review.revealed_at == review.deadline + timedelta(days=1)
    assert waiting_for(ada) == waiting_for(ben) == ["review_revealed"]


def test_nobody_is_asked_for_ever(world):
    _ada, ben = rows.seats(world.ada_ben)
    review = opened(world.ada_ben)
    sealed_by(ben, review)
    close_reviews(review.deadline)
    assert close_reviews(review.deadline + CHOOSE_WITHIN - MINUTE) == 0
    assert close_reviews(review.deadline + CHOOSE_WITHIN) == 1
    assert waiting_for(ben) == []


def test_after_seven_more_days_of_silence_it_closes_without_another_question(world):
    _ada, ben = rows.seats(world.ada_ben)
    review = opened(world.ada_ben)
    sealed_by(ben, review)
    close_reviews(review.deadline)
    with clock.at(review.deadline + MINUTE):
        review = give_more_time(by=ben, review=review)
    assert close_reviews(review.deadline) == 1
    assert waiting_for(ben) == []


def test_one_that_both_have_sealed_never_closes(world):
    review = opened(world.ada_ben)
    for member in rows.seats(world.ada_ben):
        sealed_by(member, review)
    assert close_reviews(review.deadline + timedelta(days=90)) == 0


@pytest.mark.parametrize(
    ("facts", "closed"),
    [
        ({"state": "ended"}, 1),
        ({"contact_stopped_at": make.NOW}, 0),
        ({"paused_until": make.NOW.date() + timedelta(days=60)}, 0),
    ],
    ids=["ended: at once", "stopped: waits", "resting: waits"],
)
def test_what_becomes_of_one_that_is_open_when_two_end_stop_or_rest(world, facts, closed):
    review = opened(world.ada_ben)
    Mentorship.objects.filter(pk=world.ada_ben.pk).update(**facts)
    when = make.NOW if closed else review.deadline + timedelta(days=3)
    assert close_reviews(when) == closed


@pytest.mark.parametrize("number", [1, 3, 30])
def test_closing_costs_the_same_for_any_number_of_pairs(world, number, django_assert_num_queries):
    for place in range(number):
        pair = make.mentorship(world.cohort, world.mira)
        review = opened(pair)
        if place % 2:
            sealed_by(rows.seats(pair)[0], review)
    quiet = opened(make.mentorship(world.cohort, world.mira))
    sealed_by(rows.seats(quiet.mentorship)[0], quiet)
    with django_assert_num_queries(11):
        close_reviews(quiet.deadline)
    assert Review.objects.filter(closed_at__isnull=False).count() == (number + 1) // 2


def test_a_coordinator_gives_all_who_wait_seven_more_days_and_nobody_else(world):
    ada, _ben = rows.seats(world.ada_ben)
    cleo, dan = rows.seats(world.cleo_dan)
    review, done = opened(world.ada_ben), opened(world.cleo_dan)
    for member in (cleo, dan):
        sealed_by(member, done)
    sealed_by(ada, review)
    close_reviews(review.deadline)
    with clock.at(review.deadline + MINUTE):
        assert extend_all(cohort=world.cohort, period=SLUG, by=world.mira) == 1
    longer = Review.objects.get(pk=review.pk)
    assert (longer.deadline, longer.lapsed_at) == (review.deadline + timedelta(days=7), None)
    assert longer.extended is False
    assert waiting_for(ada) == []
    assert (
        News.objects.get(kind="review_open", reader__role="mentee", mentorship=world.ada_ben).until
        == longer.deadline
    )
    assert Review.objects.get(pk=done.pk).deadline == done.deadline
    assert extend_all(cohort=world.cohort, period="2026-q3", by=world.mira) == 0
