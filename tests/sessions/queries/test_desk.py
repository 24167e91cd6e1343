"""One's own actions."""

import pytest

from mentorship.lib import clock
from sessions.queries.desk import my_actions
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


@pytest.mark.parametrize("pairs", [1, 3, 30])
def test_desk_costs_the_same_whatever_there_is(world, django_assert_num_queries, pairs):
    mentor = make.enrolment(world.cohort, "mentor", capacity=pairs)
    for _ in range(pairs):
        pair = make.mentorship(world.cohort, world.mira, mentor=mentor)
        rows.action(rows.seats(pair)[0])
    user = mentor.person.user
    with django_assert_num_queries(1):
        assert len(my_actions(user)) == pairs
