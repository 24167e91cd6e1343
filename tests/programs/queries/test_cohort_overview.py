"""What the overview of a cohort counts."""

from programs.actions.mentorships import end_mentorship
from programs.queries.cohort_overview import overview_of
from tests import make


def test_ended_mentorships_do_not_count_as_matched(world):
    end_mentorship(mentorship=world.ada_ben, by=world.mira)
    counts = overview_of(world.mira, world.cohort)
    assert (counts.active, counts.ended, counts.matched, counts.unmatched) == (1, 1, 1, 2)


def test_numbers_do_not_grow_with_coordinators_or_mentorships(world):
    before = overview_of(world.mira, world.cohort)
    make.coordinator(world.program)
    assert overview_of(world.mira, world.cohort) == before
    assert (before.mentors, before.places, before.mentees, before.people) == (2, 4, 3, 5)


def test_only_accepted_places_are_counted(world):
    for state in ("applied", "declined", "withdrawn"):
        make.enrolment(world.cohort, "mentor", state=state, capacity=9)
    make.enrolment(world.cohort, "mentor", state="applied", waiting_since=make.NOW)
    counts = overview_of(world.mira, world.cohort)
    assert (counts.mentors, counts.places, counts.applied) == (2, 4, 1)


def test_empty_cohort_is_all_noughts(world):
    counts = overview_of(world.mira, make.cohort(world.program))
    assert set(vars(counts).values()) == {0}
