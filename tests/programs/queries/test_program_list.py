"""The programs page."""

from programs.queries.program_list import programs_of
from tests import make


def test_own_programs_come_with_cohorts_latest_first(world):
    later = make.cohort(world.program, name="Later", starts_on=make.some_day(60))
    listed = programs_of(world.mira)
    assert [[line.name for line in card.cohorts] for card in listed.own] == [[later.name, "Autumn"]]
    assert (listed.others, listed.organisations) == ([], [])


def test_owner_who_coordinates_sees_a_program_once(world):
    make.coordinator(world.program, "otto@orchard.example")
    listed = programs_of(world.otto)
    assert [card.name for card in listed.own] == ["Growing together"]
    assert [one.name for one in listed.others] == ["Another program"]


def test_people_with_two_roles_count_once(world):
    make.enrolment(world.cohort, "mentor", world.fay)
    ((line,),) = [card.cohorts for card in programs_of(world.mira).own]
    assert (line.people, line.matched, line.waiting) == (5, 2, 0)


def test_participants_and_strangers_have_no_programs(world):
    for user in (world.ada.user, world.eve.user):
        listed = programs_of(user)
        assert (listed.own, listed.others, listed.organisations) == ([], [], [])
