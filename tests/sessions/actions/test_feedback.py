"""Feedback: its consequences, and when it is refused."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from mentorship.lib import clock
from mentorship.lib.refusals import Conflict, Refusal
from mentorship.notifications.models import Delivery, Occurrence
from programs.models import AuditEvent, News
from sessions.actions.feedback import More, Point, change_feedback, record_feedback, save_draft
from sessions.models import Feedback, FeedbackDraft, FeedbackPoint, FitAnswer, LearningEntry
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
    assert received.due_at == feedback.recorded_at + timedelta(
        minutes=30
    )  # until it can no longer be changed
    told = News.objects.get(reader=rows.seats(world.ada_ben)[1])
    assert (told.kind, told.ref, told.asks) == ("feedback_received", past.number, False)
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


FULL = More(
    situation="When Jonas said no",
    observation="you waited",
    effect="he went on",
    more_of="stories",
    less_of="links",
    points=(Point("strength", "silence", "ten seconds"), Point("gap", "your wish", "one sentence first")),
    learned="To say a thing kindly.",
    useful="very",
    match="good",
)


def test_a_mentee_says_more_and_each_text_rests_where_its_readers_are(world, past):
    ben = rows.seats(world.ada_ben)[1]
    feedback = record_feedback(by=ben, meeting=past, went_well="Good", more=FULL)
    assert (feedback.situation, feedback.more_of, feedback.less_of) == (
        "When Jonas said no",
        "stories",
        "links",
    )
    points = FeedbackPoint.objects.filter(feedback=feedback).values_list("kind", "text", "strategy")
    assert list(points) == [
        ("strength", "silence", "ten seconds"),
        ("gap", "your wish", "one sentence first"),
    ]
    assert LearningEntry.objects.get().text == "To say a thing kindly."
    answers = FitAnswer.objects.order_by("question").values_list("question", "answer")
    assert list(answers) == [("match", "good"), ("useful", "very")]


def test_a_mentor_is_not_asked_how_useful_it_was(world, past):
    feedback = record_feedback(by=rows.seats(world.ada_ben)[0], meeting=past, went_well="Good", more=FULL)
    assert (feedback.more_of, feedback.less_of) == ("", "")
    assert list(FitAnswer.objects.values_list("question", flat=True)) == ["match"]


def test_a_counted_answer_is_read_by_nobody_but_who_gave_it(world, past):
    record_feedback(by=rows.seats(world.ada_ben)[1], meeting=past, went_well="Good", more=FULL)
    readers = {
        who: FitAnswer.objects.visible_to(getattr(getattr(world, who), "user", getattr(world, who))).count()
        for who in ("ben", "ada", "mira", "otto", "cleo", "sam")
    }
    assert readers == {"ben": 2, "ada": 0, "mira": 0, "otto": 0, "cleo": 0, "sam": 0}


def test_feedback_is_changed_within_half_an_hour_and_not_after(world, past):
    ada, ben = rows.seats(world.ada_ben)
    feedback = record_feedback(by=ada, meeting=past, went_well="Good", more=FULL)
    with clock.at(clock.now() + timedelta(minutes=29)):
        changed = change_feedback(by=ada, feedback=feedback, version=1, went_well="Better")
        assert (changed.went_well, changed.situation, changed.version) == ("Better", "", 2)
        assert not FeedbackPoint.objects.exists()
        with pytest.raises(Conflict, match="kept here"):
            change_feedback(by=ada, feedback=feedback, version=1, went_well="Worse")
        with pytest.raises(PermissionDenied):
            change_feedback(by=ben, feedback=feedback, version=2, went_well="Not mine")
    with clock.at(clock.now() + timedelta(minutes=30)), pytest.raises(Conflict, match="half an hour"):
        change_feedback(by=ada, feedback=feedback, version=2, went_well="Too late")
    assert Feedback.objects.get().went_well == "Better"


def test_a_draft_is_its_authors_and_gone_once_it_is_sent(world, past):
    ada, ben = rows.seats(world.ada_ben)
    save_draft(by=ada, meeting=past, words="{}")
    save_draft(by=ada, meeting=past, words='{"went_well": "So"}')
    assert FeedbackDraft.objects.visible_to(world.ada.user).get().words == '{"went_well": "So"}'
    assert not FeedbackDraft.objects.visible_to(ben.enrolment.person.user).exists()
    record_feedback(by=ada, meeting=past, went_well="So")
    assert save_draft(by=ada, meeting=past, words="late") is None
    assert not FeedbackDraft.objects.exists()


def test_a_mentor_who_wrote_nothing_learned_is_asked_once(world):
    ada = rows.seats(world.ada_ben)[0]
    asked = News.objects.filter(kind="learning_asked", reader=ada)
    counts = []
    for days in (-30, -20, -10):
        record_feedback(by=ada, meeting=rows.meeting(world.ada_ben, days=days), went_well="Good")
        counts.append(asked.count())
    assert counts == [0, 1, 1]
    record_feedback(
        by=ada,
        meeting=rows.meeting(world.ada_ben, days=-5),
        went_well="Good",
        more=More(learned="To wait."),
    )
    assert not asked.open().exists()


def test_more_than_three_points_of_a_kind_are_refused(world, past):
    points = tuple(Point("gap", str(number)) for number in range(4))
    with pytest.raises(Refusal, match="plenty"):
        record_feedback(
            by=rows.seats(world.ada_ben)[0], meeting=past, went_well="x", more=More(points=points)
        )
    assert not Feedback.objects.exists()
