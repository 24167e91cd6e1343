"""Who is asked when, and what becomes of a question."""

from collections import Counter
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from threading import Barrier, Thread

import pytest
from django.db import connection, connections
from django.test.utils import CaptureQueriesContext

from mentorship.lib import clock
from mentorship.lib.refusals import Conflict, Refusal
from programs.actions.check_in_settings import choose_check_ins
from programs.actions.concerns import raise_concern
from programs.actions.mentorships import end_mentorship
from programs.models import Mentorship, News, StaffRole
from sessions.actions.check_ins import (
    answer_check_in,
    ask_check_ins,
    mark_note_read,
    send_note,
    skip_check_in,
)
from sessions.actions.rhythm import pause
from sessions.models import CheckIn, CheckInAnswer, CheckInNote
from tests import make

pytestmark = pytest.mark.usefixtures("frozen")
# The mentorships of the world began on 18 November, so the first week of questions is that of 14 December.
MONDAY = date(2026, 12, 14)
FRIDAY = datetime(2026, 12, 18, 12, tzinfo=UTC)


def ask(at: datetime = FRIDAY) -> int:
    with clock.at(at):
        return ask_check_ins(at)


def asked(world) -> CheckIn:
    """Ben’s question, in the week of 14 December."""
    ask()
    return CheckIn.objects.select_related("member").get(member=world.member(world.ben))


def at_friday():
    return clock.at(FRIDAY)


def test_everybody_of_a_live_pair_is_asked_once_a_period(world):
    assert [ask(), ask(), ask(FRIDAY + timedelta(hours=30))] == [4, 0, 0]
    rows = list(CheckIn.objects.values_list("period", "about", "until"))
    assert rows == [(MONDAY, "goals", FRIDAY + timedelta(days=10))] * 4
    lines = News.objects.open().filter(kind="check_in")
    assert set(lines.values_list("until", "at", "by")) == {(FRIDAY + timedelta(days=10), FRIDAY, None)}
    assert sorted(lines.values_list("ref", flat=True)) == sorted(CheckIn.objects.values_list("pk", flat=True))


def test_questions_are_spread_over_the_working_days_at_eight(world):
    for day in range(7):
        for hour in (7, 8, 20):
            ask(datetime(2026, 12, 14 + day, hour, tzinfo=UTC))
    when = dict(CheckIn.objects.values_list("member", "asked_at"))
    assert when == {pk: datetime(2026, 12, 14 + pk % 5, 8, tzinfo=UTC) for pk in when}
    assert len(when) == 4


def test_eight_is_eight_on_the_wall_of_the_program(world):
    world.program.time_zone = "Asia/Tokyo"
    world.program.save()
    early = datetime(2026, 12, 17, 22, 59, tzinfo=UTC)  # Friday, 07:59 in Tokyo
    on_friday = sum(
        member.pk % 5 == 4 for pair in (world.ada_ben, world.cleo_dan) for member in pair.members.all()
    )
    assert [ask(early), ask(early + timedelta(minutes=1))] == [4 - on_friday, on_friday]


def test_a_week_that_was_slept_through_is_not_made_up_for(world):
    assert ask(FRIDAY + timedelta(days=3)) == 0


def test_nobody_is_asked_in_the_first_two_weeks(world):
    Mentorship.objects.filter(pk=world.ada_ben.pk).update(started_at=datetime(2026, 11, 30, 0, 1, tzinfo=UTC))
    assert ask() == 2
    assert not CheckIn.objects.filter(member__mentorship=world.ada_ben).exists()


def rests(world):
    with at_friday():
        pause(by=world.member(world.ben), until=FRIDAY.date() + timedelta(days=9))


def ends(world):
    end_mentorship(mentorship=world.ada_ben, by=world.mira)


def stops(world):
    raise_concern(by=world.member(world.ben), text="No", stops_contact=True)


@pytest.mark.parametrize("change", [rests, ends, stops])
def test_a_pair_that_rests_ended_or_stopped_is_not_asked(world, change):
    change(world)
    assert ask() == 2
    assert set(CheckIn.objects.values_list("member__mentorship", flat=True)) == {world.cleo_dan.pk}


def test_a_program_that_turned_it_off_asks_nobody_and_leaves_what_was_asked(world):
    ask()
    with at_friday():
        choose_check_ins(program=world.program, by=world.mira, asks=False, weeks=4)
    assert ask(FRIDAY + timedelta(weeks=4)) == 0
    with at_friday():
        assert (CheckIn.objects.open().count(), News.objects.open().filter(kind="check_in").count()) == (4, 4)


def test_every_third_question_is_about_the_two(world):
    for number in range(7):
        assert ask(FRIDAY + timedelta(weeks=4 * number)) == 4
    of_ben = CheckIn.objects.filter(member=world.member(world.ben)).order_by("period")
    assert list(of_ben.values_list("about", flat=True)) == [
        *("goals", "goals", "relationship", "goals", "goals", "relationship", "goals")
    ]


def test_a_weekly_question_closes_before_the_next(world):
    choose_check_ins(program=world.program, by=world.mira, asks=True, weeks=1)
    ask()
    assert set(CheckIn.objects.values_list("until", flat=True)) == {FRIDAY + timedelta(days=7)}


def statements(pairs: int, world) -> int:
    for _ in range(pairs):
        make.mentorship(world.cohort, world.mira)
    Mentorship.objects.update(started_at=make.NOW)
    CheckIn.objects.all().delete()
    News.objects.filter(kind="check_in").delete()
    with CaptureQueriesContext(connection) as taken:
        ask()
    return len(taken)


