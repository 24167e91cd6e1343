"""Goals: only the mentee writes."""

import pytest
from django.core.exceptions import PermissionDenied

from mentorship.lib.refusals import Conflict, Refusal
from programs.models import AuditEvent
from sessions.actions.goals import edit_goal, set_goal, set_goal_state
from tests import make
from tests.sessions import rows

pytestmark = pytest.mark.usefixtures("frozen")


def test_goal_is_set_by_the_mentee_numbered_and_audited(world):
    ben = rows.seats(world.ada_ben)[1]
    assert [set_goal(by=ben, sentence=words).number for words in ("One", "Two", "Three")] == [1, 2, 3]
    assert AuditEvent.objects.filter(verb="goal.set").count() == 3
    with pytest.raises(Conflict, match="Three goals"):
        set_goal(by=ben, sentence="Four")


def test_goal_is_never_written_by_the_mentor(world):
    ada = rows.seats(world.ada_ben)[0]
    goal = rows.goal(world.ada_ben)
    with pytest.raises(PermissionDenied, match="mentee’s to write"):
        set_goal(by=ada, sentence="Yours")
    with pytest.raises(PermissionDenied):
        edit_goal(by=ada, goal=goal, version=1, sentence="Yours")
    with pytest.raises(PermissionDenied):
        set_goal_state(by=ada, goal=goal, state="reached")


def test_goal_edited_on_an_old_version_is_a_conflict(world):
    ben = rows.seats(world.ada_ben)[1]
    goal = rows.goal(world.ada_ben)
    assert edit_goal(by=ben, goal=goal, version=1, sentence="New").version == 2
    with pytest.raises(Conflict, match="kept here"):
        edit_goal(by=ben, goal=goal, version=1, sentence="Newer")
    goal.refresh_from_db()
    assert goal.sentence == "New"


@pytest.mark.parametrize("days", [0, -5, 4000])
def test_goal_until_a_past_or_far_day_is_refused(world, days):
    with pytest.raises(Refusal) as refused:
        set_goal(by=rows.seats(world.ada_ben)[1], sentence="x", until=make.some_day(days))
    assert refused.value.field == "until"


def test_goal_is_reached_let_go_and_back_in_focus(world):
    ben = rows.seats(world.ada_ben)[1]
    goal = rows.goal(world.ada_ben)
    for state in ("reached", "let_go", "in_focus"):
        assert set_goal_state(by=ben, goal=goal, state=state).state == state
    with pytest.raises(Refusal):
        set_goal_state(by=ben, goal=goal, state="sunk")
