"""Actions: who will do what by when."""

from datetime import timedelta

import pytest

from mentorship.lib.refusals import Refusal
from sessions.actions.action_items import add_action, set_action_done
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
