"""The agenda: the mentee's order, both people's topics."""

import pytest
from django.core.exceptions import PermissionDenied

from mentorship.lib import clock
from mentorship.lib.refusals import Conflict, Refusal
from mentorship.notifications.models import Delivery, Occurrence
from sessions.actions.agenda import add_topic, move_topic, remove_topic
from sessions.models import AgendaItem, Meeting
from tests.sessions import rows

pytestmark = pytest.mark.usefixtures("frozen")


def titles(meeting) -> list[str]:
    return [item.title for item in AgendaItem.objects.filter(meeting=meeting)]


def test_topic_goes_to_the_end_and_settles_the_reminder(world):
    ada, ben = rows.seats(world.ada_ben)
    meeting = rows.meeting(world.ada_ben, days=1)
    due = {"subject_id": meeting.pk, "recipient": world.ben.user, "due_at": clock.now()}
    reminder = Delivery.objects.create(
        occurrence=Occurrence.objects.create(kind="agenda", **due), due_at=clock.now()
    )
    add_topic(by=ben, meeting=meeting, title="Mine")
    add_topic(by=ada, meeting=meeting, title="Yours")
    assert titles(meeting) == ["Mine", "Yours"]
    reminder.refresh_from_db()
    assert reminder.state == Delivery.State.CANCELLED


def test_topics_move_by_one_and_stay_at_the_ends(world):
    ben = rows.seats(world.ada_ben)[1]
    meeting = rows.meeting(world.ada_ben, days=1)
    first, second, third = [add_topic(by=ben, meeting=meeting, title=title) for title in "abc"]
    move_topic(by=ben, item=third, up=True)
    assert titles(meeting) == ["a", "c", "b"]
    move_topic(by=ben, item=first, up=True)
    move_topic(by=ben, item=second, up=False)
    assert titles(meeting) == ["a", "c", "b"]
    move_topic(by=ben, item=first, up=False)
    assert titles(meeting) == ["c", "a", "b"]


def test_mentor_cannot_reorder_and_nobody_removes_the_others_topic(world):
    ada, ben = rows.seats(world.ada_ben)
    meeting = rows.meeting(world.ada_ben, days=1)
    item = add_topic(by=ben, meeting=meeting, title="Mine")
    with pytest.raises(PermissionDenied, match="mentee’s"):
        move_topic(by=ada, item=item, up=True)
    ada.mentorship.cohort.program.kind = "peer"
    with pytest.raises(PermissionDenied, match="partner’s"):
        move_topic(by=ada, item=item, up=True)
    with pytest.raises(PermissionDenied, match="whoever added"):
        remove_topic(by=ada, item=item)
    remove_topic(by=ben, item=item)
    assert titles(meeting) == []


def test_meeting_cancelled_since_it_was_read_takes_no_topic(world):
    ben = rows.seats(world.ada_ben)[1]
    read_before = rows.meeting(world.ada_ben, days=1)
    add_topic(by=ben, meeting=read_before, title="In time")
    Meeting.objects.filter(pk=read_before.pk).update(state="cancelled")
    with pytest.raises(Conflict, match="closed"):
        add_topic(by=ben, meeting=read_before, title="Too late")
    assert titles(read_before) == ["In time"]


def test_agenda_of_a_cancelled_meeting_and_a_full_one_take_no_topic(world):
    ben = rows.seats(world.ada_ben)[1]
    with pytest.raises(Conflict, match="closed"):
        add_topic(by=ben, meeting=rows.meeting(world.ada_ben, days=1, state="cancelled"), title="No")
    full = rows.meeting(world.ada_ben, days=2)
    for number in range(40):
        rows.topic(full, str(number))
    with pytest.raises(Refusal, match="Forty"):
        add_topic(by=ben, meeting=full, title="One more")
