"""What falls due for a pair, when, which time, and to whom."""

from datetime import UTC, date, datetime, timedelta

import pytest

from mentorship.accounts.models import User
from mentorship.lib import clock
from programs.actions.mentorships import end_mentorship
from programs.actions.news import ask, close
from programs.models import Agreement, Mentorship, News, Pause, ReminderRule
from sessions.models import AgendaItem, Feedback, Goal, Meeting, TimesProposal
from sessions.reminders import rules
from tests import make
from tests.sessions import rows as made

NOW = make.NOW
HOUR, DAY, WEEK = timedelta(hours=1), timedelta(days=1), timedelta(weeks=1)


@pytest.fixture
def meeting(world, frozen):
    """`meeting(pair, starts_at)` books one hour; created long ago unless said otherwise."""

    def book(pair: Mentorship | None = None, starts_at: datetime = NOW + DAY, **facts) -> Meeting:
        facts.setdefault("created_at", NOW - 30 * DAY)
        return made.meeting(
            pair or world.ada_ben, starts_at=starts_at, ends_at=starts_at + HOUR, zone="UTC", **facts
        )

    return book


def told(rule, now: datetime = NOW) -> list[tuple]:
    """(kind, subject, recipient, period, due, lapses) of each row."""
    with clock.at(now):
        return sorted(
            (kind, *row)
            for kind, found in rule(now)
            for row in found.values_list("subject", "recipient", "period", "due", "lapses")
        )


def readers(rule, now: datetime = NOW) -> list[tuple[int, str]]:
    return sorted((row[2], row[3]) for row in told(rule, now))


def started(pair: Mentorship, at: datetime, rhythm: int = 4) -> None:
    Mentorship.objects.filter(pk=pair.pk).update(started_at=at, rhythm_weeks=rhythm)


# --- agenda and the meeting itself: planned ahead, so that a daily mail before a weekend can take them


def test_agenda_is_the_mentees_and_due_48_hours_before(world, meeting):
    planned = meeting(starts_at=NOW + 6 * DAY)
    start = planned.starts_at
    expected = ("agenda", planned.pk, world.ben.user_id, "0", start - 48 * HOUR, start)
    assert told(rules.agenda) == [expected]
    assert told(rules.agenda, start) == told(rules.agenda, start - 7 * DAY - HOUR) == []


def test_agenda_of_a_meeting_booked_late_is_due_when_it_was_booked(world, meeting):
    planned = meeting(starts_at=NOW + 3 * HOUR, created_at=NOW - HOUR)
    assert [row[4] for row in told(rules.agenda)] == [planned.created_at]


@pytest.mark.parametrize(
    ("swapped", "kind", "who"),
    [(False, "classic", "ben"), (True, "classic", "ada"), (False, "peer", "both")],
)
def test_agenda_is_asked_from_whoever_brings_the_topics(world, meeting, swapped, kind, who):
    world.program.kind = kind
    world.program.save()
    meeting(swapped=swapped)
    wanted = {"ben": [world.ben], "ada": [world.ada], "both": [world.ada, world.ben]}[who]
    assert sorted(row[2] for row in told(rules.agenda)) == sorted(one.user_id for one in wanted)


def test_agenda_is_not_asked_once_there_is_one(world, meeting):
    planned = meeting()
    assert len(told(rules.agenda)) == 1
    AgendaItem.objects.create(meeting=planned, author=world.member(world.ben), title="A topic", position=1)
    assert told(rules.agenda) == []


@pytest.mark.parametrize("rule", [rules.agenda, rules.meeting_soon])
@pytest.mark.parametrize("state", ["cancelled", "missed", "held"])
def test_only_booked_meetings_are_told_ahead(meeting, rule, state):
    meeting(state=state)
    assert told(rule) == []


@pytest.mark.parametrize("rule", [rules.agenda, rules.meeting_soon])
def test_a_moved_meeting_is_a_new_thing_and_an_ended_mentorship_none(world, meeting, rule):
    planned = meeting()
    Meeting.objects.filter(pk=planned.pk).update(sequence=1)
    assert {row[3] for row in told(rule)} == {"1"}
    end_mentorship(mentorship=world.ada_ben, by=world.mira)
    assert told(rule) == []


def test_meeting_soon_is_told_both_a_day_before(world, meeting):
    planned = meeting(starts_at=NOW + 3 * DAY)
    both = sorted([world.ada.user_id, world.ben.user_id])
    assert [(row[2], row[4]) for row in told(rules.meeting_soon)] == [
        (user, planned.starts_at - DAY) for user in both
    ]


# --- feedback: two hours after the end, two days, four; then silence


