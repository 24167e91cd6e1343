"""What falls due for a pair, when, and to whom."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentorship.accounts.models import User
from mentorship.lib import clock
from mentorship.lib.quarters import Quarter
from programs.actions.mentorships import end_mentorship
from programs.models import Mentorship
from sessions import reminders
from sessions.models import AgendaItem, Feedback, Meeting
from tests import make

NOW = make.NOW
HOUR, DAY, WEEK = timedelta(hours=1), timedelta(days=1), timedelta(weeks=1)


@pytest.fixture
def meeting(world, frozen):
    """`meeting(pair, starts_at)` books one hour; created long ago unless said otherwise."""

    def book(pair: Mentorship | None = None, starts_at: datetime = NOW + DAY, **facts) -> Meeting:
        pair = pair or world.ada_ben
        return Meeting.objects.create(
            **{
                "mentorship": pair,
                "number": pair.meetings.count() + 1,
                "starts_at": starts_at,
                "ends_at": starts_at + HOUR,
                "zone": "UTC",
                "booked_by": pair.members.get(role="mentee"),
                "created_at": NOW - 30 * DAY,
                **facts,
            }
        )

    return book


def asked(rule, now: datetime = NOW) -> list[tuple[int, int, datetime]]:
    with clock.at(now):
        return sorted((due.subject_id, due.recipient_id, due.due_at) for due in rule(now))


def started(pair: Mentorship, at: datetime, rhythm: int = 4) -> None:
    Mentorship.objects.filter(pk=pair.pk).update(started_at=at, rhythm_weeks=rhythm)


# --- agenda: 48 hours before, to the mentee


def test_agenda_is_asked_from_the_mentee_48_hours_before(world, meeting):
    planned = meeting(starts_at=NOW + 2 * DAY)
    assert asked(reminders.agenda, NOW - timedelta(seconds=1)) == []
    assert asked(reminders.agenda) == [(planned.pk, world.ben.user_id, NOW)]
    assert next(reminders.agenda(NOW)).lapses_at == planned.starts_at


def test_agenda_of_a_meeting_booked_late_is_asked_at_once(world, meeting):
    planned = meeting(starts_at=NOW + 3 * HOUR, created_at=NOW - HOUR)
    assert asked(reminders.agenda) == [(planned.pk, world.ben.user_id, NOW - HOUR)]


def test_agenda_is_not_asked_once_there_is_one(world, meeting):
    planned = meeting()
    AgendaItem.objects.create(meeting=planned, author=world.member(world.ben), title="A topic", position=1)
    assert asked(reminders.agenda) == []


@pytest.mark.parametrize("state", ["cancelled", "missed", "held"])
def test_agenda_is_asked_only_for_booked_meetings(meeting, state):
    meeting(state=state)
    assert asked(reminders.agenda) == []


def test_agenda_of_a_started_meeting_or_an_ended_mentorship_is_not_asked(world, meeting):
    planned = meeting()
    assert asked(reminders.agenda, planned.starts_at) == []
    end_mentorship(mentorship=world.ada_ben, by=world.mira)
    assert asked(reminders.agenda) == []


def test_agenda_of_a_moved_meeting_is_a_new_thing(meeting):
    planned = meeting()
    first = next(reminders.agenda(NOW)).period
    Meeting.objects.filter(pk=planned.pk).update(starts_at=planned.starts_at + HOUR / 2)
    assert next(reminders.agenda(NOW)).period != first


# --- feedback: two hours after the end, to both


def test_feedback_is_asked_from_both_two_hours_after_the_end(world, meeting):
    held = meeting(starts_at=NOW - 3 * HOUR)
    assert asked(reminders.feedback, NOW - timedelta(seconds=1)) == []
    assert asked(reminders.feedback) == sorted(
        [(held.pk, world.ada.user_id, NOW), (held.pk, world.ben.user_id, NOW)]
    )
    assert {due.lapses_at for due in reminders.feedback(NOW)} == {held.ends_at + 5 * DAY}


def test_feedback_is_asked_only_from_who_has_not_written(world, meeting):
    held = meeting(starts_at=NOW - 3 * HOUR)
    Feedback.objects.create(meeting=held, author=world.member(world.ada), went_well="Clear plan")
    assert asked(reminders.feedback) == [(held.pk, world.ben.user_id, NOW)]


@pytest.mark.parametrize(("state", "count"), [("booked", 2), ("held", 2), ("missed", 0), ("cancelled", 0)])
def test_feedback_is_asked_about_meetings_that_took_place(meeting, state, count):
    meeting(starts_at=NOW - 3 * HOUR, state=state)
    assert len(asked(reminders.feedback)) == count


def test_feedback_not_asked_in_time_is_not_asked_any_more(meeting):
    meeting(starts_at=NOW - 3 * HOUR)
    assert len(asked(reminders.feedback, NOW + 2 * DAY - HOUR)) == 2
    assert asked(reminders.feedback, NOW + 2 * DAY) == []


def test_person_without_an_account_or_with_a_closed_one_is_not_asked(world, meeting):
    meeting(starts_at=NOW - 3 * HOUR)
    User.objects.filter(pk=world.ada.user_id).update(is_active=False)
    assert [row[1] for row in asked(reminders.feedback)] == [world.ben.user_id]


# --- check-in: silence of rhythm + 7 days


@pytest.fixture
def quiet(world, frozen):
    """Ada and Ben matched five weeks ago to the hour, rhythm four weeks; Cleo and Dan yesterday."""
    started(world.ada_ben, NOW - 5 * WEEK)
    started(world.cleo_dan, NOW - DAY)
    return world.ada_ben


def test_check_in_comes_at_eight_on_the_morning_after_rhythm_and_a_week(world, quiet):
    eight = datetime(2026, 11, 19, 8, tzinfo=UTC)
    assert asked(reminders.check_in, eight - timedelta(seconds=1)) == []
    both = sorted([(quiet.pk, world.ada.user_id, eight), (quiet.pk, world.ben.user_id, eight)])
    assert asked(reminders.check_in, eight) == both
    assert asked(reminders.check_in, eight + 47 * HOUR) == both
    assert asked(reminders.check_in, eight + 48 * HOUR) == []


def test_check_in_comes_once_in_each_rhythm(quiet):
    seen = set()
    for days in range(120):
        now = datetime(2026, 11, 19, 8, 30, tzinfo=UTC) + days * DAY
        with clock.at(now):
            dues = [due for due in reminders.check_in(now) if due.subject_id == quiet.pk]
            seen |= {(due.period, due.due_at.date()) for due in dues}
    first = date(2026, 11, 19)
    assert seen == {(str(n + 1), first + n * 4 * WEEK) for n in range(5)}


def test_check_in_counts_from_the_last_meeting_that_took_place(quiet, meeting):
    held = meeting(quiet, starts_at=NOW - 2 * WEEK, state="held")
    meeting(quiet, starts_at=NOW - WEEK, state="missed")
    assert asked(reminders.check_in, NOW + DAY) == []
    over = held.ends_at + 5 * WEEK
    assert len(asked(reminders.check_in, over + DAY)) == 2


def test_check_in_does_not_come_while_a_meeting_is_booked(quiet, meeting):
    booked = meeting(quiet, starts_at=NOW + 2 * DAY)
    assert asked(reminders.check_in, NOW + DAY) == []
    Meeting.objects.filter(pk=booked.pk).update(state="cancelled")
    assert len(asked(reminders.check_in, NOW + DAY)) == 2


def test_check_in_keeps_the_morning_of_the_programs_zone(world, quiet):
    world.program.time_zone = "Asia/Tokyo"
    world.program.save()
    eight_in_tokyo = datetime(2026, 11, 18, 23, tzinfo=UTC)
    assert {row[2] for row in asked(reminders.check_in, eight_in_tokyo)} == {eight_in_tokyo}


# --- impact review: nine o'clock on the first working day of the quarter's last month


def test_review_is_asked_from_both_at_nine_of_the_programs_wall(world, frozen):
    world.program.time_zone = "America/New_York"
    world.program.save()
    started(world.ada_ben, NOW - 60 * DAY)
    started(world.cleo_dan, datetime(2026, 11, 1, 14, 1, tzinfo=UTC))
    nine = datetime(2026, 12, 1, 14, tzinfo=UTC)
    assert asked(reminders.review, nine - timedelta(seconds=1)) == []
    both = sorted([(world.ada_ben.pk, world.ada.user_id, nine), (world.ada_ben.pk, world.ben.user_id, nine)])
    assert asked(reminders.review, nine) == asked(reminders.review, nine + 47 * HOUR) == both
    assert asked(reminders.review, nine + 48 * HOUR) == []
    with clock.at(nine):
        due = next(iter(reminders.review(nine)))
    assert (due.period, due.lapses_at) == ("2026-q4", datetime(2027, 1, 1, 5, tzinfo=UTC))


def test_review_is_asked_when_the_mentorship_is_thirty_days_old(world, frozen):
    nine = datetime(2026, 12, 1, 9, tzinfo=UTC)
    started(world.ada_ben, nine - 30 * DAY)
    started(world.cleo_dan, nine - 30 * DAY + timedelta(seconds=1))
    assert {row[0] for row in asked(reminders.review, nine)} == {world.ada_ben.pk}


@pytest.mark.parametrize("rule", [reminders.agenda, reminders.feedback, reminders.check_in, reminders.review])
def test_statements_do_not_grow_with_the_pairs(world, meeting, rule, django_assert_num_queries):
    literal = {"agenda": 1, "feedback": 1, "check_in": 2, "review": 3}[rule.__name__]
    nine = datetime(2026, 12, 1, 9, tzinfo=UTC)
    for pairs in (1, 3, 30):
        while Mentorship.objects.filter(state="active").count() < pairs + 2:
            make.mentorship(world.cohort, world.mira)
        Mentorship.objects.update(started_at=nine - 36 * DAY - 2 * HOUR)
        for pair in Mentorship.objects.filter(meetings=None)[
            : pairs if rule.__name__ in ("agenda", "feedback") else 0
        ]:
            meeting(pair, starts_at=nine + DAY if rule is reminders.agenda else nine - 3 * HOUR)
        with clock.at(nine), django_assert_num_queries(literal):
            assert len(list(rule(nine))) >= pairs


# --- F10: nine o'clock on the wall, everywhere

ZONES = sorted(name for name in available_timezones() if "/" in name)


@given(zone=st.sampled_from(ZONES), year=st.integers(2000, 2036), number=st.integers(1, 4))
def test_prompt_is_at_nine_on_a_working_day_of_the_last_month_in_every_zone(zone, year, number):
    """F10: whatever the zone does to its clocks, one prompt a quarter, at nine of the local wall."""
    here, quarter = ZoneInfo(zone), Quarter(year, number)
    local = quarter.prompt_at(here).astimezone(here)
    assert (local.hour, local.minute, local.month) == (9, 0, 3 * number)
    assert local.weekday() < 5
    assert local.day <= 3
    assert Quarter.of(local.date()) == quarter


@given(zone=st.sampled_from(ZONES), day=st.dates(date(1995, 1, 1), date(2036, 12, 30)))
def test_mornings_follow_each_other_in_every_zone(zone, day):
    """F10: wall times of consecutive days never stand still or go back; a day that is skipped has none of its own."""
    here = ZoneInfo(zone)
    first, second = (clock.wall_time(one, reminders.time(8), here) for one in (day, day + DAY))
    assert first < second or not clock.exists_on_the_wall(day, reminders.time(8), here)


@pytest.mark.parametrize(
    ("zone", "day", "hour", "utc"),
    [
        (
            "America/Santiago",
            date(2026, 9, 6),
            0,
            datetime(2026, 9, 6, 4, tzinfo=UTC),
        ),  # midnight does not exist
        (
            "Australia/Lord_Howe",
            date(2026, 10, 4),
            9,
            datetime(2026, 10, 3, 22, tzinfo=UTC),
        ),  # +30 min at 02:00
        ("Australia/Lord_Howe", date(2026, 10, 3), 9, datetime(2026, 10, 2, 22, 30, tzinfo=UTC)),
        (
            "Pacific/Apia",
            date(2011, 12, 30),
            9,
            datetime(2011, 12, 30, 10, tzinfo=UTC),
        ),  # the day that was not
    ],
)
def test_named_days_that_clocks_play_with(zone, day, hour, utc):
    assert clock.wall_time(day, reminders.time(hour), ZoneInfo(zone)) == utc
