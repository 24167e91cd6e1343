"""Who else would do: of their own match a coordinator who takes part is shown nobody, and a colleague everybody."""

import pytest

from matching.actions.drafts import run_matching
from matching.queries.candidates import alternatives, mentors_for
from programs.models import Enrolment
from tests import make
from tests.matching import own


@pytest.fixture(params=["mentor", "mentee"])
def hal(world, request) -> Enrolment:
    """A coordinator with a place on one side; two mentors with a place each and two mentees wait, Hal among them."""
    person = own.coordinates(world, make.person(world.orchard, "Hal", email="hal@orchard.example"))
    place = make.enrolment(world.cohort, request.param, person)
    for role, count in (("mentor", 2), ("mentee", 1)):
        for number in range(count - (request.param == role)):
            make.enrolment(world.cohort, role, make.person(world.orchard, f"{role} {number}"))
    Enrolment.objects.filter(cohort=world.cohort, role="mentor").update(capacity=1)
    return place


@pytest.fixture
def draft(world, hal):
    found = run_matching(cohort=world.cohort, by=world.mira)
    assert found.proposals.count() == 2
    return found


@pytest.fixture(params=["Hal", "Mira"])
def reader(world, hal, request):
    return hal.person.user if request.param == "Hal" else world.mira


def pairs_of(draft, hal):
    """Hal's pair, and the other."""
    rows = draft.proposals.select_related("mentor__person", "mentee__person")
    return sorted(rows, key=lambda pair: hal.pk not in (pair.mentor_id, pair.mentee_id))


def test_nobody_is_shown_for_ones_own_place_nor_oneself_for_somebody(draft, hal, reader):
    is_own = reader == hal.person.user
    of_hal, other = pairs_of(draft, hal)
    for_mentee, for_mentor = alternatives(draft, of_hal, reader, 5)
    beside_hal = for_mentor if hal.is_mentor else for_mentee
    assert [one.code for one in beside_hal] == (
        [] if is_own else [(other.mentee if hal.is_mentor else other.mentor).code]
    )
    beside_other = alternatives(draft, other, reader, 5)[0 if hal.is_mentor else 1]
    assert (hal.code in [one.code for one in beside_other]) is not is_own
    if not hal.is_mentor:
        assert bool(mentors_for(draft, hal, reader)) is not is_own


def test_no_swap_makes_or_breaks_ones_own_match(draft, hal, reader):
    is_own = reader == hal.person.user
    of_hal, other = pairs_of(draft, hal)
    found = mentors_for(draft, other.mentee, reader, now=other)
    if hal.is_mentor:
        found = mentors_for(draft, of_hal.mentee, reader, now=of_hal)
    assert len(found) == 1
    assert [swap.name for one in found for swap in one.swaps] == (
        [] if is_own else [other.mentee.person.name if hal.is_mentor else hal.person.name]
    )