def test_feedback_is_asked_from_who_has_not_written(world, meeting):
    held = meeting(starts_at=NOW - 3 * HOUR)
    assert told(rules.feedback, NOW - timedelta(seconds=1)) == []
    ada, ben = world.ada.user_id, world.ben.user_id
    assert readers(rules.feedback) == sorted([(ada, "1"), (ben, "1")])
    assert {row[5] for row in told(rules.feedback)} == {held.ends_at + 5 * DAY}
    Feedback.objects.create(meeting=held, author=world.member(world.ada), went_well="Clear plan")
    assert readers(rules.feedback) == [(ben, "1")]


@pytest.mark.parametrize(("times", "steps"), [(None, ["1", "2"]), (0, []), (1, ["1"]), (3, ["1", "2", "3"])])
def test_feedback_is_told_as_often_as_the_program_says(world, meeting, times, steps):
    held = meeting(starts_at=NOW - 5 * DAY + 2 * HOUR)
    if times is not None:
        ReminderRule.objects.create(program=world.program, kind="feedback", times=times)
    assert [period for user, period in readers(rules.feedback) if user == world.ada.user_id] == steps
    assert told(rules.feedback, held.ends_at + 5 * DAY) == []


@pytest.mark.parametrize(("state", "count"), [("booked", 2), ("held", 2), ("missed", 0), ("cancelled", 0)])
def test_feedback_is_asked_about_meetings_that_took_place(meeting, state, count):
    meeting(starts_at=NOW - 3 * HOUR, state=state)
    assert len(told(rules.feedback)) == count


def test_person_without_an_account_or_with_a_closed_one_is_told_nothing(world, meeting):
    meeting(starts_at=NOW - 3 * HOUR)
    User.objects.filter(pk=world.ada.user_id).update(is_active=False)
    assert readers(rules.feedback) == [(world.ben.user_id, "1")]


# --- rhythm: silence of the rhythm and a week, then once a rhythm, three times at most


@pytest.fixture
def quiet(world, frozen):
    """Ada and Ben matched five weeks ago to the hour, rhythm four weeks; Cleo and Dan yesterday."""
    started(world.ada_ben, NOW - 5 * WEEK)
    started(world.cleo_dan, NOW - DAY)
    ReminderRule.objects.create(program=world.program, kind="rhythm", times=3)
    return world.ada_ben


def test_rhythm_asks_both_after_their_rhythm_and_a_week(world, quiet):
    assert told(rules.rhythm, NOW - timedelta(seconds=1)) == []
    day = (NOW - 5 * WEEK).date()
    both = sorted((user, f"{day}.1") for user in (world.ada.user_id, world.ben.user_id))
    assert readers(rules.rhythm) == readers(rules.rhythm, NOW + 4 * DAY) == both
    assert readers(rules.rhythm, NOW + 5 * DAY) == []


def test_rhythm_asks_once_in_each_rhythm_and_three_times_in_all(quiet):
    seen = set()
    for days in range(0, 150, 2):
        seen |= {(row[3], row[4]) for row in told(rules.rhythm, NOW + days * DAY) if row[1] == quiet.pk}
    day = (NOW - 5 * WEEK).date()
    assert seen == {(f"{day}.{n + 1}", NOW + n * 4 * WEEK) for n in range(3)}


def test_rhythm_counts_from_the_last_meeting_that_took_place(quiet, meeting):
    held = meeting(quiet, starts_at=NOW - 2 * WEEK, state="held")
    meeting(quiet, starts_at=NOW - WEEK, state="missed")
    assert told(rules.rhythm) == []
    over = held.ends_at + 5 * WEEK
    assert {(row[3], row[4]) for row in told(rules.rhythm, over)} == {(f"{held.ends_at.date()}.1", over)}


def test_rhythm_counts_a_message_after_the_meeting_by_one_rhythm_at_most(quiet, meeting):
    held = meeting(quiet, starts_at=NOW - 5 * WEEK - HOUR, state="held")
    assert len(told(rules.rhythm)) == 2
    for written, due in ((3 * WEEK, 8 * WEEK), (20 * WEEK, 9 * WEEK)):
        Mentorship.objects.filter(pk=quiet.pk).update(contact_at=held.ends_at + written)
        assert {row[4] for row in told(rules.rhythm, held.ends_at + due)} == {held.ends_at + due}


def test_rhythm_is_silent_while_a_date_is_booked_or_proposed_or_they_rest(world, quiet, meeting):
    booked = meeting(quiet, starts_at=NOW + 2 * DAY)
    assert told(rules.rhythm) == []
    Meeting.objects.filter(pk=booked.pk).update(state="cancelled")
    assert len(told(rules.rhythm)) == 2
    TimesProposal.objects.create(mentorship=quiet, by=world.member(world.ben), zone="UTC", minutes=45)
    assert told(rules.rhythm) == []
    TimesProposal.objects.all().delete()
    Mentorship.objects.filter(pk=quiet.pk).update(paused_until=date(2026, 12, 1))
    assert told(rules.rhythm) == []
    after = datetime(2026, 12, 1, tzinfo=UTC) + 5 * WEEK
    assert {row[4] for row in told(rules.rhythm, after)} == {after}


