"""What shows that a goal comes nearer: numbers, evidence, and two views that open together."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied

from mentorship.lib import clock
from mentorship.lib.files import NewFile
from mentorship.lib.refusals import Conflict, Refusal
from programs.models import News
from sessions.actions.evidence import (
    Shown,
    add_evidence,
    assess,
    record_value,
    remove_evidence,
    remove_value,
)
from sessions.models import Assessment, Evidence, GoalValue, PairFile
from tests import make
from tests.sessions import rows

pytestmark = pytest.mark.usefixtures("frozen")


@pytest.fixture
def counted(world):
    return rows.goal(world.ada_ben, start_value=0, target_value=20)


def test_value_of_a_day_is_noted_replaced_and_taken_off(world, counted):
    ben, day = rows.seats(world.ada_ben)[1], make.some_day(-2)
    for value in (3, 4):
        record_value(by=ben, goal=counted, value=Decimal(value), on=day)
    assert list(GoalValue.objects.values_list("on", "value")) == [(day, 4)]
    remove_value(by=ben, goal=counted, on=day)
    assert GoalValue.objects.count() == 0


def test_value_needs_a_counted_goal_of_ones_own_and_a_day_that_has_come(world, counted):
    ada, ben = rows.seats(world.ada_ben)
    with pytest.raises(Refusal) as refused:
        record_value(by=ben, goal=counted, value=Decimal(1), on=make.some_day(1))
    assert refused.value.field == "on"
    with pytest.raises(PermissionDenied):
        record_value(by=ada, goal=counted, value=Decimal(1), on=make.some_day())
    with pytest.raises(Conflict, match="what you count"):
        record_value(by=ben, goal=rows.goal(world.ada_ben), value=Decimal(1), on=make.some_day())


def test_evidence_is_words_a_link_a_file_or_a_quote_and_either_brings_it(world, counted):
    ada, ben = rows.seats(world.ada_ben)
    step = rows.milestone(counted)
    said = rows.feedback(rows.meeting(world.ada_ben, days=-3), ada, "You waited for the answer.")
    file = NewFile(name="talk.txt", content_type="text/plain", data=b"A talk")
    shown = [
        (ada, Shown(text="I saw it")),
        (ben, Shown(text="My page", link="https://example.org/")),
        (ben, Shown(file=file)),
        (ben, Shown(text=said.went_well, quoted=said)),
    ]
    for by, one in shown:
        add_evidence(by=by, goal=counted, shown=one, milestone=step)
    assert list(Evidence.objects.order_by("pk").values_list("kind", flat=True)) == [
        "text",
        "link",
        "file",
        "quote",
    ]
    assert bytes(PairFile.objects.get().data) == b"A talk"
    assert sorted(News.objects.values_list("reader__role", flat=True)) == ["mentee", "mentor"]


def test_evidence_of_nothing_of_another_goal_and_of_ones_own_feedback_is_refused(world, counted):
    _ada, ben = rows.seats(world.ada_ben)
    elsewhere = rows.milestone(rows.goal(world.ada_ben))
    own = rows.feedback(rows.meeting(world.ada_ben, days=-3), ben)
    quiet = rows.goal(world.ada_ben, only_me=True)
    file = NewFile(name="talk.txt", content_type="text/plain", data=b"A talk")
    for goal, shown, step, field in (
        (counted, Shown(), None, "text"),
        (counted, Shown(text="x"), elsewhere, "milestone"),
        (counted, Shown(text="x", quoted=own), None, "quote"),
        (quiet, Shown(file=file), None, "file"),
    ):
        with pytest.raises(Refusal) as refused:
            add_evidence(by=ben, goal=goal, shown=shown, milestone=step)
        assert refused.value.field == field
    assert (Evidence.objects.count(), PairFile.objects.count()) == (0, 0)


def test_evidence_is_taken_off_by_whoever_brought_it_with_its_file(world, counted):
    ada, ben = rows.seats(world.ada_ben)
    file = NewFile(name="talk.txt", content_type="text/plain", data=b"A talk")
    row = add_evidence(by=ben, goal=counted, shown=Shown(file=file))
    with pytest.raises(PermissionDenied):
        remove_evidence(by=ada, evidence=row)
    remove_evidence(by=ben, evidence=row)
    assert (Evidence.objects.count(), PairFile.objects.count()) == (0, 0)


def test_assessments_are_sealed_until_both_are_written(world, counted):
    ada, ben = rows.seats(world.ada_ben)
    assess(by=ben, goal=counted, moment="start", level=2, confidence=3, line="Early")
    seen = [one.enrolment.person.user for one in (ada, ben)]
    assert [Assessment.objects.visible_to(user).count() for user in seen] == [0, 1]
    asked = News.objects.get(kind="assessment_to_write")
    assert (asked.reader, asked.asks, asked.closed_at) == (ada, True, None)
    with clock.at(clock.now() + timedelta(hours=1)):
        theirs = assess(by=ada, goal=counted, moment="start", level=4, confidence=5, line="Good questions")
        assert set(Assessment.objects.values_list("opened_at", flat=True)) == {clock.now()}
    assert theirs.confidence is None
    assert [Assessment.objects.visible_to(user).count() for user in seen] == [2, 2]
    asked.refresh_from_db()
    assert asked.closed_at is not None
    assert News.objects.get(kind="assessment_open").reader == ben


def test_assessment_is_written_once_and_not_of_a_goal_kept_to_oneself(world, counted):
    ben = rows.seats(world.ada_ben)[1]
    assess(by=ben, goal=counted, moment="start", level=2)
    with pytest.raises(Conflict, match="already"):
        assess(by=ben, goal=counted, moment="start", level=5)
    with pytest.raises(Conflict, match="Share the goal"):
        assess(by=ben, goal=rows.goal(world.ada_ben, only_me=True), moment="start", level=2)
    assert [one.level for one in Assessment.objects.all()] == [2]
