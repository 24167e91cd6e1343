"""Two people at one review in the same moment, on a real PostgreSQL."""

from datetime import timedelta

import pytest
from django.urls import reverse

from mentorship.lib import clock
from programs.models import Mentorship, News
from programs.queries.review_periods import period_on, settings_of
from sessions.actions.reviews_closing import close_reviews
from sessions.actions.reviews_opening import open_reviews
from sessions.models import ActionItem, Review, ReviewSheet
from tests.journeys.test_pair_races import at_once, client_of
from tests.rounds import ROUNDS
from tests.sessions import rows
from tests.sessions.reviews import SLUG, opened, revealed, sealed_by

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
SEAL = {"helped": "Your questions.", "then": "seal"}


def url(world, name: str = "review") -> str:
    return reverse(f"sessions:{name}", args=[world.ada_ben.code, SLUG])


def presses(world, *posts):
    """(who, name of the route, data) each, on a client of their own."""
    made = [(client_of(who), name, data) for who, name, data in posts]
    return [
        lambda client=client, name=name, data=data: client.post(url(world, name), data).status_code
        for client, name, data in made
    ]


def test_two_seals_at_once_reveal_once_at_one_instant(world):
    for _round in range(ROUNDS):
        Review.objects.all().delete()
        News.objects.all().delete()
        opened(world.ada_ben)
        seal = {**SEAL, "version": "0"}
        pressed = presses(world, (world.ada, "review", seal), (world.ben, "review", seal))
        assert at_once(pressed) == [303, 303]
        review = Review.objects.get()
        assert review.revealed_at is not None
        assert ReviewSheet.objects.sealed().count() == 2
        assert News.objects.filter(kind="review_revealed").count() == 2


def test_a_seal_against_taking_one_off_is_either_both_or_neither(world):
    for _round in range(ROUNDS):
        Review.objects.all().delete()
        News.objects.all().delete()
        review = opened(world.ada_ben)
        sealed_by(rows.seats(world.ada_ben)[1], review)
        pressed = presses(
            world, (world.ada, "review", {**SEAL, "version": "0"}), (world.ben, "review_unseal", {})
        )
        statuses = at_once(pressed)
        review.refresh_from_db()
        sealed = ReviewSheet.objects.sealed().count()
        assert (statuses, review.revealed_at is not None, sealed) in (
            ([303, 409], True, 2),
            ([303, 303], False, 1),
        )


def test_a_seal_in_the_minute_of_closing_counts_or_comes_too_late(world):
    review = opened(world.ada_ben)
    with clock.at(clock.now() - timedelta(days=1)):
        Review.objects.update(deadline=clock.now())

    def closing() -> int:
        return close_reviews(clock.now())

    (seal,) = presses(world, (world.ada, "review", {**SEAL, "version": "0"}))
    results = at_once([seal, closing])
    review.refresh_from_db()
    sheet = ReviewSheet.objects.get(author=rows.seats(world.ada_ben)[0])
    assert (results, review.closed_at is not None, sheet.sealed_at is not None) in (
        ([0, 303], False, True),
        ([1, 409], True, False),
    )


def test_two_signatures_at_once_make_each_step_real_once(world):
    review = revealed(world.ada_ben)
    client_of(world.ada).post(url(world, "review_steps"), {"text": "Coffee", "owner": "me", "kind": "action"})
    review.refresh_from_db()
    sign = {"read": review.serial}
    pressed = presses(world, (world.ada, "review_sign", sign), (world.ben, "review_sign", sign))
    assert at_once(pressed) == [303, 303]
    assert ActionItem.objects.count() == 1
    assert News.objects.filter(kind="review_signed").count() == 1


def test_two_clocks_at_once_open_each_review_once(world):
    Mentorship.objects.update(started_at=clock.now() - timedelta(days=90))
    world.cohort.starts_on = clock.now().date() - timedelta(days=90)
    world.cohort.save()
    period = period_on(world.cohort, settings_of(world.program), clock.now().date())
    assert period is not None
    day = period.opens_at(4, world.program.zone) + timedelta(hours=1)
    opened_by = at_once([lambda: open_reviews(day)] * 3)
    assert (sum(opened_by), Review.objects.count(), ReviewSheet.objects.count()) == (2, 2, 4)
    assert News.objects.filter(kind="review_open").count() == 4