# --- what somebody said they would do, and where they want to get to


def test_action_is_its_owners_on_the_day_they_chose(world, frozen):
    item = made.action(world.member(world.ben), due_on=date(2026, 11, 20))
    made.action(world.member(world.ada), due_on=None)
    begins = datetime(2026, 11, 19, 10, tzinfo=UTC)  # that day begins first in Kiritimati
    assert told(rules.action, begins - HOUR) == []
    assert [(row[1], row[2], row[3]) for row in told(rules.action, begins)] == [
        (item.pk, world.ben.user_id, "2026-11-20.1")
    ]
    item.done_at = begins
    item.save()
    assert told(rules.action, begins) == []


def test_goal_is_its_owners_after_a_month_without_a_move(world, frozen):
    goal = made.goal(world.ada_ben, touched_at=NOW - 30 * DAY)
    made.goal(world.ada_ben, touched_at=NOW - 30 * DAY, state=Goal.State.PARKED)
    assert [row[1:4] for row in told(rules.goal)] == [
        (goal.pk, world.ben.user_id, f"{goal.touched_at.date()}.1")
    ]
    assert told(rules.goal, NOW - timedelta(seconds=1)) == []


def test_agreement_is_told_both_until_one_is_signed(world, frozen):
    started(world.ada_ben, NOW - WEEK)
    started(world.cleo_dan, NOW - DAY)
    ada, ben = world.ada.user_id, world.ben.user_id
    assert readers(rules.agreement) == sorted([(ada, "1"), (ben, "1")])
    Agreement.objects.create(mentorship=world.ada_ben, serial=1, signed_at=None)
    assert len(readers(rules.agreement)) == 2
    Agreement.objects.update(signed_at=NOW)
    assert readers(rules.agreement) == []


# --- what a partner asks


@pytest.fixture
def question(world, frozen):
    """A proposal of another rhythm waits for Ada; it lapses in twelve days."""
    reader, by = made.seats(world.ada_ben)
    ask("rhythm_proposed", reader=reader, by=by, until=NOW + 12 * DAY)
    ReminderRule.objects.create(program=world.program, kind="partner", times=3)
    return News.objects.get(kind="rhythm_proposed")


@pytest.mark.parametrize(("days", "steps"), [(0, ["1"]), (6, []), (7, ["2"]), (10, ["2", "3"]), (12, [])])
def test_question_is_told_as_it_opens_a_week_later_and_on_its_last_day(world, question, days, steps):
    at = NOW + days * DAY
    expected = [(world.ada.user_id, f"2026-11-18.{step}") for step in steps]
    assert readers(rules.waiting, at) == expected


def test_question_answered_or_between_two_out_of_contact_is_told_no_more(world, question):
    assert len(told(rules.waiting)) == 1
    Mentorship.objects.filter(pk=world.ada_ben.pk).update(contact_stopped_at=NOW)
    assert told(rules.waiting) == []
    Mentorship.objects.filter(pk=world.ada_ben.pk).update(contact_stopped_at=None)
    close("rhythm_proposed", mentorship=world.ada_ben)
    assert told(rules.waiting) == []


@pytest.mark.parametrize("rule", rules.RULES)
def test_rules_read_in_one_statement_each_and_nobody_twice(world, frozen, rule, django_assert_num_queries):
    """Whatever the number of pairs; joins over members must not multiply rows."""
    for _ in range(3):
        make.mentorship(world.cohort, world.mira)
    for pair in Mentorship.objects.all():
        made.meeting(pair, days=1)
        made.meeting(pair, days=-1 / 8, state="held")
        made.goal(pair, touched_at=NOW - 31 * DAY)
    with clock.at(NOW):
        for _kind, found in rule(NOW):
            with django_assert_num_queries(1):
                rows = list(found.values_list("subject", "recipient", "period"))
            assert len(rows) == len(set(rows))


def test_resting_pairs_are_asked_for_nothing_but_what_they_booked(world, quiet):
    Pause.objects.create(mentorship=quiet, by=world.member(world.ben), until=date(2026, 12, 20))
    Mentorship.objects.filter(pk=quiet.pk).update(paused_until=date(2026, 12, 20))
    made.goal(quiet, touched_at=NOW - 31 * DAY)
    for rule in (rules.rhythm, rules.goal, rules.agreement, rules.action):
        assert told(rule) == []
