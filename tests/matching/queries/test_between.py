"""What is known of pairs is asked by a statement that is built once: it must be that of any cohort, at any time."""

from datetime import timedelta

import pytest

from matching.actions.pair_rules import Wanted, add_pair_rules
from matching.queries import between
from matching.queries.between import all_told, known_of
from mentorship.lib import clock
from programs.models import Enrolment, Veto
from tests import make


@pytest.mark.parametrize("places", [False, True])
def test_statement_kept_is_that_of_a_cohort_built_a_year_later(cohort, places):
    between._statement.cache_clear()
    kept, values = between._statement(places=places)
    with clock.at(clock.now() + timedelta(days=365)):
        parts = [*between._parts(cohort), *([between._places(cohort)] if places else [])]
        own, own_values = between._union(*parts).query.sql_with_params()
    ids = {
        between._COHORT: cohort.pk,
        between._PROGRAM: cohort.program_id,
        between._ORGANISATION: cohort.program.organisation_id,
    }
    assert kept == own
    assert [ids.get(one, one) for one in values] == list(own_values)


@pytest.mark.parametrize("without", [False, True])
def test_what_is_known_is_of_the_cohort_that_is_asked_about(cohort, mira, without):
    other = make.cohort(make.program(cohort.program.organisation))
    for each in (other, cohort):
        mentor, mentee = make.enrolment(each, "mentor"), make.enrolment(each, "mentee")
        add_pair_rules(
            program=each.program, kind="apart", wanted=[Wanted(mentor.person, mentee.person)], by=mira
        )
        own = make.mentorship(each, mira, mentor, mentee)
        found = known_of(each, without=own if without else None)
        assert found.live == ([] if without else [(mentee.code, mentor.code)])
        assert {frozenset(pair) for pair in found.apart} == {
            frozenset((mentor.person.code, mentee.person.code))
        }


def test_all_told_is_another_as_soon_as_a_place_or_something_known_of_a_pair_is(cohort, mira):
    mentor, mentee = make.enrolment(cohort, "mentor"), make.enrolment(cohort, "mentee")
    told = [all_told(cohort)]
    for change in (
        lambda: Enrolment.objects.filter(pk=mentor.pk).update(capacity=3),
        lambda: make.enrolment(cohort, "mentee"),
        lambda: make.mentorship(cohort, mira, mentor, mentee),
        lambda: Veto.objects.create(author=mentee.person, about=mentor.person),
        lambda: Enrolment.objects.filter(pk=mentee.pk).update(asks_paused=True),
    ):
        change()
        told.append(all_told(cohort))
        assert told[-1] not in told[:-1]
    make.enrolment(make.cohort(cohort.program), "mentor")
    assert all_told(cohort) == told[-1]
