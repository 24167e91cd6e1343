"""Marks on topics, and the trend the two see."""

import pytest
from django.core.exceptions import PermissionDenied

from mentorship.lib.refusals import Conflict, Refusal
from sessions.access import get_seat
from sessions.actions.told import mark_topic
from sessions.models import ToldMark
from sessions.queries.told import Trend, told_trend
from tests.sessions import rows

pytestmark = pytest.mark.usefixtures("frozen")


def test_a_mark_is_pressed_changed_and_taken_away(world):
    ada, ben = rows.seats(world.ada_ben)
    topic = rows.topic(rows.meeting(world.ada_ben, days=-1))
    for kind, left in (("told", ["told"]), ("asked", ["asked"]), ("asked", [])):
        mark_topic(by=ada, topic=topic, kind=kind)
        assert list(ToldMark.objects.values_list("kind", flat=True)) == left
    with pytest.raises(PermissionDenied):
        mark_topic(by=ben, topic=topic, kind="told")
    with pytest.raises(Refusal):
        mark_topic(by=ada, topic=topic, kind="shouted")


def test_what_was_not_talked_about_has_no_mark(world):
    topic = rows.topic(rows.meeting(world.ada_ben, days=1))
    with pytest.raises(Conflict):
        mark_topic(by=rows.seats(world.ada_ben)[0], topic=topic, kind="told")


def test_the_trend_begins_with_five_and_looks_at_the_last_eight(world):
    ada = rows.seats(world.ada_ben)[0]
    seat = get_seat(world.ben.user, world.ada_ben.code)
    meeting = rows.meeting(world.ada_ben, days=-1)
    kinds = ["told", "told", "asked", "asked", "confirmed", "asked", "asked", "asked", "told", "asked"]
    trends = []
    for kind in kinds:
        mark_topic(by=ada, topic=rows.topic(meeting), kind=kind)
        trends.append(told_trend(seat))
    assert trends[:4] == [None] * 4
    assert trends[4] == Trend(topics=5, told=2, asked=2, confirmed=1)
    assert trends[9] == Trend(topics=8, told=1, asked=6, confirmed=1)
    assert told_trend(get_seat(world.cleo.user, world.cleo_dan.code)) is None