def test_statements_do_not_grow_with_people(world):
    few = statements(1, world)
    assert statements(29, world) == few
    assert few <= 10
    assert CheckIn.objects.count() == 64


def test_an_answer_is_kept_once_and_closes_the_line(world):
    found = asked(world)
    with at_friday():
        answer_check_in(check_in=found, choice=4)
        with pytest.raises(Conflict, match="settled already"):
            answer_check_in(check_in=found, choice=1)
        with pytest.raises(Conflict, match="settled already"):
            skip_check_in(check_in=found)
    rows = CheckInAnswer.objects.values_list("member", "about", "choice", "answered_at")
    assert list(rows) == [(found.member_id, "goals", 4, FRIDAY)]
    waiting = News.objects.open().filter(kind="check_in").values_list("reader", flat=True)
    assert (found.member_id in waiting, len(waiting)) == (False, 3)


@pytest.mark.parametrize("choice", [0, 6, -1])
def test_an_answer_is_one_of_five(world, choice):
    found = asked(world)
    with at_friday(), pytest.raises(Refusal, match="five answers"):
        answer_check_in(check_in=found, choice=choice)
    assert CheckInAnswer.objects.count() == 0
    assert CheckIn.objects.filter(pk=found.pk).get().skipped_at is None


def test_skipping_closes_the_line_and_keeps_no_answer(world):
    found = asked(world)
    with at_friday():
        skip_check_in(check_in=found)
    assert (CheckInAnswer.objects.count(), News.objects.open().filter(kind="check_in").count()) == (0, 3)


def test_after_its_last_day_a_question_takes_nothing(world):
    found = asked(world)
    with clock.at(found.until - timedelta(seconds=1)):
        answer_check_in(check_in=found, choice=3)
    CheckInAnswer.objects.all().delete()
    with clock.at(found.until), pytest.raises(Conflict, match="has closed"):
        answer_check_in(check_in=found, choice=3)
    with clock.at(found.until), pytest.raises(Conflict, match="has closed"):
        send_note(check_in=found, text="Late")


@pytest.mark.parametrize("change", [ends, stops])
def test_an_ended_or_stopped_pair_takes_no_answer(world, change):
    found = asked(world)
    change(world)
    with at_friday(), pytest.raises(Conflict):
        answer_check_in(check_in=found, choice=3)
    assert CheckInAnswer.objects.count() == 0


def test_a_line_goes_to_the_coordinators_once_and_without_the_answer(world):
    found = asked(world)
    with at_friday():
        answer_check_in(check_in=found, choice=1)
        note = send_note(check_in=found, text="We need a room.")
        with pytest.raises(Conflict, match="a line with this question"):
            send_note(check_in=found, text="And a key.")
    fields = {field.name for field in CheckInNote._meta.get_fields()}
    assert fields == {"id", "check_in", "text", "sent_at", "read_at", "read_by"}
    sent = {
        who: CheckInNote.objects.for_coordinator(getattr(world, who)).count()
        for who in ("mira", "nora", "otto")
    }
    assert sent == {"mira": 1, "nora": 0, "otto": 0}
    readers = Counter(mark_note_read(note=note, by=user) for user in (world.mira, world.nora))
    assert readers.total() == 2
    note.refresh_from_db()
    assert note.read_by == world.mira


def test_an_empty_line_is_refused(world):
    found = asked(world)
    with at_friday(), pytest.raises(Refusal, match="Write a sentence first"):
        send_note(check_in=found, text="")
    assert CheckInNote.objects.count() == 0


def test_a_partner_who_coordinates_never_reads_the_line(world):
    world.program.staff_roles.create(
        user=world.ada.user, organisation=world.orchard, role=StaffRole.Role.COORDINATOR
    )
    found = asked(world)
    with at_friday():
        send_note(check_in=found, text="We need a room.")
        for rows in (CheckInNote.objects.visible_to, CheckInNote.objects.for_coordinator):
            assert (rows(world.mira).count(), rows(world.ada.user).count()) == (1, 0)
        StaffRole.objects.filter(user=world.mira).delete()
        CheckInNote.objects.all().delete()
        with pytest.raises(Conflict, match="No coordinator of this program could read this"):
            send_note(check_in=found, text="Anybody?")


# --- at once


def four_at_once(press: Callable[[], object]) -> list[object]:
    """What each of four gets who press in the same moment: an answer or the kind of refusal."""
    barrier, answers = Barrier(4), []

    def run() -> None:
        try:
            barrier.wait()
            with at_friday():
                answers.append(press())
        except Conflict:
            answers.append("late")
        finally:
            connections.close_all()

    threads = [Thread(target=run) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_four_clocks_at_once_ask_everybody_once():
    cohort = make.cohort(make.program(make.organisation()))
    for _ in range(10):
        make.mentorship(cohort, make.coordinator(cohort.program))
    asked_by_each = four_at_once(lambda: ask_check_ins(FRIDAY))
    assert (sum(asked_by_each), len(asked_by_each), connection.vendor) == (20, 4, "postgresql")
    lines = News.objects.filter(kind="check_in").values_list("reader", flat=True)
    assert sorted(lines) == sorted(CheckIn.objects.values_list("member", flat=True))
    assert len(set(lines)) == 20


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_four_presses_at_once_count_one():
    cohort = make.cohort(make.program(make.organisation()))
    make.mentorship(cohort, make.coordinator(cohort.program))
    ask()
    found = CheckIn.objects.select_related("member").earliest("pk")
    choices = iter((1, 2, 3, 4))
    answers = four_at_once(lambda: answer_check_in(check_in=found, choice=next(choices)).choice)
    assert answers.count("late") == 3
    assert CheckInAnswer.objects.get().choice in answers
