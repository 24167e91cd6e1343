"""Who takes part, as the engine knows them."""

from datetime import UTC, datetime

import pytest

from matching.actions.drafts import run_matching
from matching.actions.pair_rules import Wanted, add_pair_rules
from matching.actions.publishing import publish
from matching.engine.scoring import Impossible
from matching.models import Draft, Leftover
from matching.queries.criteria import USUAL_WEIGHT, rules_of
from matching.queries.pool import hours_in_utc, load_pool
from mentorship.lib import clock
from programs.actions.answers import record_answers
from programs.actions.mentorships import end_mentorship
from programs.actions.questions import add_question, edit_question, publish_form
from programs.models import EndingAnswer, Enrolment, HelpRequest, Mentorship, Question
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


def ask(world, matching="not", kind="choices", label="Which site?", **facts):
    of = {"by": world.mira, "program": world.program}
    options = ["Lyon", "Gent"] if kind == "choices" else []
    code = add_question(**of, label=label, kind=kind, options=options, matching=matching, **facts).code
    publish_form(**of)
    return code


def answer(world, code, *given):
    for who, text in zip((world.fay, world.ada), given, strict=True):
        record_answers(enrolment=world.enrolment(who), answers={code: text})


def pair_of(world):
    table = load_pool(world.cohort).score(rules_of(world.cohort))
    return table.pair(world.enrolment(world.fay).code, world.enrolment(world.ada).code)


@pytest.mark.parametrize(
    ("matching", "given", "breaks"),
    [
        ("must", ("Lyon", "Gent"), True),
        ("must", ("Lyon", "Lyon\nGent"), False),
        ("must", ("Lyon", ""), False),
        ("must_differ", ("Lyon", "Lyon"), True),
        ("must_differ", ("Lyon", "Gent"), False),
        ("same", ("Lyon", "Gent"), False),
    ],
)
def test_answers_that_must_agree_or_differ_are_rules_by_what_the_form_says_now(
    world, matching, given, breaks
):
    code = ask(world)
    answer(world, code, *given)
    assert not isinstance(pair_of(world), Impossible)
    edit_question(by=world.mira, program=world.program, code=code, edits=0, matching=matching)
    publish_form(by=world.mira, program=world.program)
    found = pair_of(world)
    assert (found.rules if isinstance(found, Impossible) else ()) == ((f"q:{code}",) if breaks else ())


@pytest.mark.parametrize(
    ("matching", "given", "value"),
    [
        ("wants_offers", ("Lyon\nGent", "Gent"), 50),
        ("same", ("Lyon", "Lyon"), 100),
        ("same", ("Lyon", "Gent"), 0),
        ("different", ("Lyon", "Gent"), 100),
    ],
)
def test_answers_that_should_agree_or_differ_weigh(world, matching, given, value):
    code = ask(world, matching)
    answer(world, code, *given)
    part = next(part for part in pair_of(world).parts if part.name == f"q:{code}")
    assert (part.value, part.weight, part.missing) == (value, USUAL_WEIGHT, False)


def loaded(world):
    pool = load_pool(world.cohort)
    return sorted(answer for one in (*pool.mentees, *pool.mentors) for answer in one.answers)


def test_answers_for_the_audit_are_never_loaded_nor_those_given_while_they_were(world):
    code = ask(world, "audit")
    answer(world, code, "Lyon", "Lyon")
    assert loaded(world) == []
    assert [one for one in rules_of(world.cohort) if one.question] == []
    edit_question(by=world.mira, program=world.program, code=code, edits=0, matching="must")
    publish_form(by=world.mira, program=world.program)
    assert loaded(world) == []
    answer(world, code, "Gent", "Lyon")
    assert {text for _code, text in loaded(world)} == {"Gent", "Lyon"}


@pytest.mark.parametrize(
    "label", ["What is your gender?", "Your age", "Religion", "Wie alt sind Sie?", "Date of birth"]
)
def test_what_names_something_protected_is_never_loaded_whoever_saved_it(world, label):
    code = ask(world, "must")
    Question.objects.filter(code=code).update(label=label)
    answer(world, code, "Lyon", "Gent")
    assert loaded(world) == []
    assert [one for one in rules_of(world.cohort) if one.question] == []


def ids(world, *names):
    return [world.enrolment(getattr(world, name)).code for name in names]


def test_pool_knows_who_is_kept_apart_and_together_either_way_round(world):
    fay, ada, cleo = ids(world, "fay", "ada", "cleo")
    for kind, other in (("apart", world.ada), ("together", world.cleo)):
        add_pair_rules(program=world.program, kind=kind, wanted=[Wanted(other, world.fay)], by=world.mira)
    pool = load_pool(world.cohort)
    assert (pool.between.excluded, pool.together) == ({(fay, ada)}, {(fay, cleo)})
    assert pool.score({}).pair(fay, ada).rules == ("excluded",)


@pytest.mark.parametrize("outcome, again", [("", False), ("ended", False), ("stayed", True)])
def test_who_asked_for_somebody_else_is_not_matched_with_them_again_and_nobody_is_told(world, outcome, again):
    ben, ada = world.enrolment(world.ben), world.enrolment(world.ada)
    HelpRequest.objects.create(
        cohort=world.cohort,
        author=ben,
        mentorship=world.ada_ben,
        kind="different_match",
        outcome=outcome,
        text="x",
    )
    end_mentorship(mentorship=world.ada_ben, by=world.mira)
    found = load_pool(world.cohort).score({}).pair(ben.code, ada.code)
    assert (found.rules if isinstance(found, Impossible) else ()) == (() if again else ("other",))


def test_who_said_it_was_no_fit_is_not_matched_with_them_again(world):
    EndingAnswer.objects.create(mentorship=world.ada_ben, author=world.member(world.ada), reason="not_a_fit")
    end_mentorship(mentorship=world.ada_ben, by=world.mira)
    ben, ada = ids(world, "ben", "ada")
    assert load_pool(world.cohort).score({}).pair(ben, ada).rules == ("other",)


def test_who_was_left_over_in_the_last_published_round_goes_first(world):
    (fay,) = ids(world, "fay")
    draft = Draft.objects.create(cohort=world.cohort, number=1, input_hash="x", engine="x")
    Leftover.objects.create(draft=draft, enrolment=world.enrolment(world.fay), reason={})
    assert load_pool(world.cohort).between.waited == frozenset()
    Draft.objects.update(state="published", published_at=clock.now())
    assert load_pool(world.cohort).between.waited == {fay}


def test_whoever_comes_late_is_matched_and_no_live_pair_is_touched(world):
    before = list(Mentorship.objects.order_by("pk").values_list("pk", "state"))
    late = make.enrolment(world.cohort, "mentee")
    draft = run_matching(cohort=world.cohort, by=world.mira)
    assert {pair.mentee_id for pair in draft.proposals.all()} == {late.pk, world.enrolment(world.fay).pk}
    met = {(pair.mentee_id, pair.mentor_id) for pair in draft.proposals.all()}
    assert (world.enrolment(world.ben).pk, world.enrolment(world.ada).pk) not in met
    publish(draft=draft, by=world.mira)
    after = list(Mentorship.objects.order_by("pk").values_list("pk", "state"))
    assert after[: len(before)] == before
    assert len(after) == len(before) + 2
