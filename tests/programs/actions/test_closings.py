"""Closing a cohort: more time, what became of it, put away, taken out again, the next one."""

from datetime import timedelta

import pytest

from mentorship.lib import clock
from mentorship.lib.refusals import Conflict, Refusal
from programs.actions.closings import (
    archive_cohort,
    extend_pairs,
    record_outcome,
    reopen_cohort,
)
from programs.actions.invitations import accept_invitation, invite
from programs.actions.mentorships import end_mentorship
from programs.actions.programs import Dates, add_cohort
from programs.actions.requests import ask_coordinators
from programs.models import AuditEvent, Cohort, CohortOutcome, Ending, HelpRequest, Mentorship, News
from programs.queries.timeline_due import timeline_due
from sessions.actions.cohort_endings import end_kindly
from sessions.actions.endings import begin_ending
from tests import make

pytestmark = pytest.mark.usefixtures("frozen")


def over(world):
    for pair in (world.ada_ben, world.cleo_dan):
        end_mentorship(mentorship=pair, by=world.mira)
    return world.cohort


def test_more_time_for_all_moves_the_cohort_and_for_some_only_them(world):
    day, later = make.some_day(300), make.some_day(330)
    facts = {"cohort": world.cohort, "by": world.mira}
    assert extend_pairs(**facts, until=later, mentorships=[world.ada_ben.pk]) == 1
    world.cohort.refresh_from_db()
    assert world.cohort.ends_on < day
    assert set(Mentorship.objects.values_list("ends_on", flat=True)) == {later, None}
    assert extend_pairs(**facts, until=day, mentorships=None) == 2
    world.cohort.refresh_from_db()
    assert world.cohort.ends_on == day
    assert set(Mentorship.objects.values_list("ends_on", flat=True)) == {None}


def test_more_time_calls_off_the_cohorts_ending_and_not_the_pairs_own(world):
    begin_ending(by=world.member(world.dan))
    facts = {"cohort": world.cohort, "by": world.mira}
    end_kindly(**facts, until=make.some_day(20), mentorships=None)
    extend_pairs(**facts, until=make.some_day(300), mentorships=None)
    assert [(one.mentorship, one.closes_on) for one in Ending.objects.all()] == [(world.cleo_dan, None)]
    assert not News.objects.open().filter(kind="program_ends").exists()


@pytest.mark.parametrize("days", [0, -3, 4000])
def test_odd_day_for_more_time_is_refused(world, days):
    with pytest.raises(Refusal) as refused:
        extend_pairs(cohort=world.cohort, by=world.mira, until=make.some_day(days), mentorships=None)
    assert refused.value.field == "until"


def test_more_time_for_nobody_is_refused(world):
    with pytest.raises(Refusal) as refused:
        extend_pairs(cohort=world.cohort, by=world.mira, until=make.some_day(300), mentorships=[])
    assert refused.value.field == "which"


def test_cohort_with_a_pair_or_a_request_is_not_archived(world):
    with pytest.raises(Conflict, match="2 pairs"):
        archive_cohort(cohort=world.cohort, by=world.mira, texts_until=None)
    over(world)
    ask_coordinators(by=world.enrolment(world.fay), kind=HelpRequest.Kind.QUESTION, text="And I?")
    with pytest.raises(Conflict, match="answer"):
        archive_cohort(cohort=world.cohort, by=world.mira, texts_until=None)
    assert Cohort.objects.get(pk=world.cohort.pk).archived_at is None


@pytest.mark.parametrize("days", [29, 0, 4000])
def test_day_for_the_texts_gives_people_a_month(world, days):
    with pytest.raises(Refusal) as refused:
        archive_cohort(cohort=over(world), by=world.mira, texts_until=make.some_day(days))
    assert refused.value.field == "texts_until"


def test_archived_cohort_takes_nothing_and_opens_again_for_a_month(world):
    archive_cohort(cohort=over(world), by=world.mira, texts_until=make.some_day(40))
    facts = {"cohort": world.cohort, "by": world.mira}
    for act in (
        lambda: extend_pairs(**facts, until=make.some_day(300), mentorships=None),
        lambda: end_kindly(**facts, until=make.some_day(20), mentorships=None),
        lambda: record_outcome(**facts, worked="x"),
        lambda: archive_cohort(**facts, texts_until=None),
    ):
        with pytest.raises(Conflict):
            act()
    with clock.at(clock.now() + timedelta(days=31)), pytest.raises(Conflict, match="30 days"):
        reopen_cohort(**facts)
    found = reopen_cohort(**facts)
    assert (found.archived_at, found.texts_until) == (None, None)
    verbs = AuditEvent.objects.filter(verb__startswith="cohort.").order_by("pk")
    assert list(verbs.values_list("verb", flat=True)) == ["cohort.archived", "cohort.reopened"]


def test_outcome_is_kept_once_and_changed(world):
    record_outcome(cohort=world.cohort, by=world.mira, completed=2, stopped_early=0, worked="A", change="")
    record_outcome(cohort=world.cohort, by=world.mira, completed=1, stopped_early=1, worked="B", change="C")
    row = CohortOutcome.objects.get()
    assert (row.completed, row.stopped_early, row.worked, row.change) == (1, 1, "B", "C")


def test_next_cohort_is_of_the_same_program_with_new_dates_and_nobody_in_it(world):
    days = [make.some_day(n) for n in (200, 220, 230, 400)]
    made = add_cohort(program=world.program, by=world.mira, dates=Dates("Spring", *days), after=world.cohort)
    assert (made.program, made.name, made.starts_on) == (world.program, "Spring", days[2])
    assert made.enrolments.count() == 0
    assert {"cohort.created", "cohort.continued"} <= set(AuditEvent.objects.values_list("verb", flat=True))


def test_archived_cohort_takes_nobody_by_an_old_link_and_tells_of_no_date(world):
    cohort = over(world)
    asked = make.enrolment(cohort, "mentee", state="applied")
    invitation = invite(enrolment=asked, by=world.mira)
    make.timeline_date(cohort, world.mira)
    told = [rows.count() for _kind, rows in timeline_due(clock.now())]
    archive_cohort(cohort=cohort, by=world.mira, texts_until=None)
    with pytest.raises(Conflict):
        accept_invitation(invitation=invitation)
    asked.refresh_from_db()
    assert asked.state == "applied"
    assert max(told) > 0
    assert [rows.count() for _kind, rows in timeline_due(clock.now())] == [0, 0]
