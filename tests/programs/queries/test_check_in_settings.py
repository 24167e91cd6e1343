"""The weeks in which a program asks its question."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from programs.models.check_in_settings import CheckInSchedule, monday_of
from programs.queries.check_in_settings import check_ins_page, schedule_of
from tests import make

MONDAY = date(2026, 11, 16)
MONDAYS = st.integers(0, 400).map(lambda weeks: MONDAY + timedelta(weeks=weeks))


@given(weeks=st.integers(1, 26), day=st.dates(date(2026, 11, 1), date(2030, 1, 1)))
def test_next_and_last_week_are_asking_weeks_with_none_between(weeks, day):
    schedule = CheckInSchedule(asks=True, weeks=weeks, first_week=MONDAY)
    ahead, last = schedule.next_week(day), schedule.last_week(day)
    assert schedule.is_asking_week(ahead)
    assert ahead > day
    if last is None:
        assert (monday_of(day) < MONDAY, ahead) == (True, MONDAY)
    else:
        assert schedule.is_asking_week(last)
        assert last <= day
        assert ahead - last == timedelta(weeks=weeks)


@given(monday=MONDAYS)
def test_nothing_is_asked_when_it_is_off(monday):
    assert not CheckInSchedule(asks=False, weeks=1, first_week=MONDAY).is_asking_week(monday)


@pytest.mark.usefixtures("frozen")
def test_a_program_asks_every_four_weeks_from_the_week_it_was_made_in(world):
    assert schedule_of(world.program) == CheckInSchedule(asks=True, weeks=4, first_week=MONDAY)
    page = check_ins_page(world.program)
    assert (page.asking_now, page.next_week) == (True, MONDAY + timedelta(weeks=4))
    assert make.NOW.date() - MONDAY == timedelta(days=2)
