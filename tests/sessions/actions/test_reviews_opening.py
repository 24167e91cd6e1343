"""Reviews open by the clock: each pair's once, on its own day, in a few statements for any number of pairs."""

from datetime import UTC, date, datetime, timedelta

import pytest

from mentorship.lib import clock
from programs.models import Mentorship, ReviewSettings
from sessions.actions.goals import edit_goal, set_goal
from sessions.actions.reviews_opening import open_reviews
from sessions.models import Review, ReviewSheet
from tests import make
from tests.sessions import rows
from tests.sessions.reviews import waiting_for

# December 2026 begins on a Tuesday; the program's zone is UTC.
FIRST = datetime(2026, 12, 1, 9, tzinfo=UTC)
DAYS = {0: FIRST, 1: FIRST + timedelta(days=1), 2: FIRST + timedelta(days=2), 3: FIRST + timedelta(days=3)}
DAYS[4] = FIRST + timedelta(days=6)
LONG_AGO = datetime(2026, 9, 1, tzinfo=UTC)


@pytest.fixture
def long(world):
    """Both pairs have worked together since September."""
    Mentorship.objects.update(started_at=LONG_AGO)
    return world


def own_day(mentorship: Mentorship) -> datetime:
    return DAYS[mentorship.pk % 5]


def test_review_opens_on_the_pairs_own_morning_and_once(long):
    day = own_day(long.ada_ben)
    open_reviews(day - timedelta(minutes=1))
    assert not Review.objects.filter(mentorship=long.ada_ben).exists()
    open_reviews(day)
    review = Review.objects.get(mentorship=long.ada_ben)
    assert (review.period, review.opened_at, review.since) == ("2026-q4", day, LONG_AGO)
    assert review.deadline == (day + timedelta(days=14)).replace(hour=23, minute=59)
    for member in rows.seats(long.ada_ben):
        assert waiting_for(member) == ["review_open"]
    assert open_reviews(day + timedelta(hours=1)) == 0
    assert ReviewSheet.objects.filter(review=review).count() == 2


def test_days_of_outage_open_late_and_weeks_of_it_do_not(long):
    weeks = own_day(long.ada_ben) + timedelta(days=14)
    open_reviews(weeks)
    assert not Review.objects.filter(mentorship=long.ada_ben).exists()
    days = weeks - timedelta(minutes=1)
    open_reviews(days)
    assert Review.objects.get(mentorship=long.ada_ben).opened_at == days


@pytest.mark.parametrize(
    "facts",
    [
        {"state": "ended"},
        {"contact_stopped_at": FIRST},
        {"paused_until": (FIRST + timedelta(days=60)).date()},
        {"started_at": FIRST - timedelta(days=20)},
    ],
    ids=["ended", "stopped", "resting", "first month"],
)
def test_nobody_is_asked_who_ended_stopped_rests_or_has_just_begun(long, facts):
    Mentorship.objects.filter(pk=long.ada_ben.pk).update(**facts)
    assert open_reviews(DAYS[4]) == 1
    assert Review.objects.get().mentorship == long.cleo_dan


def test_two_who_come_back_from_a_rest_within_two_weeks_find_it(long):
    rest = Mentorship.objects.filter(pk=long.ada_ben.pk)
    rest.update(paused_until=(DAYS[4] + timedelta(days=3)).date())
    open_reviews(DAYS[4])
    assert not Review.objects.filter(mentorship=long.ada_ben).exists()
    open_reviews(DAYS[4] + timedelta(days=3))
    assert Review.objects.filter(mentorship=long.ada_ben).exists()


