"""Milestones: add, tick, move; the goal is touched by each."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from mentorship.lib import clock
from sessions.actions.milestones import add_milestone, move_milestone, set_milestone_reached
from sessions.models import Milestone
from tests.sessions import rows

pytestmark = pytest.mark.usefixtures("frozen")


def test_milestones_are_added_moved_and_ticked_by_the_mentee(world):
    ada, ben = rows.seats(world.ada_ben)
    goal = rows.goal(world.ada_ben, touched_at=clock.now() - timedelta(days=40))
    _first, second = [add_milestone(by=ben, goal=goal, title=title) for title in "ab"]
    move_milestone(by=ben, milestone=second, up=True)
    assert [step.title for step in Milestone.objects.filter(goal=goal)] == ["b", "a"]
    assert set_milestone_reached(by=ben, milestone=second, reached=True).reached_at == clock.now()
    assert set_milestone_reached(by=ben, milestone=second, reached=False).reached_at is None
    goal.refresh_from_db()
    assert goal.touched_at == clock.now()
    with pytest.raises(PermissionDenied):
        set_milestone_reached(by=ada, milestone=second, reached=True)
