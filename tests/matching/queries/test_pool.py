"""Who takes part, as the engine knows them."""

from datetime import UTC, datetime

import pytest

from matching.engine.scoring import Impossible
from matching.queries.pool import hours_in_utc, load_pool
from mentorship.lib import clock
from programs.actions.answers import record_answers
from programs.actions.mentorships import end_mentorship
from programs.actions.questions import add_question, edit_question, publish_form
from programs.models import Enrolment
from tests import make

WINTER = datetime(2026, 11, 18, 10, tzinfo=UTC)
SUMMER = datetime(2026, 7, 15, 10, tzinfo=UTC)


@pytest.mark.parametrize(
    ("zone", "instant", "hours"),
    [
        ("UTC", WINTER, {8, 9, 10, 11}),
        ("Europe/Berlin", WINTER, {7, 8, 9, 10}),
        ("Europe/Berlin", SUMMER, {6, 7, 8, 9}),
        ("America/New_York", WINTER, {13, 14, 15, 16}),
        ("Asia/Kolkata", WINTER, {2, 3, 4, 5}),
        ("Pacific/Auckland", WINTER, {163, 164, 165, 166}),
    ],
)
def test_hours_of_monday_morning_in_utc(zone, instant, hours):
    with clock.at(instant):
        assert hours_in_utc(["mon-am"], zone) == hours


def test_hours_wrap_round_the_week_and_unknown_parts_are_left_out():
    with clock.at(WINTER):
        assert hours_in_utc(["sun-eve"], "America/Los_Angeles") == {1, 2, 3, 4}
        assert hours_in_utc(["mon-night", "someday", ""], "UTC") == set()


def test_pool_holds_accepted_people_with_room_only(world):
    pool = load_pool(world.cohort)
    codes = {
        name: world.enrolment(getattr(world, name)).code for name in ("ada", "ben", "cleo", "dan", "fay")
    }
    assert {one.id for one in pool.mentees} == {codes["fay"]}
    assert {(one.id, one.capacity) for one in pool.mentors} == {(codes["ada"], 1), (codes["cleo"], 1)}
    end_mentorship(mentorship=world.ada_ben, by=world.mira)
    Enrolment.objects.filter(pk=world.enrolment(world.cleo).pk).update(state="withdrawn")
    pool = load_pool(world.cohort)
    assert {one.id for one in pool.mentees} == {codes["fay"], codes["ben"]}
    assert {(one.id, one.capacity) for one in pool.mentors} == {(codes["ada"], 2)}


def test_pool_knows_who_already_meets(world):
    ben = world.enrolment(world.ben)
    Enrolment.objects.filter(pk=ben.pk).update(capacity=2)
    pool = load_pool(world.cohort)
    ada, cleo = world.enrolment(world.ada).code, world.enrolment(world.cleo).code
    assert pool.taken == {(ben.code, ada)}
    table = pool.score({"topics": 5})
    at = table.mentee_at[ben.code]
    assert table.score[at, table.mentor_at[ada]] == -1
    assert table.score[at, table.mentor_at[cleo]] == 5000


def test_pool_takes_the_programs_zone_for_somebody_without_one_and_counts_them(world):
    world.program.time_zone = "Asia/Tokyo"
    world.program.save()
    world.fay.usual_hours = ["mon-am"]
    world.fay.save()
    world.cohort.refresh_from_db()
    with clock.at(WINTER):
        pool = load_pool(world.cohort)
    assert pool.zones_assumed == 1
    assert pool.mentees[0].hours == {167, 0, 1, 2}


def test_pool_names_line_managers_by_person(world):
    world.fay.line_manager = world.ada
    world.fay.save()
    pool = load_pool(world.cohort)
    table = pool.score({"topics": 5})
    fay, ada = world.enrolment(world.fay).code, world.enrolment(world.ada).code
    assert table.pair(fay, ada).rule == "reporting_line"


@pytest.mark.parametrize("people", [1, 3, 30])
def test_pool_takes_five_statements_for_any_number_of_people(
    world, people, settings, django_assert_num_queries
):
    """Two of them ask for vectors."""
    for _ in range(people):
        make.enrolment(world.cohort, "mentee", topics=["writing"])
    with django_assert_num_queries(3):
        load_pool(world.cohort)
    settings.ENCODER = True
    with django_assert_num_queries(5):
        load_pool(world.cohort)


@pytest.mark.parametrize(
    ("matching", "given", "rule"),
    [
        ("must", ("Lyon", "Gent"), "alike"),
        ("must", ("Lyon", "Lyon\nGent"), None),
        ("must", ("Lyon", ""), None),
        ("must_differ", ("Lyon", "Lyon"), "apart"),
        ("must_differ", ("Lyon", "Gent"), None),
        ("same", ("Lyon", "Gent"), None),
    ],
)
def test_answers_that_must_agree_or_differ_are_rules_by_what_the_form_says_now(world, matching, given, rule):
    of = {"by": world.mira, "program": world.program}
    code = add_question(**of, label="Which site?", kind="choices", options=["Lyon", "Gent"]).code
    publish_form(**of)
    fay, ada = world.enrolment(world.fay), world.enrolment(world.ada)
    for place, text in zip((fay, ada), given, strict=True):
        record_answers(enrolment=place, answers={code: text})
    assert not isinstance(load_pool(world.cohort).score({}).pair(fay.code, ada.code), Impossible)
    edit_question(**of, code=code, edits=0, matching=matching)
    publish_form(**of)
    found = load_pool(world.cohort).score({}).pair(fay.code, ada.code)
    assert (found.rule if isinstance(found, Impossible) else None) == rule
