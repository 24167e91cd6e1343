"""Invitations are read back as a calendar would."""

from datetime import UTC, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from mentorship.lib import clock
from sessions.models import Meeting
from sessions.queries.calendar import meeting_invitation
from tests.sessions import rows

pytestmark = pytest.mark.usefixtures("frozen")
LINK = "https://trellis.example/mentorships/k7f3/meetings/1/"


def parsed(meeting: Meeting, reader) -> tuple[Calendar, object]:
    calendar = Calendar.from_ical(meeting_invitation(meeting, reader=reader, link=LINK))
    (event,) = calendar.walk("VEVENT")
    return calendar, event


def test_invitation_says_when_where_and_between_whom(world):
    meeting = rows.meeting(world.ada_ben, days=3, place="Room 4; second floor, ask\nfor Ada", sequence=2)
    calendar, event = parsed(meeting, world.ben.user)
    assert calendar["METHOD"] == "REQUEST"
    assert event["UID"].startswith(f"{meeting.uid}@")
    assert event["SEQUENCE"] == 2
    assert event.decoded("DTSTART") == meeting.starts_at.astimezone(UTC)
    assert event.decoded("DTEND") == meeting.ends_at.astimezone(UTC)
    assert event.decoded("DTSTAMP") == clock.now()
    assert event["SUMMARY"] == "Mentoring meeting"
    assert event["LOCATION"] == meeting.place
    assert event["STATUS"] == "CONFIRMED"
    assert [(str(one), one.params["CN"]) for one in event["ATTENDEE"]] == [
        ("invalid:nomail", "Ada"),
        ("mailto:ben@orchard.example", "Ben"),
    ]
    assert "DESCRIPTION" not in event


def test_invitation_names_an_address_only_where_it_is_shared(world):
    world.ada.contact = "Mail me: ada@orchard.example"
    world.ada.save()
    meeting = rows.meeting(world.ada_ben, days=3)
    _, event = parsed(meeting, world.ben.user)
    assert str(event["ATTENDEE"][0]) == "mailto:ada@orchard.example"
    world.ada.shows_contact = False
    world.ada.save()
    _, event = parsed(meeting, world.ben.user)
    assert str(event["ATTENDEE"][0]) == "invalid:nomail"


def test_invitation_of_a_cancelled_meeting_takes_it_out_of_the_calendar(world):
    meeting = rows.meeting(world.ada_ben, days=3)
    booked = parsed(meeting, world.ada.user)[1]
    meeting.state, meeting.sequence = Meeting.State.CANCELLED, 1
    calendar, event = parsed(meeting, world.ada.user)
    assert (calendar["METHOD"], event["STATUS"], event["SEQUENCE"]) == ("CANCEL", "CANCELLED", 1)
    assert event["UID"] == booked["UID"]


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    place=st.text(
        st.characters(exclude_categories=["Cs", "Cc"], include_characters='\r\n\t;:,\\"'), max_size=300
    )
)
def test_invitation_takes_any_place_without_growing_a_property(world, place):
    meeting = Meeting(
        mentorship=world.ada_ben,
        number=1,
        starts_at=clock.now(),
        ends_at=clock.now() + timedelta(hours=1),
        place=place,
    )
    calendar, event = parsed(meeting, world.ada.user)
    wanted = {
        "UID",
        "SEQUENCE",
        "DTSTAMP",
        "DTSTART",
        "DTEND",
        "SUMMARY",
        "STATUS",
        "URL",
        "ORGANIZER",
        "ATTENDEE",
    } | ({"LOCATION"} if place else set())
    assert set(event) == wanted
    assert len(calendar.subcomponents) == 1
    assert set(calendar) == {"PRODID", "VERSION", "METHOD"}
