"""A date in the calendars of those who said yes: put in, moved, taken out, each with a higher SEQUENCE."""

from datetime import date, time, timedelta

import pytest
from django.core import mail
from icalendar import Calendar

from mentorship import outbox
from mentorship.lib import clock
from programs.actions.timeline import Wanted, add_date, answer_date, edit_date, remove_date
from programs.models import TimelineDate
from tests.world import World

pytestmark = pytest.mark.usefixtures("frozen")
WANTED = Wanted(day=date(2026, 12, 1), name="Open evening", hour=time(18), place="Room 2", asks=True)


@pytest.fixture
def evening(world: World) -> TimelineDate:
    return add_date(cohort=world.cohort, by=world.mira, wanted=WANTED)


def entries() -> list[tuple[str, str, int, str, str]]:
    """To whom, METHOD, SEQUENCE, STATUS and PARTSTAT of every invitation that has left, in that order."""
    outbox.send_due(clock.now() + timedelta(minutes=1))
    found = []
    for one in mail.outbox:
        for part in one.alternatives:
            if part[1].startswith("text/calendar"):
                calendar = Calendar.from_ical(part[0])
                (event,) = calendar.walk("VEVENT")
                assert f"method={calendar['method']}" in part[1]
                attendee = event["attendee"]
                assert str(attendee) == f"mailto:{one.to[0]}"
                who = one.to[0].partition("@")[0]
                facts = (int(event["sequence"]), str(event["status"]), str(attendee.params["PARTSTAT"]))
                found.append((who, str(calendar["method"]), *facts))
    mail.outbox.clear()
    return found


def test_a_yes_brings_an_invitation_and_the_others_hear_nothing(world: World, evening: TimelineDate):
    answer_date(date=evening, person=world.ben, answer="yes")
    answer_date(date=evening, person=world.ada, answer="maybe")
    answer_date(date=evening, person=world.dan, answer="no")
    assert entries() == [("ben", "REQUEST", 0, "CONFIRMED", "ACCEPTED")]
    answer_date(date=evening, person=world.ben, answer="yes")
    assert entries() == []


def test_a_changed_mind_takes_it_out_and_puts_it_in_again(world: World, evening: TimelineDate):
    answer_date(date=evening, person=world.ben, answer="yes")
    entries()
    answer_date(date=evening, person=world.ben, answer="no")
    assert entries() == [("ben", "CANCEL", 1, "CANCELLED", "NEEDS-ACTION")]
    answer_date(date=evening, person=world.ben, answer="maybe")
    assert entries() == []
    answer_date(date=evening, person=world.ben, answer="yes")
    assert entries() == [("ben", "REQUEST", 3, "CONFIRMED", "ACCEPTED")]


def test_a_mind_changed_before_the_mail_left_sends_the_last_alone(world: World, evening: TimelineDate):
    answer_date(date=evening, person=world.ben, answer="yes")
    answer_date(date=evening, person=world.ben, answer="no")
    assert [method for _who, method, *_rest in entries()] == ["CANCEL"]


def test_a_change_moves_the_entry_of_those_who_have_one(world: World, evening: TimelineDate):
    answer_date(date=evening, person=world.ben, answer="yes")
    answer_date(date=evening, person=world.dan, answer="maybe")
    entries()
    elsewhere = edit_date(date=evening, by=world.mira, sequence=0, wanted=replaced(place="Room 3"))
    assert entries() == [("ben", "REQUEST", 100, "CONFIRMED", "ACCEPTED")]
    later = edit_date(date=elsewhere, by=world.mira, sequence=1, wanted=replaced(hour=time(19)))
    assert entries() == [("ben", "REQUEST", 200, "CONFIRMED", "NEEDS-ACTION")]
    answer_date(date=later, person=world.ben, answer="no")  # not at that hour
    assert [(method, sequence) for _who, method, sequence, *_rest in entries()] == [("CANCEL", 200)]


def replaced(**facts: object) -> Wanted:
    return Wanted(**{**vars(WANTED), **facts})


def test_what_changes_nothing_in_a_calendar_sends_nothing(world: World, evening: TimelineDate):
    answer_date(date=evening, person=world.ben, answer="yes")
    entries()
    edit_date(date=evening, by=world.mira, sequence=0, wanted=replaced(asks=True))
    assert entries() == []


def test_a_date_that_is_removed_leaves_the_calendars(world: World, evening: TimelineDate):
    answer_date(date=evening, person=world.ben, answer="yes")
    answer_date(date=evening, person=world.dan, answer="maybe")
    entries()
    remove_date(date=evening, by=world.mira)
    assert entries() == [("ben", "CANCEL", 100, "CANCELLED", "ACCEPTED")]


def test_the_mail_says_when_and_where(world: World, evening: TimelineDate):
    answer_date(date=evening, person=world.ben, answer="yes")
    outbox.send_due(clock.now() + timedelta(minutes=1))
    (one,) = [one for one in mail.outbox if "Open evening" in one.subject]
    assert one.subject == "Open evening: Tue 1 Dec"
    said = " ".join(one.body.split())
    assert "you said that you come to “Open evening”: Tue 1 December 2026, 18:00–19:00." in said
    assert "Where: Room 2" in said
