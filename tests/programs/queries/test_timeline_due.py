"""The timeline in the daily mail: the working day before, and who comes."""

from datetime import UTC, datetime, time, timedelta

import pytest

from mentorship import outbox
from mentorship.lib import clock
from mentorship.notifications.models import Occurrence
from programs.actions.timeline import Wanted, answer_date, edit_date, remove_date
from programs.models import Enrolment, Mentorship, Part, ReminderRule, TimelineDate
from programs.queries.timeline_due import timeline_due
from tests import make

NOW, HOUR, DAY = make.NOW, timedelta(hours=1), timedelta(days=1)  # a Wednesday, at ten
PEOPLE = ("ada", "ben", "cleo", "dan", "fay")


@pytest.fixture
def quiet(frozen, world, settings):
    """Nothing else is told: no match, no agreement, no rhythm."""
    settings.MAIL_WORKS = True
    Mentorship.objects.update(started_at=NOW + 99 * DAY)
    Occurrence.objects.all().delete()
    return world


def told(kind: str, now: datetime = NOW) -> list[tuple]:
    with clock.at(now):
        (rows,) = [found for name, found in timeline_due(now) if name == kind]
        return sorted(rows.values_list("recipient", "period", "due", "lapses"))


def ids(world, *names: str) -> list[int]:
    return sorted(getattr(world, name).user_id for name in names)


def readers(kind: str, now: datetime = NOW) -> list[int]:
    return [row[0] for row in told(kind, now)]


def mails(mailoutbox, day: datetime, who) -> list[str]:
    """What the sweep of half past eight and a bit told somebody, line by line; without entries for their calendar."""
    mailoutbox.clear()
    at = day.replace(hour=8, minute=45)
    with clock.at(at):
        outbox.plan_due(at)
        outbox.send_due(at)
    mine = [mail for mail in mailoutbox if mail.to == [who.email]]
    told = [mail for mail in mine if all(kind == "text/html" for _content, kind in mail.alternatives)]
    return [mail.subject + "\n" + mail.body for mail in told]


def test_everybody_in_the_cohort_hears_of_it_with_the_mail_of_the_working_day_before(quiet, mailoutbox):
    make.timeline_date(quiet.cohort, quiet.mira, days=5, hour=9, asks=False)  # on Monday
    days = [mails(mailoutbox, NOW + ahead * DAY, quiet.ben) for ahead in range(1, 7)]
    assert [len(day) for day in days] == [0, 1, 0, 0, 0, 0]  # on Friday
    assert "Soon: Kick-off" in days[1][0]
    assert "Mon 23 November 2026, 09:00–10:00 · Growing together" in days[1][0]


def test_a_row_is_due_a_day_ahead_and_lapses_as_the_day_begins(quiet):
    one = make.timeline_date(quiet.cohort, quiet.mira, days=3)
    begins = datetime(2026, 11, 21, tzinfo=UTC)
    expected = [(pk, "0", begins - DAY, begins) for pk in ids(quiet, *PEOPLE)]
    assert told("timeline") == expected
    assert told("timeline", begins) == told("timeline", begins - 7 * DAY) == []
    answer_date(date=one, person=quiet.ben, answer="no")
    Enrolment.objects.filter(person=quiet.fay).update(state="withdrawn")
    assert readers("timeline") == ids(quiet, "ada", "cleo", "dan")


def test_the_question_comes_once_and_waits_for_nobody_who_answered(quiet, mailoutbox):
    one = make.timeline_date(quiet.cohort, quiet.mira, days=20)
    answer_date(date=one, person=quiet.ada, answer="yes")
    assert readers("event") == ids(quiet, "ben", "cleo", "dan", "fay")
    (mail,) = mails(mailoutbox, NOW + DAY, quiet.ben)
    assert "Do you come to “Kick-off”?" in mail
    assert mails(mailoutbox, NOW + 2 * DAY, quiet.ben) == []


def test_an_answer_between_plan_and_mail_settles_it(quiet, mailoutbox):
    one = make.timeline_date(quiet.cohort, quiet.mira, days=20)
    outbox.plan_due(NOW)
    answer_date(date=one, person=quiet.ben, answer="maybe")
    assert mails(mailoutbox, NOW + DAY, quiet.ben) == []
    assert len(mails(mailoutbox, NOW + DAY, quiet.ada)) == 0  # she was told by the same sweep
    assert readers("event") == ids(quiet, "ada", "cleo", "dan", "fay")


def test_what_moved_is_asked_anew_and_says_so(quiet, mailoutbox):
    one = make.timeline_date(quiet.cohort, quiet.mira, days=20)
    answer_date(date=one, person=quiet.ben, answer="yes")
    moved = Wanted(day=one.day + DAY, name="Kick-off", hour=time(18), asks=True)
    edit_date(date=one, by=quiet.mira, sequence=0, wanted=moved)
    (mail,) = mails(mailoutbox, NOW + DAY, quiet.ben)
    assert "New day or time. Do you come to “Kick-off”?" in mail


def test_called_off_is_told_to_whoever_comes(quiet, mailoutbox):
    one = make.timeline_date(quiet.cohort, quiet.mira, days=20)
    answer_date(date=one, person=quiet.ben, answer="yes")
    remove_date(date=one, by=quiet.mira)
    (mail,) = mails(mailoutbox, NOW + DAY, quiet.ben)
    assert "Called off: Kick-off" in mail
    assert mails(mailoutbox, NOW + DAY, quiet.ada) == []


@pytest.mark.parametrize("kind", ["timeline", "event"])
def test_a_program_that_turned_it_off_or_wants_no_mail_tells_nothing(quiet, kind):
    make.timeline_date(quiet.cohort, quiet.mira)
    assert len(told(kind)) == len(PEOPLE)
    rule = ReminderRule.objects.create(program=quiet.program, kind=kind, times=0)
    assert told(kind) == []
    rule.delete()
    quiet.program.chosen_parts = [part for part in Part.values if part != Part.TIMELINE]
    quiet.program.save()
    assert told(kind) == []
    quiet.program.chosen_parts = None
    quiet.program.save()
    assert len(told(kind)) == len(PEOPLE)


def test_a_row_planned_before_the_part_was_turned_off_leaves_no_line(quiet, mailoutbox):
    make.timeline_date(quiet.cohort, quiet.mira)
    outbox.plan_due(NOW)
    quiet.program.chosen_parts = []
    quiet.program.save()
    assert mails(mailoutbox, NOW + DAY, quiet.ben) == []


def test_reading_takes_as_many_statements_for_thirty_dates_as_for_one(quiet, django_assert_num_queries):
    for rows in (1, 3, 30):
        TimelineDate.objects.all().delete()
        Occurrence.objects.all().delete()
        for _ in range(rows):
            make.timeline_date(quiet.cohort, quiet.mira, days=2)
        outbox.plan_due(NOW)
        found = list(Occurrence.objects.filter(kind="timeline"))
        with django_assert_num_queries(3):
            assert len(outbox.READERS["timeline"](found)) == rows * len(PEOPLE)
