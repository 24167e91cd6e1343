"""Wrapping up: topics kept, days for actions, the next date; twice does nothing twice."""

from datetime import date, timedelta
from zoneinfo import ZoneInfo

import pytest

from mentorship.lib.refusals import Conflict, Refusal
from programs.models import Mentorship
from sessions.actions.wrapping import WrapUp, wrap_up
from sessions.models import AgendaItem, Meeting
from tests.sessions import rows

pytestmark = pytest.mark.usefixtures("frozen")  # Wednesday 18 November 2026, 10:00 UTC
BERLIN = ZoneInfo("Europe/Berlin")


@pytest.fixture
def ben(world):
    return rows.seats(world.ada_ben)[1]


@pytest.fixture
def last(world):
    Mentorship.objects.filter(pk=world.ada_ben.pk).update(rhythm_weeks=2)
    return rows.meeting(world.ada_ben, days=-1, place="Room 4", channel="person")


def test_one_press_keeps_topics_dates_actions_and_books_by_the_rhythm(world, ben, last):
    talked, kept = rows.topic(last, "Talked"), rows.topic(last, "Kept")
    mine, theirs = rows.action(ben), rows.action(rows.seats(world.ada_ben)[0])
    day = date(2026, 11, 25)
    said = WrapUp(
        keep=[kept.pk], first="Begin here", due={mine.pk: day, theirs.pk: day, 10**6: day}, book=True
    )
    following = wrap_up(by=ben, meeting=last, said=said)
    assert following.starts_at == last.starts_at + timedelta(weeks=2)
    assert (following.place, following.channel, following.number) == ("Room 4", "person", 2)
    assert [item.title for item in following.agenda_items.all()] == ["Begin here", "Kept"]
    talked.refresh_from_db()
    kept.refresh_from_db()
    assert (talked.discussed, kept.discussed, kept.parked) == (True, False, True)
    mine.refresh_from_db()
    theirs.refresh_from_db()
    assert (mine.due_on, theirs.due_on) == (day, None)


def test_wrapping_up_twice_books_and_carries_once(world, ben, last):
    kept = rows.topic(last, "Kept")
    said = WrapUp(keep=[kept.pk], book=True)
    first = wrap_up(by=ben, meeting=last, said=said)
    assert wrap_up(by=rows.seats(world.ada_ben)[0], meeting=last, said=said) == first
    assert Meeting.objects.count() == 2
    assert AgendaItem.objects.filter(meeting=first).count() == 1


def test_without_a_next_date_the_first_topic_waits_for_one(ben, last):
    assert wrap_up(by=ben, meeting=last, said=WrapUp(first="Later")) is None
    item = AgendaItem.objects.get()
    assert (item.meeting, item.title, item.parked) == (last, "Later", True)


def test_a_next_date_that_is_taken_is_a_conflict_and_nothing_is_done(world, ben, last):
    topic = rows.topic(last)
    other = rows.meeting(world.ada_ben, starts_at=last.starts_at + timedelta(weeks=2))
    Meeting.objects.filter(pk=other.pk).update(state=Meeting.State.HELD)  # so that it is not “ahead”
    with pytest.raises(Conflict) as refused:
        wrap_up(by=ben, meeting=last, said=WrapUp(book=True))
    assert refused.value.field == "book"
    topic.refresh_from_db()
    assert topic.discussed is False


def test_a_day_that_has_passed_is_refused_beside_its_action(ben, last):
    mine = rows.action(ben)
    with pytest.raises(Refusal) as refused:
        wrap_up(by=ben, meeting=last, said=WrapUp(due={mine.pk: date(2026, 11, 1)}))
    assert refused.value.field == f"due_{mine.pk}"


def test_there_is_nothing_to_wrap_up_before_it_began_or_where_it_did_not_happen(world, ben, last):
    Meeting.objects.filter(pk=last.pk).update(state=Meeting.State.MISSED)
    for meeting in (last, rows.meeting(world.ada_ben, days=2)):
        with pytest.raises(Conflict):
            wrap_up(by=ben, meeting=meeting, said=WrapUp())


def test_the_next_one_keeps_its_hour_on_the_wall_over_a_change_of_clocks(world, ben):
    Mentorship.objects.filter(pk=world.ada_ben.pk).update(rhythm_weeks=20)
    last = rows.meeting(world.ada_ben, days=-1)  # 11:00 in Berlin, in winter
    following = wrap_up(by=ben, meeting=last, said=WrapUp(book=True))
    assert following.starts_at.astimezone(BERLIN).strftime("%d %b %H:%M") == "06 Apr 11:00"
    assert following.starts_at.hour == 9
