"""Booking, moving, cancelling a meeting, and what became of it."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
import vobject

from mentorship.lib import clock
from mentorship.lib.refusals import Conflict, Refusal
from mentorship.notifications.models import Delivery, Occurrence
from programs.actions.mentorships import end_mentorship
from programs.models import AuditEvent, Mentorship
from sessions.actions.meetings import (
    When,
    book_meeting,
    book_series,
    cancel_meeting,
    log_meeting,
    move_meeting,
    record_outcome,
)
from sessions.models import Meeting
from sessions.queries.calendar import meeting_invitation
from tests.sessions import rows

pytestmark = pytest.mark.usefixtures("frozen")  # Wednesday 18 November 2026, 10:00 UTC
BERLIN = ZoneInfo("Europe/Berlin")


def when(day: date = date(2026, 12, 1), hour: time = time(14, 30), minutes: int = 45) -> When:
    return When(day=day, hour=hour, minutes=minutes, zone=BERLIN)


def told(kind: str) -> list[tuple[str, int]]:
    """Period and recipient of what was planned."""
    found = Occurrence.objects.filter(kind=kind).order_by("recipient")
    return [(one.period, one.recipient_id) for one in found]


@pytest.fixture
def booked(world):
    _mentor, mentee = rows.seats(world.ada_ben)
    return book_meeting(by=mentee, when=when(), place="Room 4")


def test_meeting_booked_is_numbered_invited_to_both_and_audited_without_its_place(world, booked):
    assert (booked.number, booked.zone, booked.sequence) == (1, "Europe/Berlin", 0)
    assert booked.starts_at.isoformat() == "2026-12-01T13:30:00+00:00"
    assert booked.ends_at - booked.starts_at == timedelta(minutes=45)
    users = sorted([world.ada.user_id, world.ben.user_id])
    assert told("meeting_booked") == [("0", user) for user in users]
    event = AuditEvent.objects.get(verb="meeting.booked")
    assert (event.target, event.actor) == (f"meeting:{booked.pk}", world.ben.user)


def test_meetings_are_numbered_within_their_mentorship(world, booked):
    ada = rows.seats(world.ada_ben)[0]
    assert book_meeting(by=ada, when=when(date(2026, 12, 2))).number == 2
    assert book_meeting(by=rows.seats(world.cleo_dan)[0], when=when()).number == 1


@pytest.mark.parametrize(
    "day, hour, field, words",
    [
        (date(2026, 11, 17), time(9), "day", "has passed"),
        (date(2026, 11, 18), time(11), "hour", "has passed"),
        (date(1, 1, 1), time(9), "day", "has passed"),
        (date(2029, 1, 1), time(9), "day", "two years"),
        (date(9999, 12, 31), time(23, 59), "day", "two years"),
        (date(2027, 3, 28), time(2, 30), "hour", "skip 02:30"),
    ],
)
def test_meeting_at_an_impossible_time_is_refused_beside_its_field(world, day, hour, field, words):
    with pytest.raises(Refusal, match=words) as refused:
        book_meeting(by=rows.seats(world.ada_ben)[0], when=when(day, hour))
    assert refused.value.field == field
    assert not Meeting.objects.exists()


@pytest.mark.parametrize("day", [date(2027, 3, 28), date(2026, 10, 25)])
def test_meeting_keeps_its_wall_time_around_a_change_of_clocks(world, day):
    with clock.at(clock.now() - timedelta(days=60)):
        meeting = book_meeting(by=rows.seats(world.ada_ben)[0], when=when(day, time(9)))
    assert meeting.starts_at.astimezone(BERLIN).strftime("%Y-%m-%d %H:%M") == f"{day} 09:00"


def test_meeting_over_another_of_the_pair_is_a_conflict_until_that_is_called_off(world, booked):
    ada = rows.seats(world.ada_ben)[0]
    with pytest.raises(Conflict, match="already have a meeting"):
        book_meeting(by=ada, when=when(hour=time(15)))
    cancel_meeting(by=ada, meeting=booked)
    assert book_meeting(by=ada, when=when(hour=time(15))).number == 2


def test_meeting_of_an_ended_mentorship_is_a_conflict(world):
    end_mentorship(mentorship=world.ada_ben, by=world.mira)
    with pytest.raises(Conflict, match="has ended"):
        book_meeting(by=rows.seats(world.ada_ben)[0], when=when())


def test_meeting_moved_keeps_its_uid_raises_its_sequence_and_tells_both(world, booked):
    ada = rows.seats(world.ada_ben)[0]
    uid = booked.uid
    moved = move_meeting(by=ada, meeting=booked, when=when(hour=time(16)), version=1, line="Train is late")
    assert (moved.uid, moved.sequence, moved.version, moved.line) == (uid, 1, 2, "Train is late")
    again = move_meeting(by=ada, meeting=moved, when=when(hour=time(17)), version=2)
    assert again.sequence == 2
    assert [period for period, _ in told("meeting_moved")] == ["1", "2", "1", "2"]


def test_meeting_moved_on_an_old_version_is_a_conflict(world, booked):
    ada, ben = rows.seats(world.ada_ben)
    stale = Meeting.objects.get(pk=booked.pk)
    move_meeting(by=ben, meeting=booked, when=when(hour=time(16)), version=1)
    with pytest.raises(Conflict, match="meanwhile"):
        move_meeting(by=ada, meeting=stale, when=when(hour=time(18)), version=1)
    stale.refresh_from_db()
    assert (stale.sequence, stale.starts_at.hour) == (1, 15)


def test_meeting_called_off_tells_both_and_takes_back_the_agenda_reminder(world, booked):
    ben = rows.seats(world.ada_ben)[1]
    cancelled = cancel_meeting(by=ben, meeting=booked, line="I am ill")
    assert (cancelled.state, cancelled.sequence) == (Meeting.State.CANCELLED, 1)
    assert [period for period, _ in told("meeting_cancelled")] == ["1", "1"]
    with pytest.raises(Conflict, match="no longer"):
        cancel_meeting(by=ben, meeting=cancelled)


def test_meeting_logged_counts_as_held_and_mails_nobody(world):
    ada = rows.seats(world.ada_ben)[0]
    held = log_meeting(by=ada, when=when(date(2026, 11, 17)))
    assert (held.state, held.took_place) == (Meeting.State.HELD, True)
    assert told("meeting_booked") == []
    with pytest.raises(Refusal, match="still ahead"):
        log_meeting(by=ada, when=when(date(2026, 11, 19)))
    with pytest.raises(Refusal, match="not over"):
        log_meeting(by=ada, when=when(date(2026, 11, 18), time(10, 50)))


def test_meeting_that_did_not_happen_takes_back_the_feedback_prompt_and_can_be_corrected(world):
    ada, ben = rows.seats(world.ada_ben)
    meeting = rows.meeting(world.ada_ben, days=-1)
    occurrence = Occurrence.objects.create(
        kind="feedback", subject_id=meeting.pk, recipient=world.ben.user, due_at=clock.now()
    )
    prompt = Delivery.objects.create(occurrence=occurrence, due_at=clock.now())
    assert record_outcome(by=ben, meeting=meeting, answer="no").state == Meeting.State.MISSED
    prompt.refresh_from_db()
    assert prompt.state == Delivery.State.CANCELLED
    assert record_outcome(by=ada, meeting=meeting, answer="yes").state == Meeting.State.HELD


def test_meeting_ahead_or_with_feedback_cannot_be_marked_as_missed(world, booked):
    ada = rows.seats(world.ada_ben)[0]
    with pytest.raises(Conflict):
        record_outcome(by=ada, meeting=booked, answer="no")
    past = rows.meeting(world.ada_ben, days=-1)
    rows.feedback(past, ada)
    with pytest.raises(Conflict, match="did take place"):
        record_outcome(by=ada, meeting=past, answer="no")


@pytest.mark.parametrize(
    ("zone", "day", "hour"),
    [
        ("Europe/Berlin", date(2027, 3, 23), time(17)),  # summer begins on the 28th
        ("Australia/Lord_Howe", date(2027, 3, 30), time(17)),  # half an hour back on 4 April
        (
            "America/Santiago",
            date(2027, 8, 29),
            time(0, 30),
        ),  # ahead at midnight of 5 September: 0:30 is there again
        ("Pacific/Apia", date(2027, 3, 30), time(9)),
    ],
)
def test_a_series_stands_at_its_hour_on_both_sides_of_a_change_of_clocks(world, zone, day, hour):
    """To the second, in the rows and in the invitations, as another library reads them."""
    Mentorship.objects.update(rhythm_weeks=2)
    here = ZoneInfo(zone)
    series = book_series(
        by=rows.seats(world.ada_ben)[0], when=When(day=day, hour=hour, minutes=45, zone=here), times=6
    )
    wanted = [datetime.combine(day + timedelta(weeks=2 * number), hour) for number in range(6)]
    assert [one.starts_at.astimezone(here).replace(tzinfo=None) for one in series] == wanted
    for meeting in series:
        text = meeting_invitation(meeting, reader=world.ben.user, path="/")
        event = vobject.readOne(text).vevent
        assert (event.dtstart.value, event.dtend.value) == (meeting.starts_at, meeting.ends_at)
        assert event.dtstart.value.astimezone(UTC).second == 0
    distances = {one.starts_at.astimezone(here).utcoffset() for one in series}
    assert len(distances) == (1 if zone == "Pacific/Apia" else 2)  # Samoa has no summer time any more


def test_a_series_that_would_fall_into_a_gap_is_booked_not_at_all(world):
    Mentorship.objects.update(rhythm_weeks=1)
    santiago = When(day=date(2027, 8, 29), hour=time(0, 30), minutes=45, zone=ZoneInfo("America/Santiago"))
    with pytest.raises(Refusal, match=r"Clocks in America/Santiago skip 00:30") as refused:
        book_series(by=rows.seats(world.ada_ben)[0], when=santiago, times=3)
    assert (
        refused.value.field,
        Meeting.objects.count(),
        Occurrence.objects.filter(kind="meeting_booked").count(),
    ) == (
        "hour",
        0,
        0,
    )
