"""The feed: own meetings, each once under its invitation's UID, nothing of them that was not chosen."""

from datetime import timedelta

import pytest
from icalendar import Calendar

from mentorship.accounts.actions.calendar import choose_calendar_words, make_calendar_link
from mentorship.lib import clock
from programs.actions.mentorships import end_mentorship
from sessions.actions.help import tell_safeguarding
from sessions.actions.meetings import cancel_meeting
from sessions.queries.calendar import meeting_invitation
from sessions.queries.calendar_feed import Feed, calendar_by_secret, feed_of
from tests import make
from tests.sessions import rows

pytestmark = pytest.mark.usefixtures("frozen")


@pytest.fixture
def secret(world) -> str:
    return make_calendar_link(user=world.ben.user)


def feed(secret: str) -> Feed:
    own = calendar_by_secret(secret)
    assert own is not None
    return feed_of(own, "en")


def events(secret: str) -> list:
    return Calendar.from_ical(feed(secret).text()).walk("VEVENT")


def test_feed_says_when_and_nothing_else(world, secret):
    meeting = rows.meeting(world.ada_ben, days=3, place="CANARY place", line="CANARY line", sequence=2)
    calendar = Calendar.from_ical(feed(secret).text())
    (event,) = calendar.walk("VEVENT")
    assert set(event) == {
        "UID", "SEQUENCE", "CREATED", "LAST-MODIFIED", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "STATUS", "CLASS",
        "URL",
    }  # fmt: skip
    assert (event["SUMMARY"], event["SEQUENCE"], event["CLASS"]) == ("Mentoring", 2, "PRIVATE")
    assert (event.decoded("DTSTART"), event.decoded("DTEND")) == (meeting.starts_at, meeting.ends_at)
    assert event["URL"] == f"http://127.0.0.1:8000/mentorships/{world.ada_ben.code}/meetings/1/"
    assert set(calendar) == {"PRODID", "VERSION", "X-WR-CALNAME", "REFRESH-INTERVAL", "X-PUBLISHED-TTL"}
    assert b"Ada" not in feed(secret).text()


def test_feed_has_the_uid_of_the_invitation(world, secret):
    meeting = rows.meeting(world.ada_ben, days=3)
    mailed = Calendar.from_ical(meeting_invitation(meeting, reader=world.ben.user, path="/"))
    assert [event["UID"] for event in events(secret)] == [mailed.walk("VEVENT")[0]["UID"]]


def test_feed_says_with_whom_and_where_to_whoever_chose_so(world, secret):
    rows.meeting(world.ada_ben, days=3, place="Room 4")
    choose_calendar_words(user=world.ben.user, names=True, place=True)
    (event,) = events(secret)
    assert (event["SUMMARY"], event["LOCATION"]) == ("Mentoring with Ada", "Room 4")


def test_feed_names_nobody_once_contact_was_stopped(world, secret):
    choose_calendar_words(user=world.ben.user, names=True, place=False)
    rows.meeting(world.ada_ben, days=-3)
    assert [event["SUMMARY"] for event in events(secret)] == ["Mentoring with Ada"]
    tell_safeguarding(by=rows.seats(world.ada_ben)[1], text="Stop.", stops_contact=True)
    assert [event["SUMMARY"] for event in events(secret)] == ["Mentoring"]


def test_feed_holds_ones_own_meetings_ahead_and_of_three_months(world, secret):
    ahead, late = rows.meeting(world.ada_ben, days=30), rows.meeting(world.ada_ben, days=-91)
    rows.meeting(world.ada_ben, days=-93)
    rows.meeting(world.cleo_dan, days=3)
    assert [event["UID"].split("@")[0] for event in events(secret)] == [str(late.uid), str(ahead.uid)]


def test_feed_drops_a_meeting_that_was_called_off(world, secret):
    kept, off = rows.meeting(world.ada_ben, days=3), rows.meeting(world.ada_ben, days=5)
    cancel_meeting(by=rows.seats(world.ada_ben)[0], meeting=off)
    assert [event["UID"].split("@")[0] for event in events(secret)] == [str(kept.uid)]


def test_feed_drops_what_was_to_come_when_the_mentorship_ends(world, secret):
    rows.meeting(world.ada_ben, days=3)
    end_mentorship(mentorship=world.ada_ben, by=world.mira)
    assert events(secret) == []


def test_etag_is_the_same_until_something_in_the_text_changes(world, secret):
    seen = []

    def changed() -> bool:
        """And the text itself changed exactly when the tag did."""
        seen.append((feed(secret).etag, feed(secret).text()))
        (old_tag, old_text), (tag, text) = seen[-2:]
        assert (tag != old_tag) is (text != old_text)
        return tag != old_tag

    seen.append((feed(secret).etag, feed(secret).text()))
    meeting = rows.meeting(world.ada_ben, days=3, place="Room 4")
    assert changed()
    with clock.at(clock.now() + timedelta(days=2)):
        assert not changed()
    choose_calendar_words(user=world.ben.user, names=False, place=False)
    assert not changed()
    choose_calendar_words(user=world.ben.user, names=True, place=False)
    assert changed()
    choose_calendar_words(user=world.ben.user, names=True, place=True)
    assert changed()
    type(world.ada).objects.filter(pk=world.ada.pk).update(name="Adela")
    assert changed()
    cancel_meeting(by=rows.seats(world.ada_ben)[0], meeting=meeting)
    assert changed()
    rows.meeting(world.cleo_dan, days=9)
    assert not changed()


def test_secret_is_found_by_itself_alone_and_while_the_account_is_in_use(world, secret):
    assert calendar_by_secret(secret).user == world.ben.user
    for wrong in (secret[:-1], secret + "x", secret.swapcase(), "", "é" * 32, "A" * 32):
        assert calendar_by_secret(wrong) is None
    world.ben.user.is_active = False
    world.ben.user.save()
    assert calendar_by_secret(secret) is None


@pytest.mark.parametrize("count", [1, 3, 30])
@pytest.mark.parametrize("names", [False, True])
def test_feed_takes_three_statements_however_long_it_is(
    world, secret, django_assert_num_queries, count, names
):
    choose_calendar_words(user=world.ben.user, names=names, place=True)
    for number in range(count):
        rows.meeting(world.ada_ben, days=number + 1, number=number + 1)
    with django_assert_num_queries(3):
        text = feed(secret).text()
    assert text.count(b"BEGIN:VEVENT") == count


def test_several_mentorships_are_one_feed(world, secret):
    other = make.mentorship(
        world.cohort, world.mira, mentor=world.enrolment(world.cleo), mentee=_another_place(world)
    )
    rows.meeting(other, days=1)
    rows.meeting(world.ada_ben, days=2)
    choose_calendar_words(user=world.ben.user, names=True, place=False)
    assert [event["SUMMARY"] for event in events(secret)] == ["Mentoring with Cleo", "Mentoring with Ada"]


def _another_place(world):
    place = world.enrolment(world.ben)
    place.capacity = 2
    place.save()
    return place
