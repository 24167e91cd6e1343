"""A coordinator corrects a fact; the two read who did, and put it back."""

from datetime import date, time, timedelta

import pytest

from mentorship.lib import clock
from mentorship.lib.refusals import Conflict, Refusal
from programs.models import AuditEvent, Mentorship, News
from sessions.actions.corrections import (
    extend_for_them,
    log_for_them,
    move_dates,
    redate_meeting,
    strike_meeting,
)
from sessions.actions.putting_back import put_back
from sessions.models import Correction, Meeting
from sessions.queries.wall import When
from tests import make
from tests.sessions import rows

pytestmark = pytest.mark.usefixtures("frozen")


def on(world, days: int, hour: int = 9) -> When:
    return When(clock.today(world.program.zone) + timedelta(days=days), time(hour), 45, world.program.zone)


def logged(world, days: int = -3) -> Meeting:
    return log_for_them(mentorship=world.ada_ben, by=world.mira, when=on(world, days))


def undo(world, who=None) -> Correction:
    return put_back(by=world.member(who or world.ben), correction=Correction.objects.latest("number"))


def test_a_meeting_told_by_mail_counts_and_both_hear_whose_hand_it_was(world):
    meeting = logged(world)
    assert list(Meeting.objects.filter(mentorship=world.ada_ben).took_place()) == [meeting]
    told = News.objects.filter(kind="correction_logged", ref=1, staff=world.mira, by=None)
    assert sorted(row.reader.role for row in told) == ["mentee", "mentor"]
    event = AuditEvent.objects.get(verb="mentorship.meeting_noted")
    assert (event.actor, event.program) == (world.mira, world.program)
    undo(world)
    assert list(Meeting.objects.filter(mentorship=world.ada_ben).took_place()) == []


@pytest.mark.parametrize(("days", "field"), [(2, "day"), (-800, "day")])
def test_a_meeting_ahead_or_long_past_is_no_meeting_told(world, days, field):
    with pytest.raises(Refusal) as refused:
        logged(world, days)
    assert (refused.value.field, Correction.objects.count()) == (field, 0)


def test_a_second_meeting_at_the_same_time_is_a_conflict(world):
    logged(world)
    with pytest.raises(Conflict):
        logged(world)


def test_a_meeting_of_one_of_them_with_somebody_else_is_not_told_to_the_coordinator(world):
    """Ada mentors in another program too; whether she met there is not this coordinator's to learn."""
    other = make.program(world.orchard)
    cohort = make.cohort(other)
    elsewhere = make.mentorship(
        cohort, make.coordinator(other), mentor=make.enrolment(cohort, "mentor", world.ada)
    )
    taken = on(world, -3).behind()
    rows.meeting(elsewhere, starts_at=taken[0], ends_at=taken[1])
    assert logged(world).starts_at == taken[0]


def test_another_date_is_told_and_put_back(world):
    meeting = rows.meeting(world.ada_ben, days=-5)
    was = meeting.starts_at
    redate_meeting(meeting=meeting, by=world.mira, when=on(world, -9), version=1)
    meeting.refresh_from_db()
    assert (meeting.starts_at, meeting.version, meeting.sequence) == (on(world, -9).behind()[0], 2, 1)
    undo(world, world.ada)
    meeting.refresh_from_db()
    assert (meeting.starts_at, Correction.objects.get().put_back_by) == (was, world.member(world.ada))


def test_a_struck_meeting_counts_no_more_and_comes_back_as_it_was(world):
    meeting = rows.meeting(world.ada_ben, days=-5, place="Room 4")
    strike_meeting(meeting=meeting, by=world.mira, version=1)
    assert (meeting.took_place, meeting.place) == (False, "Room 4")
    undo(world)
    meeting.refresh_from_db()
    assert (meeting.took_place, meeting.state) == (True, "booked")


