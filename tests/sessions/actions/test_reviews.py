"""Answers stay alone until both are sealed; then both open at once, or never."""

from datetime import timedelta

import pytest

from mentorship.lib import clock
from mentorship.lib.refusals import Conflict, Refusal
from programs.models import Mentorship, News
from programs.queries.review_periods import quarter_period, settings_of
from sessions.actions import reviews as actions
from sessions.actions.reviews_closing import close_reviews
from sessions.models import AgendaItem, ReviewSheet
from tests.sessions import rows
from tests.sessions.reviews import QUARTER, SAID, opened, sealed_by, waiting_for

pytestmark = pytest.mark.usefixtures("frozen")


def test_review_is_put_on_the_next_agenda_once(world):
    ada, ben = rows.seats(world.ada_ben)
    with pytest.raises(Conflict, match="Find a date"):
        actions.put_review_on_agenda(by=ada, period="2026-q4")
    rows.meeting(world.ada_ben, days=20)
    meeting = rows.meeting(world.ada_ben, days=2)
    item = actions.put_review_on_agenda(by=ada, period="2026-q4")
    assert (item.meeting, item.title) == (meeting, "Our impact review for quarter 4 of 2026")
    assert actions.put_review_on_agenda(by=ben, period="2026-q4") == item
    assert AgendaItem.objects.count() == 1
