"""Milestones: add, tick, move, take off; the goal is touched by each."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from mentorship.lib import clock
from programs.models import News
from sessions.actions.milestones import (
    add_milestone,
    move_milestone,
    remove_milestone,
    set_milestone_reached,
)
from sessions.models import Milestone
from tests import make
from tests.sessions import rows

pytestmark = pytest.mark.usefixtures("frozen")


def test_milestones_are_added_moved_and_ticked_by_the_owner(world):
    ada, ben = rows.seats(world.ada_ben)
    goal = rows.goal(world.ada_ben, touched_at=clock.now() - timedelta(days=40))
    _first, second = [add_milestone(by=ben, goal=goal, title=title) for title in "ab"]
    move_milestone(by=ben, milestone=second, up=True)
    assert [step.title for step in Milestone.objects.filter(goal=goal)] == ["b", "a"]
    assert set_milestone_reached(by=ben, milestone=second, reached=True).reached_at == clock.now()
    assert set_milestone_reached(by=ben, milestone=second, reached=False).reached_at is None
    set_milestone_reached(by=ben, milestone=second, reached=True)
    goal.refresh_from_db()
    assert goal.touched_at == clock.now()
    assert News.objects.filter(kind="milestone_reached").count() == 1
    with pytest.raises(PermissionDenied):
        set_milestone_reached(by=ada, milestone=second, reached=True)


def test_milestone_of_our_way_of_working_has_a_day(world):
    ben, day = rows.seats(world.ada_ben)[1], make.some_day(9)
    step = add_milestone(by=ben, goal=rows.goal(world.ada_ben), title="Start on time", kind="way", due_on=day)
    assert (step.kind, step.due_on) == ("way", day)


def test_milestone_taken_off_comes_back_where_it_was(world):
    ben = rows.seats(world.ada_ben)[1]
    goal = rows.goal(world.ada_ben)
    steps = [add_milestone(by=ben, goal=goal, title=title) for title in "abc"]
    remove_milestone(by=ben, milestone=steps[1])
    assert [step.title for step in Milestone.objects.kept().filter(goal=goal)] == ["a", "c"]
    move_milestone(by=ben, milestone=steps[2], up=True)
    assert [step.title for step in Milestone.objects.kept().filter(goal=goal)] == ["c", "a"]
    for _twice in range(2):
        remove_milestone(by=ben, milestone=steps[1], removed=False)
    assert {step.title for step in Milestone.objects.kept().filter(goal=goal)} == {"a", "b", "c"}
