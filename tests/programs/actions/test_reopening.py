"""A coordinator ends a mentorship for two people, and opens it again."""

from datetime import timedelta

import pytest

from mentorship.lib import clock
from mentorship.lib.refusals import Conflict
from programs.actions.enrolments import withdraw
from programs.actions.reopening import end_for_them, end_many, reopen_mentorship
from programs.models import AuditEvent, Mentorship, News
from tests import make


@pytest.fixture
def ended(world) -> Mentorship:
    return end_for_them(mentorship=world.ada_ben, by=world.mira, reason="time_up")


def test_both_read_whose_hand_ended_it_and_the_second_is_told(world, ended):
    assert News.objects.filter(kind="ended_by_coordinator", staff=world.mira).count() == 2
    with pytest.raises(Conflict):
        end_for_them(mentorship=world.ada_ben, by=world.mira, reason="not_a_fit")
    assert Mentorship.objects.get(pk=ended.pk).end_reason == "time_up"


def test_it_opens_again_as_it_was(world, ended):
    opened = reopen_mentorship(mentorship=ended, by=world.mira)
    assert (opened.state, opened.ended_at, opened.end_reason) == ("active", None, "")
    assert AuditEvent.objects.filter(verb="mentorship.reopened", actor=world.mira).count() == 1
    with pytest.raises(Conflict):
        reopen_mentorship(mentorship=ended, by=world.mira)


def test_after_thirty_days_it_stays_ended(world, ended):
    with clock.at(clock.now() + timedelta(days=31)), pytest.raises(Conflict):
        reopen_mentorship(mentorship=ended, by=world.mira)


def test_somebody_who_left_keeps_it_ended(world, ended):
    withdraw(enrolment=world.enrolment(world.ada), by=world.mira)
    with pytest.raises(Conflict):
        reopen_mentorship(mentorship=ended, by=world.mira)


def test_a_place_given_to_somebody_else_keeps_it_ended(world, ended):
    make.mentorship(world.cohort, world.mira, mentee=world.enrolment(world.ben))
    with pytest.raises(Conflict):
        reopen_mentorship(mentorship=ended, by=world.mira)


def test_many_end_at_once_and_those_that_had_ended_are_left(world, ended):
    both = [world.ada_ben.pk, world.cleo_dan.pk]
    assert end_many(mentorships=both, by=world.mira, reason="purpose_met") == 1
    assert list(Mentorship.objects.order_by("pk").values_list("end_reason", flat=True)) == [
        "time_up",
        "purpose_met",
    ]
