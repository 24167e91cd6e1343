"""One's own actions, dates and news."""

from datetime import timedelta

import pytest

from mentorship.lib import clock
from sessions.queries.desk import my_actions, next_dates, recent_events
from tests import make
from tests.sessions import rows

pytestmark = pytest.mark.usefixtures("frozen")


def test_my_actions_are_mine_and_open_with_the_soonest_first(world):
    mentor, mentee = rows.seats(world.ada_ben)
    rows.action(mentee, "no day")
    rows.action(mentee, "later", due_on=make.some_day(3))
    rows.action(mentee, "overdue", due_on=make.some_day(-1))
    rows.action(mentee, "done", done_at=clock.now())
    rows.action(mentor, "not mine")
    assert [(one.text, one.is_overdue) for one in my_actions(world.ben.user)] == [
        ("overdue", True),
        ("later", False),
        ("no day", False),
    ]
    assert my_actions(world.mira) == my_actions(world.cleo.user) == []


def test_next_dates_are_booked_ahead_and_name_the_other(world):
    rows.meeting(world.ada_ben, days=9)
    rows.meeting(world.ada_ben, days=2)
    rows.meeting(world.ada_ben, days=1, state="cancelled")
    rows.meeting(world.ada_ben, days=-3)
    assert [(one.number, one.partner.name) for one in next_dates(world.ada.user)] == [(2, "Ben"), (1, "Ben")]
    assert next_dates(world.mira) == []


def test_recent_events_are_what_the_other_did_since(world):
    since = clock.now()
    mentor, mentee = rows.seats(world.ada_ben)
    with clock.at(since + timedelta(hours=1)):
        rows.meeting(world.ada_ben, days=9, booked_by=mentor)
    with clock.at(since + timedelta(hours=2)):
        rows.goal(world.ada_ben)
        meeting = rows.meeting(world.ada_ben, days=-1, booked_by=mentee)
        rows.feedback(meeting, mentor)
    with clock.at(since + timedelta(hours=3)):
        rows.action(mentor, done_at=clock.now())
        assert [one.kind for one in recent_events(world.ben.user, since)] == [
            "action_done",
            "feedback",
            "meeting_booked",
        ]
        assert [one.kind for one in recent_events(world.ada.user, since)] == ["goal"]
        assert recent_events(world.mira, since) == []


@pytest.mark.parametrize("pairs", [1, 3, 30])
def test_desk_costs_the_same_whatever_there_is(world, django_assert_num_queries, pairs):
    since = clock.now() - timedelta(days=1)
    mentor = make.enrolment(world.cohort, "mentor", capacity=pairs)
    for _ in range(pairs):
        pair = make.mentorship(world.cohort, world.mira, mentor=mentor)
        seat, other = rows.seats(pair)
        rows.meeting(pair, days=3, booked_by=other)
        rows.goal(pair)
        rows.action(seat)
    user = mentor.person.user
    with django_assert_num_queries(1):
        assert len(my_actions(user)) == pairs
    with django_assert_num_queries(2):
        assert len(next_dates(user, most=40)) == pairs
    with django_assert_num_queries(6):
        assert len(recent_events(user, since, most=200)) == 3 * pairs
