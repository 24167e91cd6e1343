"""Actions: who will do what by when."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from mentorship.lib.refusals import Conflict, Refusal
from programs.models import News
from sessions.actions.action_items import add_action, hand_back, move_action, remove_action, set_action_done
from sessions.models import ActionItem
from tests import make
from tests.sessions import rows

pytestmark = pytest.mark.usefixtures("frozen")


def test_action_is_written_by_either_for_either_and_ticked_once(world):
    ada, ben = rows.seats(world.ada_ben)
    item = add_action(by=ada, owner=ben, text="Send the outline", due_on=make.some_day(3))
    assert (item.owner, item.done_at) == (ben, None)
    ticked = set_action_done(by=ben, item=item, done=True).done_at
    assert ticked is not None
    assert set_action_done(by=ben, item=item, done=True).done_at == ticked
    assert set_action_done(by=ada, item=item, done=False).done_at is None


@pytest.mark.parametrize("days", [-1, 800])
def test_action_by_a_day_that_is_past_or_far_is_refused(world, days):
    ada = rows.seats(world.ada_ben)[0]
    with pytest.raises(Refusal) as refused:
        add_action(by=ada, owner=ada, text="x", due_on=make.some_day() + timedelta(days=days))
    assert refused.value.field == "due_on"


def test_its_owner_moves_it_or_hands_it_back_with_a_line(world):
    ada, ben = rows.seats(world.ada_ben)
    item = add_action(by=ada, owner=ben, text="Send it", due_on=make.some_day(1))
    assert move_action(by=ben, item=item, due_on=make.some_day(9)).due_on == make.some_day(9)
    assert move_action(by=ben, item=item, due_on=None).due_on is None
    for action, facts in ((move_action, {"due_on": None}), (hand_back, {"line": "No"})):
        with pytest.raises(PermissionDenied):
            action(by=ada, item=item, **facts)
    with pytest.raises(Refusal, match="few words"):
        hand_back(by=ben, item=item, line="")
    assert hand_back(by=ben, item=item, line="It is too late now.").handed_back_at is not None
    assert not ActionItem.objects.open().exists()
    assert News.objects.filter(reader=ada, kind="action_handed_back").count() == 1
    with pytest.raises(Conflict, match="closed"):
        move_action(by=ben, item=item, due_on=None)
    assert set_action_done(by=ben, item=item, done=True).done_at is None


def test_a_mistake_is_removed_by_whoever_wrote_it_down(world):
    ada, ben = rows.seats(world.ada_ben)
    item = add_action(by=ada, owner=ben, text="Send it")
    with pytest.raises(PermissionDenied):
        remove_action(by=ben, item=item)
    remove_action(by=ada, item=item)
    older = rows.action(ben)  # from before it was kept who wrote it down
    remove_action(by=ben, item=older)
    done = set_action_done(by=ben, item=add_action(by=ben, owner=ben, text="Done"), done=True)
    with pytest.raises(Conflict):
        remove_action(by=ben, item=done)
    assert ActionItem.objects.get() == done
