"""What was left open becomes a topic of the next meeting, once."""

from datetime import date, time
from zoneinfo import ZoneInfo

import pytest

from mentorship.lib.refusals import Conflict
from sessions.actions.carrying import carry_over
from sessions.actions.meetings import book_meeting, cancel_meeting
from sessions.models import AgendaItem, Meeting
from sessions.queries.wall import When
from tests.sessions import rows

pytestmark = pytest.mark.usefixtures("frozen")
NEXT = When(date(2026, 12, 1), time(14), 45, ZoneInfo("Europe/Berlin"))


@pytest.fixture
def ben(world):
    return rows.seats(world.ada_ben)[1]


@pytest.fixture
def last(world):
    return rows.meeting(world.ada_ben, days=-3)


@pytest.fixture
def ahead(world, last):
    return rows.meeting(world.ada_ben, days=3)


def titles(meeting) -> list[str]:
    return [item.title for item in AgendaItem.objects.filter(meeting=meeting)]


def test_open_topics_come_over_once_with_everything_they_had(world, ben, last, ahead):
    rows.topic(last, "Talked", discussed=True)
    rows.topic(last, "Left", kind="practice", tried="Twice", direction="both", minutes=10)
    rows.topic(last, "Parked", parked=True, author=rows.seats(world.ada_ben)[0])
    rows.topic(ahead, "New")
    assert len(carry_over(by=ben, meeting=ahead)) == 2
    assert carry_over(by=ben, meeting=ahead) == []
    assert titles(ahead) == ["New", "Left", "Parked"]
    left, parked = AgendaItem.objects.filter(meeting=ahead)[1:]
    assert (left.kind, left.tried, left.direction, left.minutes) == ("practice", "Twice", "both", 10)
    assert (left.author, parked.author.is_mentor, parked.parked) == (ben, True, False)


def test_where_nobody_ticks_topics_off_nothing_counts_as_left(ben, last, ahead):
    rows.topic(last, "Talked about, surely")
    assert carry_over(by=ben, meeting=ahead) == []


@pytest.mark.parametrize("state", [Meeting.State.MISSED, Meeting.State.CANCELLED])
def test_topics_of_a_meeting_that_did_not_happen_wait_for_the_next(world, ben, last, ahead, state):
    rows.topic(last, "Still there")
    Meeting.objects.filter(pk=last.pk).update(state=state)
    carry_over(by=ben, meeting=ahead)
    assert titles(ahead) == ["Still there"]


def test_booking_the_next_takes_over_by_itself(ben, last):
    rows.topic(last, "Parked", parked=True)
    booked = book_meeting(by=ben, when=NEXT)
    assert titles(booked) == ["Parked"]


def test_nothing_comes_from_another_pair_or_into_a_cancelled_meeting(world, ben, last, ahead):
    rows.topic(rows.meeting(world.cleo_dan, days=-2), "Not yours", parked=True)
    assert carry_over(by=ben, meeting=ahead) == []
    rows.topic(last, "Parked", parked=True)
    cancel_meeting(by=ben, meeting=ahead)
    with pytest.raises(Conflict):
        carry_over(by=ben, meeting=ahead)
    assert titles(ahead) == []