def test_facts_are_those_of_the_opening_and_goals_stand_beside_their_first_words(long):
    ada, ben = rows.seats(long.ada_ben)
    day = own_day(long.ada_ben)
    with clock.at(day - timedelta(days=50)):
        goal = set_goal(by=ben, sentence="I lead a team.")
        set_goal(by=ben, sentence="Mine alone", only_me=True)
        rows.meeting(long.ada_ben, days=-1)
        rows.meeting(long.ada_ben, days=3, state="missed")
    with clock.at(day - timedelta(days=9)):
        goal = edit_goal(by=ben, goal=goal, version=1, sentence="I lead a team of three.")
        rows.milestone(goal, reached_at=clock.now())
        rows.milestone(goal)
        rows.action(ada, done_at=clock.now())
        rows.action(ada)
        rows.goal(long.ada_ben, "Closed long before", state="let_go", closed_at=LONG_AGO - timedelta(days=1))
    open_reviews(day)
    review = Review.objects.get(mentorship=long.ada_ben)
    assert (review.meetings, review.actions) == (1, 1)
    (kept,) = review.goals.all()
    assert (kept.began.sentence, kept.words.sentence) == ("I lead a team.", "I lead a team of three.")
    assert (kept.state, kept.steps, kept.reached, kept.evidence) == ("in_focus", 2, 1, 0)
    rows.meeting(long.ada_ben, days=-1)
    edit_goal(by=ben, goal=goal, version=goal.version, sentence="Something else.")
    review.refresh_from_db()
    kept.refresh_from_db()
    assert (review.meetings, kept.words.sentence) == (1, "I lead a team of three.")


def test_the_next_review_looks_back_to_the_last_and_none_comes_soon_after(long):
    day = own_day(long.ada_ben)
    open_reviews(day)
    spring = datetime(2027, 3, 5, 9, tzinfo=UTC) + timedelta(days=3)
    open_reviews(spring)
    latest = Review.objects.filter(mentorship=long.ada_ben).latest("opened_at")
    assert (latest.period, latest.since) == ("2027-q1", day)
    start = spring.date() - timedelta(weeks=26)
    long.cohort.starts_on, long.cohort.ends_on = start, start + timedelta(weeks=60)
    long.cohort.save()
    ReviewSettings.objects.create(program=long.program, rhythm="cycle", cycle_weeks=27)
    assert open_reviews(spring + timedelta(days=20)) == 0


def test_a_program_with_a_cycle_opens_its_rounds(long):
    ReviewSettings.objects.create(
        program=long.program, rhythm="cycle", cycle_weeks=8, days=10, prompts=["Why?"]
    )
    long.cohort.starts_on = date(2026, 9, 28)
    long.cohort.save()
    monday = datetime(2026, 11, 23, 9, tzinfo=UTC)
    opened = [open_reviews(monday + timedelta(days=day)) for day in range(5)]
    assert sum(opened) == 2
    review = Review.objects.get(mentorship=long.ada_ben)
    assert (review.period, review.prompts) == ("round-1", ["Why?"])
    assert review.opened_at == monday + timedelta(days=long.ada_ben.pk % 5)
    assert review.deadline.date() == review.opened_at.date() + timedelta(days=10)


@pytest.mark.parametrize("number", [1, 3, 30])
def test_opening_costs_the_same_for_any_number_of_pairs(long, number, django_assert_num_queries, on_postgres):
    Mentorship.objects.update(state="ended")
    with clock.at(LONG_AGO):
        for _row in range(number):
            pair = make.mentorship(long.cohort, long.mira)
            goal = rows.goal(pair)
            rows.milestone(goal)
            rows.meeting(pair, days=1)
    # SQLite takes so many values at a time, which sixty sheets are just above.
    split = number == 30 and not on_postgres
    with django_assert_num_queries(STATEMENTS + split):
        assert open_reviews(DAYS[4]) == number
    with django_assert_num_queries(2):
        assert open_reviews(DAYS[4]) == 0


# Cohorts, pairs; a transaction, the lock, earlier reviews, meetings, actions, reviews, members, sheets, news, goals,
# their words, the goals of the reviews; each write of many in a savepoint of its own where the database needs it.
STATEMENTS = 15