def test_what_the_two_wrote_about_stays_a_meeting(world):
    meeting = rows.meeting(world.ada_ben, days=-5)
    rows.feedback(meeting, world.member(world.ada))
    with pytest.raises(Conflict):
        strike_meeting(meeting=meeting, by=world.mira, version=1)
    assert (Correction.objects.count(), Meeting.objects.get().took_place) == (0, True)


def test_a_date_ahead_is_for_the_two_to_move(world):
    meeting = rows.meeting(world.ada_ben, days=5)
    with pytest.raises(Conflict):
        redate_meeting(meeting=meeting, by=world.mira, when=on(world, -1), version=1)
    with pytest.raises(Conflict):
        strike_meeting(meeting=meeting, by=world.mira, version=1)


def test_an_older_version_is_a_conflict_and_changes_nothing(world):
    meeting = rows.meeting(world.ada_ben, days=-5, version=2)
    with pytest.raises(Conflict):
        redate_meeting(meeting=meeting, by=world.mira, when=on(world, -9), version=1)
    assert (Meeting.objects.get().starts_at, Correction.objects.count()) == (meeting.starts_at, 0)


def test_what_was_changed_once_more_is_not_put_back(world):
    meeting = rows.meeting(world.ada_ben, days=-5)
    redate_meeting(meeting=meeting, by=world.mira, when=on(world, -9), version=1)
    first = Correction.objects.get()
    redate_meeting(meeting=meeting, by=world.mira, when=on(world, -11), version=2)
    with pytest.raises(Conflict):
        put_back(by=world.member(world.ben), correction=first)
    assert Meeting.objects.get().starts_at == on(world, -11).behind()[0]


def test_putting_back_twice_is_putting_back_once(world):
    logged(world)
    undo(world)
    undo(world, world.ada)
    assert Correction.objects.get().put_back_by == world.member(world.ben)
    assert News.objects.filter(kind="correction_put_back").count() == 1


def test_start_and_end_move_and_come_back(world):
    was = Mentorship.objects.get(pk=world.ada_ben.pk)
    moved = move_dates(
        mentorship=world.ada_ben, by=world.mira, start=date(2026, 9, 1), end=date(2027, 6, 30), seen=0
    )
    assert (moved.started_at.date(), moved.ends_on) == (date(2026, 9, 1), date(2027, 6, 30))
    undo(world)
    now = Mentorship.objects.get(pk=world.ada_ben.pk)
    assert (now.started_at, now.ends_on) == (was.started_at, None)


@pytest.mark.parametrize(
    ("start", "end", "field"),
    [
        (date(2026, 12, 1), None, "start"),
        (date(2016, 12, 1), None, "start"),
        (date(2026, 9, 1), date(2026, 8, 1), "end"),
        (date(2026, 9, 1), date(2026, 10, 1), "end"),
        (date(2026, 9, 1), date(2046, 10, 1), "end"),
    ],
)
def test_odd_days_are_refused_beside_their_field(world, start, end, field):
    with pytest.raises(Refusal) as refused:
        move_dates(mentorship=world.ada_ben, by=world.mira, start=start, end=end, seen=0)
    assert (refused.value.field, Correction.objects.count()) == (field, 0)


def test_dates_over_a_newer_correction_are_a_conflict(world):
    move_dates(mentorship=world.ada_ben, by=world.mira, start=date(2026, 9, 1), end=None, seen=0)
    with pytest.raises(Conflict):
        move_dates(mentorship=world.ada_ben, by=world.mira, start=date(2026, 9, 2), end=None, seen=0)


def test_extending_leaves_those_that_ended_and_those_with_that_day(world):
    Mentorship.objects.filter(pk=world.cleo_dan.pk).update(state="ended", ended_at=clock.now())
    both, until = [world.ada_ben.pk, world.cleo_dan.pk], date(2027, 8, 1)
    assert extend_for_them(mentorships=both, by=world.mira, until=until) == 1
    assert extend_for_them(mentorships=both, by=world.mira, until=until) == 0
    assert list(Mentorship.objects.order_by("pk").values_list("ends_on", flat=True)) == [until, None]
