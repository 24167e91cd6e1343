"""What the overview of a cohort counts."""

from django.urls import reverse

from programs.actions.mentorships import end_mentorship
from programs.queries.cohort_overview import overview_of
from tests import make


def test_who_was_matched_stays_matched_and_waits_again_once_it_has_ended(world):
    end_mentorship(mentorship=world.ada_ben, by=world.mira)
    counts = overview_of(world.mira, world.cohort)
    assert (counts.active, counts.ended, counts.matched, counts.waiting, counts.with_mentor) == (
        1,
        1,
        2,
        2,
        1,
    )


def test_overview_summary_comparison_and_list_of_programs_say_one_number(world, sign_in):
    """One mentorship has ended, one mentee is in two, one has left after hers, and one never had any."""
    end_mentorship(mentorship=world.ada_ben, by=world.mira)
    twice = world.cleo_dan.members.get(role="mentee").enrolment
    end_mentorship(mentorship=world.cleo_dan, by=world.mira)
    make.mentorship(world.cohort, world.mira, mentee=twice)
    left = make.mentorship(world.cohort, world.mira).members.get(role="mentee").enrolment
    type(left).objects.filter(pk=left.pk).update(state="withdrawn")
    mira, args = sign_in(world.mira), [world.program.code, world.cohort.code]
    (card,) = mira.get(reverse("programs:programs")).context["programs"].own
    (row,) = mira.get(reverse("dashboards:reports")).context["rows"]
    numbers = [
        overview_of(world.mira, world.cohort).matched,
        mira.get(reverse("dashboards:summary", args=args)).context["summary"].now.matched,
        mira.get(reverse("dashboards:cohort_health", args=args)).context["health"].balance.matched,
        row.matched,
        card.cohorts[0].matched,
    ]
    assert numbers == [2] * 5


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
