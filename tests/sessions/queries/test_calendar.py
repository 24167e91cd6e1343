"""Invitations are read back as a calendar would."""

import re
from datetime import UTC, timedelta

import pytest
import vobject
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from mentorship.accounts.actions.calendar import choose_calendar_words
from mentorship.lib import clock
from sessions.actions.meetings import cancel_meeting
from sessions.models import Meeting
from sessions.queries.calendar import meeting_invitation
from tests.sessions import rows

pytestmark = pytest.mark.usefixtures("frozen")
PATH = "/mentorships/k7f3/meetings/1/"
# What people paste: everything but lone surrogates, which no request can carry, and NUL, which we refuse.
ODD = st.sampled_from([*'\r\n\t;:,\\"^\x01\x0b\x0c\x1b\x7f\x85\u2028\ufeff'])
ANY_TEXT = st.text(ODD | st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=120)
ALWAYS = {
    "UID", "SEQUENCE", "CREATED", "LAST-MODIFIED", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "STATUS", "CLASS", "URL",
    "ORGANIZER", "ATTENDEE",
}  # fmt: skip


def parsed(meeting: Meeting, reader) -> tuple[Calendar, object]:
    calendar = Calendar.from_ical(meeting_invitation(meeting, reader=reader, path=PATH))
    (event,) = calendar.walk("VEVENT")
    return calendar, event


def test_invitation_says_when_between_whom_and_nothing_else(world):
    meeting = rows.meeting(world.ada_ben, days=3, place="Room 4", sequence=2)
    calendar, event = parsed(meeting, world.ben.user)
    assert calendar["METHOD"] == "REQUEST"
    assert event["UID"] == f"{meeting.uid}@127.0.0.1"
    assert event["SEQUENCE"] == 2
    assert event.decoded("DTSTART") == meeting.starts_at.astimezone(UTC)
    assert event.decoded("DTEND") == meeting.ends_at.astimezone(UTC)
    assert event.decoded("DTSTAMP") == clock.now()
    assert event["URL"] == f"http://127.0.0.1:8000{PATH}"
    assert (event["SUMMARY"], event["STATUS"], event["CLASS"]) == ("Mentoring", "CONFIRMED", "PRIVATE")
    assert str(event["ORGANIZER"]) == "mailto:no-reply@127.0.0.1"
    assert [(str(one), one.params["CN"]) for one in event["ATTENDEE"]] == [
        ("invalid:nomail", "Ada"),
        ("mailto:ben@orchard.example", "Ben"),
    ]
    assert set(event) == ALWAYS


def test_invitation_says_where_and_with_whom_to_whoever_chose_so(world):
    choose_calendar_words(user=world.ben.user, names=True, place=True)
    meeting = rows.meeting(world.ada_ben, days=3, place="Room 4; second floor, ask\nfor Ada")
    event = parsed(meeting, world.ben.user)[1]
    assert (event["SUMMARY"], event["LOCATION"]) == ("Mentoring with Ada", meeting.place)
    assert set(parsed(meeting, world.ada.user)[1]) == ALWAYS


def test_invitation_of_somebody_known_by_an_address_only_names_nobody(world):
    choose_calendar_words(user=world.ben.user, names=True, place=False)
    world.ada.name = ""
    world.ada.save()
    assert parsed(rows.meeting(world.ada_ben, days=3), world.ben.user)[1]["SUMMARY"] == "Mentoring"


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
    with clock.at(clock.now() + timedelta(hours=2)) as later:
        off = cancel_meeting(by=rows.seats(world.ada_ben)[0], meeting=meeting)
    calendar, event = parsed(off, world.ada.user)
    assert (calendar["METHOD"], event["STATUS"], event["SEQUENCE"]) == ("CANCEL", "CANCELLED", 1)
    assert event["UID"] == booked["UID"]
    assert (booked.decoded("LAST-MODIFIED"), event.decoded("LAST-MODIFIED")) == (meeting.created_at, later)


def as_read(text: str) -> str:
    """iCalendar knows one end of line, and no control character but that and the tab."""
    return re.sub(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]", "", re.sub(r"\r\n?", "\n", text))


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(place=ANY_TEXT, first=ANY_TEXT, second=ANY_TEXT)
def test_no_name_and_no_place_grows_a_property(world, place, first, second):
    """Read back by the library that wrote it and by another one: one event, the same fields, none more."""
    choose_calendar_words(user=world.ben.user, names=True, place=True)
    for person, name in ((world.ada, first), (world.ben, second)):
        type(person).objects.filter(pk=person.pk).update(name=name)
    meeting = rows.meeting(world.ada_ben, days=3, number=7, place=place)
    try:
        calendar, event = parsed(meeting, world.ben.user)
        text = meeting_invitation(meeting, reader=world.ben.user, path=PATH)
    finally:
        meeting.delete()
    assert set(event) - {"LOCATION"} == ALWAYS
    assert (len(calendar.subcomponents), set(calendar)) == (1, {"PRODID", "VERSION", "METHOD"})
    assert len(event["ATTENDEE"]) == 2
    assert str(event.get("LOCATION", "")) == as_read(place)
    world.ada.refresh_from_db()
    name = world.ada.first_name if world.ada.name else ""
    assert str(event["SUMMARY"]) == (f"Mentoring with {name}" if name else "Mentoring")
    other = vobject.readOne(text)
    (again,) = list(other.components())
    assert sorted(one.name for one in again.getChildren()) == sorted([*event, "ATTENDEE"])
    assert again.summary.value == str(event["SUMMARY"])
    assert again.uid.value == event["UID"]
    assert again.dtstart.value == event.decoded("DTSTART")
