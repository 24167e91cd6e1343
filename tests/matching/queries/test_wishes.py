"""What a run reads of wishes and of people kept apart."""

import pytest

from matching.actions.drafts import run_matching
from matching.actions.proposals import propose, unpair
from matching.actions.wishes import rank_wishes
from matching.models import Leftover, PairingWay, Proposal
from matching.queries.changes import pairs_now
from matching.queries.find import Wanted, find
from matching.queries.pool import load_pool
from matching.queries.rematch import others_for
from matching.queries.rules import RulesPage
from matching.queries.unlock import unlock
from mentorship.lib.refusals import Refusal
from programs.actions.mentorships import APART
from programs.actions.vetoes import say_never
from programs.models import Enrolment, Person
from tests import make


@pytest.fixture
def places(world):
    """Two mentors with a place each, and Fay and Hal who wait for one."""
    PairingWay.objects.create(program=world.program, wishes=3)
    Enrolment.objects.filter(cohort=world.cohort, role="mentor").update(capacity=1)
    return {
        "fay": world.enrolment(world.fay),
        "hal": make.enrolment(world.cohort, "mentee", make.person(world.orchard, "Hal")),
        "gus": make.enrolment(world.cohort, "mentor", make.person(world.orchard, "Gus")),
        "ida": make.enrolment(world.cohort, "mentor", make.person(world.orchard, "Ida")),
    }


def wished(world, places):
    names = {place.code: name for name, place in places.items()}
    found = load_pool(world.cohort).between.wished
    return {tuple(names[code] for code in pair): ranks for pair, ranks in found.items()}


def test_wishes_are_read_as_the_ranks_that_two_people_gave_each_other(world, places):
    rank_wishes(by=places["fay"], named=[places["ida"], places["gus"]])
    rank_wishes(by=places["gus"], named=[places["hal"], places["fay"]])
    both = {("fay", "ida"): (1, 0), ("fay", "gus"): (2, 2), ("hal", "gus"): (0, 1)}
    assert wished(world, places) == both
    rank_wishes(by=places["fay"], named=[])
    assert wished(world, places) == {("hal", "gus"): (0, 1), ("fay", "gus"): (0, 2)}


def test_a_wish_is_extra_points_that_are_named_and_takes_none_from_anybody(world, places):
    def points():
        rows = run_matching(cohort=world.cohort, by=world.mira).proposals.select_related("mentee", "mentor")
        return {(row.mentee.code, row.mentor.code): row for row in rows}

    before = points()
    for (mentee, mentor), row in before.items():
        place = {one.code: one for one in places.values()}
        rank_wishes(by=place[mentee], named=[place[mentor]])
        assert "wish" not in {point[0] for point in row.points}
    after = points()
    assert after.keys() == before.keys()
    for pair, row in after.items():
        (wish,) = [point for point in row.points if point[0] == "wish"]
        assert (wish[1], wish[3], row.score) == (50, 600, before[pair].score + 600)


def test_nobody_who_looks_for_themselves_learns_of_a_wish_by_the_order(world, places):
    look = Wanted()
    before = find(places["fay"], look).rows
    rank_wishes(by=places[{"Gus": "gus", "Ida": "ida"}[before[-1].person.name]], named=[places["fay"]])
    assert find(places["fay"], look).rows == before


def test_too_many_twice_or_of_the_own_side_are_refused(world, places):
    others = [make.enrolment(world.cohort, "mentor") for _ in range(2)]
    for named in (
        [places["gus"], places["ida"], *others],
        [places["gus"], places["gus"]],
        [places["hal"]],
    ):
        with pytest.raises(Refusal):
            rank_wishes(by=places["fay"], named=named)


def test_a_run_never_pairs_who_said_never_and_moves_the_others_round(world, places):
    say_never(by=places["gus"].person, about=world.fay)
    assert load_pool(world.cohort).between.blocked == {(places["fay"].code, places["gus"].code)}
    draft = run_matching(cohort=world.cohort, by=world.mira)
    pairs = set(draft.proposals.values_list("mentee__person__name", "mentor__person__name"))
    assert pairs == {("Fay", "Ida"), ("Hal", "Gus")}


def test_by_hand_it_is_refused_without_a_reason(world, places):
    draft = run_matching(cohort=world.cohort, by=world.mira)
    for pair in draft.proposals.all():
        unpair(draft=draft, code=pair.code, version=pair.version, by=world.mira)
    say_never(by=world.fay, about=places["gus"].person)
    with pytest.raises(Refusal) as refused:
        propose(draft=draft, mentee=places["fay"], mentor=places["gus"], by=world.mira)
    assert refused.value.sentence == str(APART)


def test_said_after_the_run_the_board_marks_the_pair_without_a_reason(world, places):
    draft = run_matching(cohort=world.cohort, by=world.mira)
    pair = Proposal.objects.get(draft=draft, mentee=places["fay"])
    say_never(by=world.fay, about=pair.mentor.person)
    changed = [one.changed for one in pairs_now(draft, world.mira) if one.changed]
    assert changed == [f"{pair.mentor.person.name} and Fay can’t be matched."]


def test_neither_a_rematch_nor_a_replacement_offers_them(world, places):
    say_never(by=places["gus"].person, about=world.fay)
    options = others_for(places["fay"], None, world.cohort, world.mira).options
    assert [one.person.name for one in options] == ["Ida"]


def test_counts_and_the_hash_of_the_input_are_the_same_with_and_without(world, places):
    before, first = RulesPage(world.cohort, world.mira), run_matching(cohort=world.cohort, by=world.mira)
    say_never(by=world.fay, about=places["gus"].person)
    after, second = RulesPage(world.cohort, world.mira), run_matching(cohort=world.cohort, by=world.mira)
    told = ("possible", "every", "alone", "musts")
    assert [getattr(before, name) for name in told] == [getattr(after, name) for name in told]
    assert [first.summary[name] for name in ("possible", "all", "removed")] == [
        second.summary[name] for name in ("possible", "all", "removed")
    ]
    assert first.input_hash == second.input_hash


def test_whoever_a_rule_leaves_without_anybody_reads_the_same_with_and_without(world, places):
    Person.objects.filter(name__in=["Gus", "Ida"]).update(languages=["English"])
    Person.objects.filter(pk=world.fay.pk).update(languages=["Finnish"])

    def said() -> object:
        draft = run_matching(cohort=world.cohort, by=world.mira)
        left = {row.enrolment_id: row.reason for row in Leftover.objects.filter(draft=draft)}
        return left, unlock(draft, places["fay"], [], world.mira).rules

    before = said()
    assert before[0][places["fay"].pk]["removed"] == [["language", 2]]
    assert [one.options for one in before[1]] == [2]
    say_never(by=places["gus"].person, about=world.fay)
    assert said() == before


def test_whoever_is_left_for_it_alone_reads_no_count_and_no_rule(world, places):
    for mentor in (places["gus"], places["ida"]):
        say_never(by=mentor.person, about=world.fay)
    draft = run_matching(cohort=world.cohort, by=world.mira)
    assert Leftover.objects.get(draft=draft, enrolment=places["fay"]).reason == {"kind": "nobody"}


def test_a_run_thought_out_before_is_thought_out_again(world, places):
    before = load_pool(world.cohort).fingerprint()
    say_never(by=world.fay, about=places["gus"].person)
    assert load_pool(world.cohort).fingerprint() != before
