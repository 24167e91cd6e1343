"""Decisions, from the question to what came of it; outcomes and the consent to count them."""

import pytest
from django.core.exceptions import PermissionDenied

from mentorship.lib.refusals import Conflict, Refusal
from programs.actions.mentorships import end_mentorship
from programs.models import News
from sessions.actions.decisions import (
    Happened,
    ask_about,
    decide,
    give_view,
    let_outcome_count,
    look_at_outcome,
    note_outcome,
    remove_outcome,
)
from sessions.models import Outcome
from tests import make
from tests.sessions import rows

pytestmark = pytest.mark.usefixtures("frozen")


def test_decision_goes_from_the_question_to_what_came_of_it(world):
    ada, ben = rows.seats(world.ada_ben)
    row = ask_about(by=ben, question="Stay or go?", options="Stay\nGo", confidence=2)
    assert News.objects.open().get().reader == ada
    give_view(by=ada, decision=row, version=1, view="What would you miss?")
    assert News.objects.open().count() == 0
    decide(by=ben, decision=row, version=2, choice="Stay until May", confidence=4)
    look_at_outcome(by=ben, decision=row, version=3, outcome="Glad of it")
    row.refresh_from_db()
    assert (row.partner_view, row.choice, row.outcome) == (
        "What would you miss?",
        "Stay until May",
        "Glad of it",
    )
    assert (row.confidence_before, row.confidence_after, row.version) == (2, 4, 4)


def test_decision_is_each_ones_own_part_in_its_order(world):
    ada, ben = rows.seats(world.ada_ben)
    row = ask_about(by=ben, question="Stay or go?")
    with pytest.raises(PermissionDenied):
        give_view(by=ben, decision=row, version=1, view="Mine")
    with pytest.raises(PermissionDenied):
        decide(by=ada, decision=row, version=1, choice="Stay")
    with pytest.raises(Conflict, match="once it is decided"):
        look_at_outcome(by=ben, decision=row, version=1, outcome="Early")
    decide(by=ben, decision=row, version=1, choice="Stay")
    with pytest.raises(Conflict, match="decided already"):
        give_view(by=ada, decision=row, version=2, view="Late")
    with pytest.raises(Conflict, match="changed meanwhile"):
        decide(by=ben, decision=row, version=1, choice="Go")
    row.refresh_from_db()
    assert row.choice == "Stay"


def test_outcome_counts_only_with_consent_which_can_be_taken_back_later(world):
    ada, ben = rows.seats(world.ada_ben)
    goal = rows.goal(world.ada_ben)
    row = note_outcome(by=ben, happened=Happened("promotion", make.some_day(-3), "Lead"), goal=goal)
    assert (row.may_count, row.goal) == (False, goal)
    assert let_outcome_count(by=ben, outcome=row, may_count=True).may_count is True
    with pytest.raises(PermissionDenied):
        let_outcome_count(by=ada, outcome=row, may_count=False)
    end_mentorship(mentorship=world.ada_ben, by=world.mira)
    assert let_outcome_count(by=ben, outcome=row, may_count=False).may_count is False


def test_outcome_ahead_is_refused_and_a_quiet_goal_is_not_named(world):
    ben = rows.seats(world.ada_ben)[1]
    with pytest.raises(Refusal) as refused:
        note_outcome(by=ben, happened=Happened("other", make.some_day(2)))
    assert refused.value.field == "on"
    quiet = rows.goal(world.ada_ben, only_me=True)
    row = note_outcome(by=ben, happened=Happened("other", make.some_day()), goal=quiet)
    assert row.goal is None
    remove_outcome(by=ben, outcome=row)
    assert Outcome.objects.count() == 0
