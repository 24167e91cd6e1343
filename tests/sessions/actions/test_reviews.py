"""The impact review finds its place on the next agenda, once."""

import pytest

from mentorship.lib.quarters import Quarter
from mentorship.lib.refusals import Conflict
from sessions.actions.reviews import put_review_on_agenda
from sessions.models import AgendaItem
from tests.sessions import rows

pytestmark = pytest.mark.usefixtures("frozen")
QUARTER = Quarter(2026, 4)


def test_review_is_put_on_the_next_agenda_once(world):
    ada, ben = rows.seats(world.ada_ben)
    with pytest.raises(Conflict, match="Find a date"):
        put_review_on_agenda(by=ada, quarter=QUARTER)
    rows.meeting(world.ada_ben, days=20)
    meeting = rows.meeting(world.ada_ben, days=2)
    item = put_review_on_agenda(by=ada, quarter=QUARTER)
    assert (item.meeting, item.title) == (meeting, "Our impact review for quarter 4 of 2026")
    assert put_review_on_agenda(by=ben, quarter=QUARTER) == item
    assert AgendaItem.objects.count() == 1
