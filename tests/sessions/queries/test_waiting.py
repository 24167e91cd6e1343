"""What waits for one person: each condition of UX 2.4 that exists, and its end."""

from datetime import timedelta

import pytest

from mentorship.lib import clock
from programs.actions.mentorships import end_mentorship
from sessions.models import TimesProposal
from sessions.queries.waiting import waiting_for
from tests import make
from tests.sessions import rows

pytestmark = pytest.mark.usefixtures("frozen")


def kinds(person) -> list[str]:
    return [line.kind for line in waiting_for(person.user)]


def settle_goals(world) -> None:
    """A goal with a step, touched today: it asks for nothing."""
    rows.milestone(rows.goal(world.ada_ben))


def test_waiting_in_a_fresh_mentorship_is_the_first_date_and_the_mentees_goal(world):
    assert kinds(world.ada) == ["first_meeting"]
    assert kinds(world.ben) == ["first_meeting", "first_goal"]
    assert waiting_for(world.mira) == waiting_for(world.eve.user) == waiting_for(world.fay.user) == []


def test_waiting_names_the_other_and_where(world):
    line = waiting_for(world.ada.user)[0]
    assert (line.partner.name, line.code, line.program) == ("Ben", world.ada_ben.code, "Growing together")


def test_waiting_asks_neither_for_a_date_while_proposed_times_wait(world):
    settle_goals(world)
    proposal = TimesProposal.objects.create(
        mentorship=world.ada_ben, by=rows.seats(world.ada_ben)[1], zone="UTC", minutes=45
    )
    assert (kinds(world.ada), kinds(world.ben), kinds(world.cleo)) == ([], [], ["first_meeting"])
    TimesProposal.objects.filter(pk=proposal.pk).update(state=TimesProposal.State.LAPSED)
    assert (kinds(world.ada), kinds(world.ben)) == (["first_meeting"], ["first_meeting"])


@pytest.mark.parametrize(
    "minutes, expected", [(16, []), (15, ["meeting_now"]), (-20, ["meeting_now"]), (-50, ["feedback"])]
)
def test_waiting_for_a_meeting_begins_a_quarter_before_and_becomes_feedback(world, minutes, expected):
    settle_goals(world)
    rows.meeting(world.ada_ben, days=minutes / 1440)
    assert kinds(world.ada) == expected


@pytest.mark.parametrize("hours, topics, expected", [(49, 0, []), (48, 0, ["agenda"]), (48, 1, [])])
def test_waiting_for_the_agenda_is_the_mentees_within_two_days(world, hours, topics, expected):
    settle_goals(world)
    meeting = rows.meeting(world.ada_ben, days=hours / 24)
    for _ in range(topics):
        rows.topic(meeting)
    assert kinds(world.ben) == expected
    assert kinds(world.ada) == []


def test_waiting_for_feedback_ends_when_given_and_after_five_days(world):
    settle_goals(world)
    meeting = rows.meeting(world.ada_ben, days=-1)
    assert (kinds(world.ada), kinds(world.ben)) == (["feedback"], ["feedback"])
    rows.feedback(meeting, rows.seats(world.ada_ben)[0])
    assert (kinds(world.ada), kinds(world.ben)) == ([], ["feedback"])
    with clock.at(meeting.ends_at + timedelta(days=5, seconds=1)):
        assert kinds(world.ben) == []


def test_waiting_for_feedback_is_not_asked_of_a_meeting_that_was_missed_or_cancelled(world):
    settle_goals(world)
    for state in ("missed", "cancelled"):
        rows.meeting(world.ada_ben, days=-1, state=state)
    assert kinds(world.ben) == ["first_meeting"]


def test_waiting_actions_are_mine_open_and_past_their_day(world):
    settle_goals(world)
    rows.meeting(world.ada_ben, days=10)
    mentor, mentee = rows.seats(world.ada_ben)
    rows.action(mentee, "Write it down", due_on=make.some_day(-1))
    rows.action(mentee, due_on=make.some_day(0))
    rows.action(mentee, due_on=make.some_day(-1), done_at=clock.now())
    rows.action(mentor, due_on=make.some_day(-1))
    assert [(line.kind, line.text) for line in waiting_for(world.ben.user)] == [
        ("action_overdue", "Write it down")
    ]


@pytest.mark.parametrize("days_ago, expected", [(20, []), (22, ["rhythm"]), (60, ["rhythm"])])
def test_waiting_for_a_date_begins_a_week_before_the_rhythm_asks(world, days_ago, expected):
    settle_goals(world)
    rows.meeting(world.ada_ben, days=-days_ago)
    assert kinds(world.ada) == expected
    rows.meeting(world.ada_ben, days=10)
    assert kinds(world.ada) == []


def test_waiting_goals_want_a_step_and_a_look_after_thirty_days(world):
    rows.meeting(world.ada_ben, days=10)
    old = clock.now() - timedelta(days=31)
    goal = rows.goal(world.ada_ben, touched_at=old)
    assert kinds(world.ben) == ["goal_steps"]
    rows.milestone(goal)
    assert kinds(world.ben) == ["goal_untouched"]
    assert kinds(world.ada) == []
    type(goal).objects.filter(pk=goal.pk).update(state="reached")
    assert kinds(world.ben) == []


def test_waiting_asks_both_of_two_peers_for_a_goal_and_an_agenda(world):
    rows.meeting(world.ada_ben, days=1)
    assert kinds(world.ada) == []
    world.program.kind = "peer"
    world.program.save()
    assert kinds(world.ada) == kinds(world.ben) == ["agenda", "first_goal"]


def test_waiting_ends_with_the_mentorship(world):
    rows.meeting(world.ada_ben, days=-1)
    end_mentorship(mentorship=world.ada_ben, by=world.mira)
    assert kinds(world.ben) == []


def test_waiting_is_ordered_by_what_presses(world):
    mentee = rows.seats(world.ada_ben)[1]
    rows.action(mentee, due_on=make.some_day(-2))
    rows.goal(world.ada_ben)
    rows.meeting(world.ada_ben, days=-1)
    rows.meeting(world.ada_ben, days=1)
    rows.meeting(world.ada_ben, days=0.005)
    assert kinds(world.ben) == ["meeting_now", "agenda", "feedback", "action_overdue", "goal_steps"]
    assert [line.rank for line in waiting_for(world.ben.user)] == [10, 20, 30, 40, 62]


@pytest.mark.parametrize("pairs", [1, 3, 30])
def test_waiting_costs_four_statements_whatever_there_is(world, django_assert_num_queries, pairs):
    mentor = make.enrolment(world.cohort, "mentor", capacity=pairs)
    for _ in range(pairs):
        pair = make.mentorship(world.cohort, world.mira, mentor=mentor)
        rows.meeting(pair, days=-1)
        rows.milestone(rows.goal(pair))
        rows.action(rows.seats(pair)[0], due_on=make.some_day(-3))
    with django_assert_num_queries(4):
        assert len(waiting_for(mentor.person.user)) == 2 * pairs
