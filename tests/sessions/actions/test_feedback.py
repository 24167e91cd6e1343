"""Feedback: its consequences, and when it is refused."""

import pytest

from mentorship.lib import clock
from mentorship.lib.refusals import Conflict, Refusal
from mentorship.notifications.models import Delivery, Occurrence
from programs.models import AuditEvent
from sessions.actions.feedback import record_feedback
from sessions.models import Feedback
from tests.sessions import rows

pytestmark = pytest.mark.usefixtures("frozen")


@pytest.fixture
def past(world):
    return rows.meeting(world.ada_ben, days=-1)


def test_feedback_settles_the_authors_prompt_tells_the_partner_and_is_audited(world, past):
    ada, _ben = rows.seats(world.ada_ben)
    prompts = {}
    for user in (world.ada.user, world.ben.user):
        due = {"subject_id": past.pk, "recipient": user, "due_at": clock.now()}
        occurrence = Occurrence.objects.create(kind="feedback", **due)
        prompts[user.pk] = Delivery.objects.create(occurrence=occurrence, due_at=clock.now())
    feedback = record_feedback(by=ada, meeting=past, went_well="You listened.")
    assert {pk: Delivery.objects.get(pk=one.pk).state for pk, one in prompts.items()} == {
        world.ada.user_id: "cancelled",
        world.ben.user_id: "due",
    }
    received = Occurrence.objects.get(kind="feedback_received")
    assert (received.subject_id, received.recipient) == (feedback.pk, world.ben.user)
    event = AuditEvent.objects.get(verb="feedback.recorded")
    assert event.target == f"feedback:{feedback.pk}"


@pytest.mark.parametrize("went_well, try_next", [("Good", ""), ("", "Fewer topics")])
def test_feedback_is_complete_with_one_sentence_in_either_box(world, past, went_well, try_next):
    ben = rows.seats(world.ada_ben)[1]
    feedback = record_feedback(by=ben, meeting=past, went_well=went_well, try_next=try_next)
    assert (feedback.went_well, feedback.try_next) == (went_well, try_next)


def test_feedback_with_nothing_in_it_is_refused(world, past):
    with pytest.raises(Refusal, match="one sentence"):
        record_feedback(by=rows.seats(world.ada_ben)[1], meeting=past, went_well="")
    assert not Feedback.objects.exists()


def test_feedback_is_given_once_by_each(world, past):
    ada, ben = rows.seats(world.ada_ben)
    record_feedback(by=ada, meeting=past, went_well="One")
    record_feedback(by=ben, meeting=past, went_well="Two")
    with pytest.raises(Conflict, match="sent already"):
        record_feedback(by=ada, meeting=past, went_well="Three")
    assert Feedback.objects.count() == 2


@pytest.mark.parametrize("days, state", [(1, "booked"), (-1, "cancelled"), (-1, "missed")])
def test_feedback_opens_when_a_meeting_has_taken_place(world, days, state):
    meeting = rows.meeting(world.ada_ben, days=days, state=state)
    with pytest.raises(Conflict):
        record_feedback(by=rows.seats(world.ada_ben)[0], meeting=meeting, went_well="Too soon")


def test_feedback_form_never_closes(world):
    long_ago = rows.meeting(world.ada_ben, days=-300)
    assert record_feedback(by=rows.seats(world.ada_ben)[0], meeting=long_ago, went_well="Late").pk
