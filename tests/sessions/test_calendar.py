"""Invitations and the feed in the hands of real calendar programs: entered, moved, taken out; on the right wall."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse

from mentorship import outbox
from mentorship.accounts.actions.calendar import (
    choose_calendar_words,
    make_calendar_link,
    stop_calendar_link,
)
from mentorship.lib import clock
from mentorship.notifications.models import Occurrence
from sessions.actions.meetings import When, book_meeting, book_series, cancel_meeting, move_meeting
from tests.calendar_clients import Client, Complaint
from tests.sessions import rows

pytestmark = pytest.mark.calendar
BERLIN = ZoneInfo("Europe/Berlin")
YEAR = ("2026-01-01", "2026-12-31")
TUESDAY, WEDNESDAY = date(2026, 12, 1), date(2026, 12, 2)


def at(day: date, hour: int, zone: ZoneInfo = BERLIN) -> When:
    return When(day=day, hour=time(hour), minutes=45, zone=zone)


def mailed(reader) -> str:
    """The calendar part of the last invitation to this person that is still wanted."""
    mails = Occurrence.objects.filter(kind__startswith="meeting_", recipient=reader.user).order_by("-pk")
    return next(mail.calendar for one in mails if (mail := outbox.desk().compose(one)))


@pytest.fixture
def client_of(tmp_path):
    def made(zone: str = "Europe/Berlin") -> Client:
        home = tmp_path / zone.replace("/", "-")
        home.mkdir()
        return Client(home, zone)

    return made


def test_an_invitation_enters_moves_and_takes_out_one_entry(frozen, world, client_of):
    ada, ben = rows.seats(world.ada_ben)
    choose_calendar_words(user=world.ben.user, names=True, place=True)
    calendar = client_of()
    meeting = book_meeting(by=ada, when=at(TUESDAY, 14), place="https://meet.example/a;b, c\\d")
    calendar.takes(mailed(world.ben))
    entered = calendar.shows(*YEAR)
    meeting = move_meeting(by=ben, meeting=meeting, when=at(WEDNESDAY, 9), version=1, place="Room 4")
    calendar.takes(mailed(world.ben))
    moved = calendar.shows(*YEAR)
    cancel_meeting(by=ada, meeting=meeting)
    calendar.takes(mailed(world.ben))
    assert entered == ["2026-12-01 14:00|2026-12-01 14:45|Mentoring with Ada|https://meet.example/a;b, c\\d|"]
    assert moved == ["2026-12-02 09:00|2026-12-02 09:45|Mentoring with Ada|Room 4|"]
    assert calendar.shows(*YEAR) == ["2026-12-02 09:00|2026-12-02 09:45|Mentoring with Ada|Room 4|CANCELLED"]


def lines(first: date, zone: ZoneInfo) -> list[str]:
    """What a wall in `zone` shows when it is five in the afternoon in Berlin, three times, twenty weeks apart."""
    days = [first + timedelta(weeks=weeks) for weeks in (0, 20, 40)]
    return [f"{datetime.combine(day, time(17), BERLIN).astimezone(zone):%Y-%m-%d %H:%M}" for day in days]


def test_a_feed_is_subscribed_follows_and_ends(world, client_of, live_server):
    """Read in Berlin and in Santiago, where clocks change on other days and the other way. (The server’s clock is the
    real one, so the days are counted from today.)
    """
    ada, _ben = rows.seats(world.ada_ben)
    world.ada_ben.rhythm_weeks = 20
    world.ada_ben.save()
    day = clock.today(BERLIN) + timedelta(days=7)
    first, second, _third = book_series(by=ada, when=at(day, 17), times=3)
    secret = make_calendar_link(user=world.ben.user)
    address = live_server.url + reverse("sessions:calendar_feed", args=[secret])
    berlin, santiago = client_of(), client_of("America/Santiago")
    for calendar in (berlin, santiago):
        calendar.subscribes(address)
    assert [line[11:16] for line in berlin.shows()] == ["17:00"] * 3
    assert [line[:16] for line in berlin.shows()] == lines(day, BERLIN)
    assert [line[:16] for line in santiago.shows()] == lines(day, ZoneInfo("America/Santiago"))
    earlier = day - timedelta(days=3)
    move_meeting(by=ada, meeting=first, when=at(earlier, 9), version=1)
    cancel_meeting(by=ada, meeting=second)
    berlin.subscribes(address)
    last = day + timedelta(weeks=40)
    assert berlin.shows() == [
        f"{earlier} 09:00|{earlier} 09:45|Mentoring||",
        f"{last} 17:00|{last} 17:45|Mentoring||",
    ]
    stop_calendar_link(user=world.ben.user)
    with pytest.raises(Complaint, match="Not Found"):
        berlin.subscribes(address)
