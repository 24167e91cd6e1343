"""A coordinator sets how often the question comes; a change begins with a coming Monday."""

from datetime import date, timedelta

import pytest

from mentorship.lib import clock
from programs.actions.check_in_settings import choose_check_ins
from programs.models import AuditEvent, Program
from programs.models.check_in_settings import CheckInSchedule
from programs.queries.check_in_settings import schedule_of
from tests import make

pytestmark = pytest.mark.usefixtures("frozen")
MONDAY = date(2026, 11, 16)  # of the week in which the program was made: one of questions


def choose(world, *, asks: bool = True, weeks: int = 4, days: int = 0) -> CheckInSchedule:
    with clock.at(make.NOW + timedelta(days=days)):
        choose_check_ins(program=world.program, by=world.mira, asks=asks, weeks=weeks)
    return schedule_of(Program.objects.get(pk=world.program.pk))


def test_saving_what_holds_already_changes_no_week(world):
    assert choose(world, days=30).first_week == MONDAY


def test_a_new_distance_counts_from_the_last_week_of_questions(world):
    assert choose(world, weeks=2).first_week == MONDAY + timedelta(weeks=2)


def test_a_change_never_falls_into_a_week_that_has_begun(world):
    assert choose(world, weeks=1, days=14).first_week == MONDAY + timedelta(weeks=3)


def test_turned_off_and_on_again_it_keeps_its_distance(world):
    assert choose(world, asks=False).asks is False
    assert choose(world, days=1) == CheckInSchedule(
        asks=True, weeks=4, first_week=MONDAY + timedelta(weeks=4)
    )


def test_turned_on_after_a_long_time_it_begins_next_monday(world):
    choose(world, asks=False)
    assert choose(world, days=70).first_week == MONDAY + timedelta(weeks=11)


def test_that_it_was_changed_is_written_down(world):
    choose(world, weeks=2)
    found = AuditEvent.objects.filter(verb="program.check_ins_chosen")
    assert list(found.values_list("actor", flat=True)) == [world.mira.pk]
