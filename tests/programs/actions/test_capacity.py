"""How many mentorships a place is for: a mentor who has been here says so, nobody for them."""

import pytest

from matching.queries.pool import load_pool
from mentorship.lib import clock
from mentorship.lib.refusals import Conflict, Refusal
from programs.actions.capacity import (
    answer_capacity,
    pause_place,
    resume_place,
    say_capacity,
    set_capacity,
)
from programs.actions.mentorships import start_mentorship
from programs.models import AuditEvent, Enrolment


@pytest.fixture
def ada(world):
    """Ada has been here: more than the two she said is asked."""
    world.ada.user.last_login = clock.now()
    world.ada.user.save()
    return world.enrolment(world.ada)


def said(place) -> tuple[int, int | None]:
    place.refresh_from_db()
    return place.capacity, place.capacity_asked


def verbs() -> list[str]:
    return list(
        AuditEvent.objects.filter(verb__contains="capacity").values_list("verb", flat=True).order_by("pk")
    )


def test_capacity_is_never_below_what_runs(world, ada):
    with pytest.raises(Refusal) as refused:
        set_capacity(enrolment=ada, capacity=0, by=world.mira)
    assert refused.value.field == "capacity"
    assert set_capacity(enrolment=ada, capacity=1, by=world.mira).capacity == 1


def test_more_than_the_mentor_said_waits_for_the_mentor(world, ada):
    set_capacity(enrolment=ada, capacity=4, by=world.mira)
    assert said(ada) == (2, 4)
    assert {one.capacity for one in load_pool(world.cohort).mentors} == {1}
    answer_capacity(enrolment=ada, capacity=4, agree=True, by=world.ada.user)
    assert said(ada) == (4, None)
    assert verbs() == ["enrolment.capacity_asked", "enrolment.capacity_agreed"]


def test_a_no_leaves_everything_as_it_was(world, ada):
    set_capacity(enrolment=ada, capacity=4, by=world.mira)
    answer_capacity(enrolment=ada, capacity=4, agree=False, by=world.ada.user)
    assert said(ada) == (2, None)


def test_less_is_set_at_once_and_takes_the_question_back(world, ada):
    set_capacity(enrolment=ada, capacity=4, by=world.mira)
    set_capacity(enrolment=ada, capacity=1, by=world.mira)
    assert said(ada) == (1, None)


def test_a_mentor_who_was_never_here_is_set_by_the_coordinator(world):
    ada = world.enrolment(world.ada)
    set_capacity(enrolment=ada, capacity=4, by=world.mira)
    assert said(ada) == (4, None)


def test_a_mentees_number_of_mentors_is_the_coordinators(world):
    world.ben.user.last_login = clock.now()
    world.ben.user.save()
    ben = world.enrolment(world.ben)
    set_capacity(enrolment=ben, capacity=2, by=world.mira)
    assert said(ben) == (2, None)


def test_another_question_than_the_one_they_saw_is_a_conflict(world, ada):
    set_capacity(enrolment=ada, capacity=4, by=world.mira)
    set_capacity(enrolment=ada, capacity=6, by=world.mira)
    with pytest.raises(Conflict):
        answer_capacity(enrolment=ada, capacity=4, agree=True, by=world.ada.user)
    assert said(ada) == (2, 6)
    answer_capacity(enrolment=ada, capacity=6, agree=False, by=world.ada.user)
    with pytest.raises(Conflict):
        answer_capacity(enrolment=ada, capacity=6, agree=True, by=world.ada.user)
    assert said(ada) == (2, None)


def test_what_a_mentor_says_counts_at_once(world, ada):
    set_capacity(enrolment=ada, capacity=4, by=world.mira)
    say_capacity(enrolment=ada, capacity=5, hours_per_month=6, asks_paused=False, by=world.ada.user)
    assert said(ada) == (5, None)
    with pytest.raises(Refusal):
        say_capacity(enrolment=ada, capacity=0, hours_per_month=None, asks_paused=False, by=world.ada.user)
    assert Enrolment.objects.get(pk=ada.pk).hours_per_month == 6


def test_whoever_takes_nobody_new_is_not_in_matching_and_is_not_paired_by_hand(world, ada):
    say_capacity(enrolment=ada, capacity=2, hours_per_month=None, asks_paused=True, by=world.ada.user)
    assert {one.id for one in load_pool(world.cohort).mentors} == {world.enrolment(world.cleo).code}
    ada.refresh_from_db()
    with pytest.raises(Conflict, match="takes nobody new"):
        start_mentorship(mentor=ada, mentee=world.enrolment(world.fay), by=world.mira)


def test_a_coordinators_pause_leaves_out_of_matching_and_is_ended_by_one(world):
    fay, cleo = world.enrolment(world.fay), world.enrolment(world.cleo)
    paused = pause_place(enrolment=fay, by=world.mira)
    assert (paused.open_capacity, paused.asks_paused_by) == (0, world.mira)
    with pytest.raises(Conflict):
        start_mentorship(mentor=cleo, mentee=fay, by=world.mira)
    with pytest.raises(Conflict):
        pause_place(enrolment=fay, by=world.mira)
    resume_place(enrolment=fay, by=world.mira)
    assert start_mentorship(mentor=cleo, mentee=fay, by=world.mira).state == "active"


def test_a_mentor_who_takes_nobody_new_is_not_resumed_by_somebody_else(world):
    cleo = world.enrolment(world.cleo)
    say_capacity(enrolment=cleo, capacity=2, hours_per_month=None, asks_paused=True, by=world.cleo.user)
    with pytest.raises(Conflict):
        resume_place(enrolment=cleo, by=world.mira)
    cleo.refresh_from_db()
    assert cleo.asks_paused


def test_a_mentor_ends_a_coordinators_pause_by_their_own_word(world):
    cleo = world.enrolment(world.cleo)
    pause_place(enrolment=cleo, by=world.mira)
    said = say_capacity(
        enrolment=cleo, capacity=2, hours_per_month=None, asks_paused=False, by=world.cleo.user
    )
    assert (said.asks_paused, said.asks_paused_by) == (False, None)
