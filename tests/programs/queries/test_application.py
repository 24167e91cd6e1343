"""Where an application stands, and what was typed before."""

import pytest

from programs.queries.application import application_of, typed_before
from tests import make


@pytest.mark.parametrize(
    ("state", "states", "can"),
    [
        ("applied", ["done", "now", "", ""], (True, True)),
        ("accepted", ["done", "done", "now", ""], (False, True)),
        ("declined", [], (False, False)),
        ("withdrawn", [], (False, False)),
    ],
)
def test_steps_follow_the_state(world, state, states, can):
    gus = make.enrolment(world.cohort, "mentee", state=state)
    (one,) = application_of([gus])
    assert [step[1] for step in one.steps] == states
    assert (one.can_change, one.can_withdraw) == can


def test_form_begins_with_the_profile_and_the_answers(world):
    make.enrolment(world.cohort, "mentor", world.fay, topics=["clocks"], expertise=["wood"], capacity=4)
    before = typed_before(world.fay.user, world.cohort)
    assert (before["name"], sorted(before["roles"])) == ("Fay", ["mentee", "mentor"])
    assert (before["topics_offered"], before["expertise"], before["capacity"]) == (["clocks"], ["wood"], 4)
    assert typed_before(world.mira, world.cohort) == {"time_zone": ""}
