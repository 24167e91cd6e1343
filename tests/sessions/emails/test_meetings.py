"""The mails of a meeting: to both, on their own wall, with an invitation a calendar reads; no word of theirs."""

from datetime import date, time
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar

from mentorship import outbox
from mentorship.notifications.mail import message_of
from mentorship.notifications.models import Occurrence
from sessions.actions.feedback import record_feedback
from sessions.actions.meetings import When, book_meeting, cancel_meeting, move_meeting
from tests.sessions import rows

pytestmark = pytest.mark.usefixtures("frozen")
BERLIN = ZoneInfo("Europe/Berlin")


def when(hour: int) -> When:
    return When(day=date(2026, 12, 1), hour=time(hour), minutes=45, zone=BERLIN)


def message(kind: str, reader):
    """The last message of this kind to this person, or None where it is no longer wanted."""
    occurrence = Occurrence.objects.filter(kind=kind, recipient=reader.user).latest("pk")
    mail = outbox.desk().compose(occurrence)
    return mail and message_of(occurrence, mail)


def invitation(mail):
    (part,) = [one for one in mail.alternatives if one[1].startswith("text/calendar")]
    (event,) = Calendar.from_ical(part[0]).walk("VEVENT")
    return part[1], event


@pytest.fixture
def booked(world):
    world.ada.user.time_zone = "Europe/Helsinki"
    world.ben.user.time_zone = "Europe/Berlin"
    world.ada.user.save()
    world.ben.user.save()
    return book_meeting(by=rows.seats(world.ada_ben)[1], when=when(14), place="CANARY-PLACE")


def test_booked_mail_shows_each_their_own_time_and_invites_their_calendar(world, booked):
    to_ada, to_ben = message("meeting_booked", world.ada), message("meeting_booked", world.ben)
    assert to_ada.to == ["ada@orchard.example"]
    assert to_ada.subject == "Meeting with Ben on Tue 1 Dec 2026, 15:00"
    assert to_ben.subject == "Meeting with Ada on Tue 1 Dec 2026, 14:00"
    kind, event = invitation(to_ada)
    assert kind == "text/calendar; method=REQUEST"
    assert event.decoded("DTSTART").isoformat() == "2026-12-01T13:00:00+00:00"
    assert event["UID"] == invitation(to_ben)[1]["UID"]
    assert "CANARY-PLACE" not in to_ada.subject + to_ada.body + to_ada.alternatives[0][0]
    assert to_ada.reply_to == []


def test_moved_mail_raises_the_sequence_and_makes_the_first_one_unwanted(world, booked):
    moved = move_meeting(
        by=rows.seats(world.ada_ben)[0], meeting=booked, when=when(16), version=1, line="CANARY-LINE"
    )
    assert message("meeting_booked", world.ben) is None
    mail = message("meeting_moved", world.ben)
    event = invitation(mail)[1]
    assert (event["SEQUENCE"], event["UID"].split("@")[0]) == (1, str(moved.uid))
    assert "CANARY-LINE" not in mail.message().as_string()
    assert "a line about it" in mail.body


def test_cancelled_mail_takes_it_out_of_the_calendar(world, booked):
    cancel_meeting(by=rows.seats(world.ada_ben)[0], meeting=booked, line="CANARY-LINE")
    mail = message("meeting_cancelled", world.ben)
    kind, event = invitation(mail)
    assert (kind, event["STATUS"], event["SEQUENCE"]) == ("text/calendar; method=CANCEL", "CANCELLED", 1)
    assert "CANARY-LINE" not in mail.message().as_string()


def test_answers_go_to_the_partner_only_where_the_address_is_shared(world, booked):
    world.ada.contact = "ada@orchard.example is best"
    world.ada.save()
    assert message("meeting_booked", world.ben).reply_to == ["ada@orchard.example"]
    world.ada.shows_contact = False
    world.ada.save()
    assert message("meeting_booked", world.ben).reply_to == []


def test_feedback_mail_says_that_never_what(world):
    meeting = rows.meeting(world.ada_ben, days=-1)
    record_feedback(by=rows.seats(world.ada_ben)[0], meeting=meeting, went_well="CANARY-WORDS")
    mail = message("feedback_received", world.ben)
    assert mail.subject == "Ada wrote you feedback"
    assert "CANARY-WORDS" not in mail.message().as_string()


def test_mail_to_somebody_outside_the_pair_is_not_written(world, booked):
    Occurrence.objects.create(
        kind="meeting_booked", subject_id=booked.pk, recipient=world.mira, period="0", due_at=booked.starts_at
    )
    occurrence = Occurrence.objects.get(recipient=world.mira)
    assert outbox.desk().compose(occurrence) is None
