"""The pairs of a file held against the rules: who is known is looked at, whatever room or place they have."""

import pytest

from matching.actions.pair_rules import Wanted, add_pair_rules
from matching.actions.rules import save_rules
from matching.engine import DEFAULT_RULES, Criterion
from matching.models import PairRule
from matching.queries.against import broken_in
from programs.models import Mentorship, Person, Veto
from tests import make
from tests.matching.people import fill

SILENT = Criterion("level", "within", "seniority", "seniority", hard=True, n=9, missing="impossible")


@pytest.fixture
def two(cohort):
    """The ids of a mentor and of a mentee who may be a pair by every rule."""
    fill(cohort, 1, 1, easy=True)
    return tuple(role.get().person_id for role in (cohort.enrolments.mentors(), cohort.enrolments.mentees()))


@pytest.fixture
def newcomer(cohort):
    """Somebody of the organisation who has no place here."""
    return make.person(cohort.program.organisation, "Gil", languages=["Finnish"])


def speak(who, language):
    Person.objects.filter(pk=who).update(languages=[language])


def test_a_pair_within_the_rules_is_not_named(cohort, mira, two):
    assert broken_in(cohort, [two], mira) == {}


def test_every_rule_of_a_pair_is_named(cohort, mira, two):
    speak(two[0], "Finnish")
    Person.objects.filter(pk__in=two).update(department="Sales")
    own = Criterion("d", "never", "department", "department", hard=True)
    save_rules(cohort=cohort, rules=(*DEFAULT_RULES, own), by=mira)
    people = Person.objects.in_bulk(two)
    apart = [Wanted(people[two[0]], people[two[1]])]
    add_pair_rules(program=cohort.program, kind=PairRule.Kind.APART, wanted=apart, by=mira)
    (said,) = broken_in(cohort, [two], mira).values()
    assert sorted(said) == ["being kept apart", "no shared language", "“Department: never the same”"]


def test_it_looks_also_at_people_who_have_no_room(cohort, mira, two):
    """Other than for a pair made by hand: the file may give somebody their last place, or many."""
    cohort.enrolments.mentors().update(capacity=0)
    speak(two[0], "Finnish")
    assert broken_in(cohort, [two], mira) == {two: ["no shared language"]}


def test_the_rules_hold_for_somebody_who_has_no_place_yet(cohort, mira, two, newcomer):
    pair = (newcomer.pk, two[1])
    assert broken_in(cohort, [pair], mira) == {pair: ["no shared language"]}


def test_what_nobody_was_asked_is_no_answer_that_lacks(cohort, mira, two, newcomer):
    Person.objects.filter(pk__in=[*two, newcomer.pk]).update(seniority=None, languages=["Finnish"])
    save_rules(cohort=cohort, rules=(*DEFAULT_RULES, SILENT), by=mira)
    assert broken_in(cohort, [two, (newcomer.pk, two[1])], mira).keys() == {two}


def test_whoever_is_one_of_the_two_does_not_learn_that_they_are_kept_apart(cohort, mira, two):
    people = Person.objects.in_bulk(two)
    apart = [Wanted(people[two[0]], people[two[1]])]
    add_pair_rules(program=cohort.program, kind=PairRule.Kind.APART, wanted=apart, by=None)
    assert broken_in(cohort, [two], mira) == {two: ["being kept apart"]}
    Person.objects.filter(pk=two[0]).update(user=mira)
    assert broken_in(cohort, [two], mira) == {}


@pytest.mark.parametrize("author", [0, 1])
@pytest.mark.parametrize("language", ["English", "Finnish"])
def test_a_veto_changes_no_word(cohort, mira, two, author, language):
    speak(two[0], language)
    without = broken_in(cohort, [two], mira)
    Veto.objects.create(author_id=two[author], about_id=two[1 - author], reason="canary")
    assert broken_in(cohort, [two], mira) == without


def test_a_mentorship_of_the_two_is_no_rule(cohort, mira, two):
    mentor, mentee = (cohort.enrolments.get(person=who) for who in two)
    make.mentorship(cohort, mira, mentor, mentee)
    assert Mentorship.objects.active().count() == 1
    assert broken_in(cohort, [two], mira) == {}


def test_blocks_of_pairs_are_told_apart(cohort, mira, monkeypatch):
    monkeypatch.setattr("matching.queries.against._BLOCK", 2)
    fill(cohort, 5, 5, easy=True)
    sides = (cohort.enrolments.mentors().order_by("pk"), cohort.enrolments.mentees().order_by("pk"))
    pairs = list(zip(*(side.values_list("person_id", flat=True) for side in sides), strict=True))
    speak(pairs[3][0], "Finnish")
    assert broken_in(cohort, pairs, mira) == {pairs[3]: ["no shared language"]}
