"""Where an application stands, and what was typed before."""

import pytest
from django.urls import reverse

from matching.actions.drafts import run_matching
from programs.queries.application import application_of, typed_before
from tests import make
from tests.programs.views.test_join import typed


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
    (one,) = application_of(gus.person.user, [gus])
    assert [step[1] for step in one.steps] == states
    assert (one.can_change, one.can_withdraw) == can


def test_form_begins_with_the_profile_and_the_answers(world):
    make.enrolment(world.cohort, "mentor", world.fay, topics=["clocks"], expertise=["wood"], capacity=4)
    before = typed_before(world.fay.user, world.cohort)
    assert (before["name"], sorted(before["roles"])) == ("Fay", ["mentee", "mentor"])
    assert (before["topics_offered"], before["expertise"], before["capacity"]) == (["clocks"], ["wood"], 4)
    assert typed_before(world.mira, world.cohort) == {"time_zone": ""}


@pytest.mark.parametrize("closed", (False, True), ids=["open", "closed"])
@pytest.mark.parametrize("started", (False, True), ids=["before matching", "after"])
@pytest.mark.parametrize("state", ("applied", "accepted", "declined"))
def test_answers_are_changed_until_matching_starts(world, sign_in, state, started, closed):
    cohort = make.cohort(world.program, enrol_until=make.some_day(-1 if closed else 10))
    gus = make.enrolment(cohort, "mentee", state=state)
    if started:
        make.enrolment(cohort, "mentor")
        make.enrolment(cohort, "mentee")
        run_matching(cohort=cohort, by=world.mira)
    (one,) = application_of(gus.person.user, [gus])
    may = (state == "applied" and (not closed or not started)) or (state == "accepted" and not started)
    assert one.can_change is may
    client = sign_in(gus.person)
    path = reverse("programs:join", args=[world.program.code, cohort.code])
    answer = client.post(path, typed(roles=["mentee"], goal="Something else"))
    assert answer.status_code == (303 if may else 409)
    gus.refresh_from_db()
    assert (gus.goal, gus.state) == ("Something else" if may else "", state)
    if closed and may:  # but nothing new
        assert client.post(path, typed(roles=["mentor"], goal="Me too")).status_code == 409
