"""What was to come stops at once when a mentorship ends."""

from datetime import timedelta

import pytest

from mentorship import outbox
from mentorship.lib import clock
from mentorship.notifications.models import Delivery, Occurrence
from programs.actions.mentorships import end_mentorship
from programs.actions.news import ask_partner
from programs.models import News, RhythmProposal
from sessions.actions.closing import close_down
from sessions.actions.meetings import When, book_meeting
from sessions.actions.rhythm import NewRhythm, propose_rhythm
from sessions.models import Meeting
from tests.sessions import rows

pytestmark = pytest.mark.usefixtures("frozen")


def booked(world, days: int = 3) -> Meeting:
    day = clock.today(world.program.zone) + timedelta(days=days)
    hour = clock.now().time().replace(microsecond=0)
    return book_meeting(by=rows.seats(world.ada_ben)[1], when=When(day, hour, 45, world.program.zone))


def test_meetings_ahead_are_called_off_in_both_calendars(world):
    meeting = booked(world)
    end_mentorship(mentorship=world.ada_ben, by=world.mira)
    meeting.refresh_from_db()
    assert (meeting.state, meeting.sequence) == ("cancelled", 1)
    cancelled = Occurrence.objects.filter(kind="meeting_cancelled", subject_id=meeting.pk)
    mails = [outbox.desk().compose(one) for one in cancelled]
    assert [(mail.calendar_method, "METHOD:CANCEL" in mail.calendar) for mail in mails] == [
        ("CANCEL", True)
    ] * 2
    assert {one.recipient for one in cancelled} == {world.ada.user, world.ben.user}


def test_the_invitation_of_a_meeting_called_off_is_not_sent_any_more(world):
    meeting = booked(world)
    end_mentorship(mentorship=world.ada_ben, by=world.mira)
    invitations = Occurrence.objects.filter(kind="meeting_booked", subject_id=meeting.pk)
    assert [outbox.desk().compose(one) for one in invitations] == [None, None]


def test_a_meeting_that_has_begun_goes_on(world):
    going = rows.meeting(world.ada_ben, days=-0.01)
    close_down(world.ada_ben)
    going.refresh_from_db()
    assert going.state == "booked"


def test_questions_and_proposals_are_closed(world):
    ben = rows.seats(world.ada_ben)[1]
    propose_rhythm(by=ben, rhythm=NewRhythm(13, 90))
    ask_partner("ending_begun", by=ben)
    end_mentorship(mentorship=world.ada_ben, by=world.mira)
    assert (News.objects.open().count(), RhythmProposal.objects.open().count()) == (0, 0)


def test_reminders_that_wait_are_not_sent(world):
    rows.meeting(world.ada_ben, days=1)
    past = rows.meeting(world.ada_ben, days=-0.2)
    outbox.plan_due()
    waiting = {"agenda", "feedback"}
    assert {row.occurrence.kind for row in _due(waiting)} == waiting
    end_mentorship(mentorship=world.ada_ben, by=world.mira)
    assert list(_due(waiting)) == []
    left = Occurrence.objects.filter(kind="feedback", subject_id=past.pk)
    assert [outbox.desk().compose(one) for one in left] == [None] * len(left)
    outbox.plan_due()
    assert list(_due(waiting)) == []


def _due(kinds):
    return Delivery.objects.filter(occurrence__kind__in=kinds, state=Delivery.State.DUE).select_related(
        "occurrence"
    )
