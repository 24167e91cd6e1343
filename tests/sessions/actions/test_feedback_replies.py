"""What becomes of feedback: an example, replies, what is taken from it."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from mentorship.lib.refusals import Conflict, Refusal
from programs.models import News
from sessions.actions.feedback import record_feedback
from sessions.actions.feedback_replies import acknowledge, ask_for_example, reply_to_feedback, take_from
from sessions.models import ActionItem, FeedbackReply, Takeaway
from tests import make
from tests.sessions import rows

pytestmark = pytest.mark.usefixtures("frozen")


@pytest.fixture
def given(world):
    """Ada's feedback for Ben."""
    meeting = rows.meeting(world.ada_ben, days=-1)
    return record_feedback(by=rows.seats(world.ada_ben)[0], meeting=meeting, went_well="You waited.")


def waits(who, kind="example_asked"):
    return News.objects.open().filter(reader=who, kind=kind).count()


def test_an_example_is_asked_for_once_and_the_authors_next_reply_is_it(world, given):
    ada, ben = rows.seats(world.ada_ben)
    ask_for_example(by=ben, feedback=given)
    ask_for_example(by=ben, feedback=given)
    assert waits(ada) == 1
    reply_to_feedback(by=ben, feedback=given, text="Take your time.")
    assert waits(ada) == 1
    for text in ("When he said no.", "And later."):
        reply_to_feedback(by=ada, feedback=given, text=text)
    assert waits(ada) == 0
    examples = FeedbackReply.objects.values_list("text", "is_example")
    assert list(examples) == [
        ("Take your time.", False),
        ("When he said no.", True),
        ("And later.", False),
    ]


@pytest.mark.parametrize("action", [ask_for_example, acknowledge])
def test_only_who_received_it_asks_and_acknowledges(world, given, action):
    with pytest.raises(PermissionDenied):
        action(by=rows.seats(world.ada_ben)[0], feedback=given)


def test_read_is_told_once(world, given):
    ada, ben = rows.seats(world.ada_ben)
    acknowledge(by=ben, feedback=given)
    acknowledge(by=ben, feedback=given)
    assert given.acknowledged_at is not None
    assert News.objects.filter(reader=ada, kind="feedback_read").count() == 1


def test_what_is_taken_becomes_an_action_in_one_press_and_is_taken_once(world, given):
    ada, ben = rows.seats(world.ada_ben)
    due_on = make.some_day(7)
    taken = take_from(by=ben, feedback=given, text="Wait longer", as_action=True, due_on=due_on)
    item = ActionItem.objects.get()
    assert (taken.action, item.owner, item.text, item.due_on) == (item, ben, "Wait longer", due_on)
    given.refresh_from_db()
    assert given.acknowledged_at is not None
    with pytest.raises(Conflict, match="already"):
        take_from(by=ben, feedback=given, text="Again")
    with pytest.raises(PermissionDenied):
        take_from(by=ada, feedback=given, text="Not mine")
    assert Takeaway.objects.count() == ActionItem.objects.count() == 1


def test_a_day_that_has_passed_takes_nothing(world, given):
    with pytest.raises(Refusal) as refused:
        take_from(
            by=rows.seats(world.ada_ben)[1],
            feedback=given,
            text="Wait",
            as_action=True,
            due_on=make.some_day() - timedelta(days=1),
        )
    assert refused.value.field == "due_on"
    assert not Takeaway.objects.exists()


def test_fifty_replies_are_plenty(world, given):
    ben = rows.seats(world.ada_ben)[1]
    FeedbackReply.objects.bulk_create(FeedbackReply(feedback=given, author=ben, text="x") for _ in range(50))
    with pytest.raises(Refusal, match="Fifty"):
        reply_to_feedback(by=ben, feedback=given, text="One more")
