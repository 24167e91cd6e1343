"""Three times, one answer: it books, the others lapse, and whoever is second hears so."""

from datetime import date, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import PermissionDenied

from mentorship.lib import clock
from mentorship.lib.refusals import Conflict, Refusal
from mentorship.notifications.models import Occurrence
from programs.models import News
from sessions.actions.meetings import book_meeting
from sessions.actions.proposals import pick_time, propose_times, take_times_back
from sessions.models import Meeting, TimesProposal
from sessions.queries.wall import When
from tests import make
from tests.sessions import rows

pytestmark = pytest.mark.usefixtures("frozen")  # Wednesday 18 November 2026, 10:00 UTC
BERLIN = ZoneInfo("Europe/Berlin")
State = TimesProposal.State


def at(day: int, hour: int = 14, month: int = 12) -> When:
    return When(date(2026, month, day), time(hour), 45, BERLIN)


THREE = {1: at(1), 2: at(2), 3: at(3)}


@pytest.fixture
def ada(world):
    return rows.seats(world.ada_ben)[0]


@pytest.fixture
def ben(world):
    return rows.seats(world.ada_ben)[1]


@pytest.fixture
def proposal(ben):
    return propose_times(by=ben, times=THREE, place="Room 4", channel="person")


def waiting(world, person) -> list[str]:
    found = News.objects.visible_to(person.user).open().filter(reader__enrolment__person=person)
    return sorted(found.values_list("kind", flat=True))


def test_times_ask_the_other_on_today_and_by_mail_and_nobody_else(world, proposal):
    assert [one.starts_at.astimezone(BERLIN).day for one in proposal.times.all()] == [1, 2, 3]
    assert (waiting(world, world.ada), waiting(world, world.ben)) == (["times_proposed"], [])
    mails = Occurrence.objects.filter(kind="times_proposed").values_list("recipient", flat=True)
    assert list(mails) == [world.ada.user_id]
    assert not Meeting.objects.exists()


def test_picking_one_books_it_for_both_and_closes_the_question(world, ada, proposal):
    meeting = pick_time(by=ada, proposal=proposal, time=proposal.times.all()[1])
    proposal.refresh_from_db()
    assert (proposal.state, proposal.meeting) == (State.PICKED, meeting)
    assert meeting.starts_at.astimezone(BERLIN).strftime("%d %H:%M") == "02 14:00"
    assert (meeting.place, meeting.channel, meeting.zone) == ("Room 4", "person", "Europe/Berlin")
    assert Occurrence.objects.filter(kind="meeting_booked", subject_id=meeting.pk).count() == 2
    assert waiting(world, world.ada) == []
    told = News.objects.filter(reader__enrolment__person=world.ben).values_list("kind", "ref")
    assert list(told) == [("times_answered", meeting.number)]


def test_whoever_answers_second_gets_a_conflict_and_books_nothing(ada, proposal):
    first, second, _third = proposal.times.all()
    pick_time(by=ada, proposal=proposal, time=first)
    with pytest.raises(Conflict, match="answered already"):
        pick_time(by=ada, proposal=proposal, time=second)
    assert Meeting.objects.count() == 1


def test_nobody_picks_their_own_times_or_takes_back_the_others(ada, ben, proposal):
    with pytest.raises(PermissionDenied):
        pick_time(by=ben, proposal=proposal, time=proposal.times.first())
    with pytest.raises(PermissionDenied):
        take_times_back(by=ada, proposal=proposal)
    proposal.refresh_from_db()
    assert proposal.state == State.OPEN


def test_three_other_times_answer_the_three_before(world, ada, ben, proposal):
    own = propose_times(by=ada, times={1: at(8), 3: at(9)})
    proposal.refresh_from_db()
    assert (proposal.state, own.state) == (State.COUNTERED, State.OPEN)
    assert (waiting(world, world.ada), waiting(world, world.ben)) == ([], ["times_proposed"])
    propose_times(by=ada, times={1: at(10)})
    own.refresh_from_db()
    assert own.state == State.TAKEN_BACK
    assert TimesProposal.objects.open().count() == 1


def test_taking_back_closes_the_question(world, ben, proposal):
    take_times_back(by=ben, proposal=proposal)
    assert waiting(world, world.ada) == []
    with pytest.raises(Conflict):
        take_times_back(by=ben, proposal=proposal)


def test_another_date_lets_the_times_lapse(world, ada, proposal):
    book_meeting(by=ada, when=at(20))
    proposal.refresh_from_db()
    assert (proposal.state, waiting(world, world.ada)) == (State.LAPSED, [])


def test_a_time_that_passed_or_was_taken_meanwhile_is_a_conflict_and_stays_open(world, ada, proposal):
    rows.meeting(world.ada_ben, starts_at=proposal.times.first().starts_at + timedelta(minutes=30))
    with pytest.raises(Conflict, match="already have a meeting"):
        pick_time(by=ada, proposal=proposal, time=proposal.times.first())
    late = proposal.times.last()
    with clock.at(late.starts_at + timedelta(hours=1)), pytest.raises(Conflict, match="passed"):
        pick_time(by=ada, proposal=proposal, time=late)
    proposal.refresh_from_db()
    assert proposal.state == State.OPEN


@pytest.mark.parametrize(
    ("times", "field", "words"),
    [
        ({1: at(1), 2: at(17, month=11)}, "day_2", "passed"),
        ({1: at(1), 3: at(1)}, "hour_3", "once more"),
        ({1: When(date(2027, 3, 28), time(2, 30), 45, BERLIN)}, "hour_1", "skip 02:30"),
        ({}, "day_1", "at least one"),
    ],
)
def test_times_that_cannot_be_are_refused_in_their_line(ben, times, field, words):
    with pytest.raises(Refusal, match=words) as refused:
        propose_times(by=ben, times=times)
    assert refused.value.field == field
    assert not TimesProposal.objects.exists()


def test_a_time_at_which_the_mentor_meets_somebody_else_is_not_free(world, ben):
    other = make.mentorship(world.cohort, world.mira, mentor=world.enrolment(world.ada))
    book_meeting(by=rows.seats(other)[1], when=at(2))
    with pytest.raises(Conflict, match="no longer free") as refused:
        propose_times(by=ben, times=THREE)
    assert refused.value.field == "hour_2"
