"""Asking for feedback, answering, saying one cannot, taking it back."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from mentorship import outbox
from mentorship.lib import clock
from mentorship.lib.refusals import Conflict, Refusal
from mentorship.notifications.models import Occurrence
from programs.models import News
from sessions.actions.feedback import More
from sessions.actions.feedback_requests import (
    answer_request,
    ask_for_feedback,
    decline_request,
    withdraw_request,
)
from sessions.models import Feedback
from tests import make
from tests.sessions import rows

pytestmark = pytest.mark.usefixtures("frozen")


def waiting(who):
    return list(News.objects.open().filter(reader=who, kind="feedback_asked").values_list("ref", flat=True))


def test_a_question_waits_for_the_other_and_reaches_them_by_mail_once_a_day(world):
    ada, ben = rows.seats(world.ada_ben)
    for what in ("CANARY-talk", "CANARY-mail"):
        ask_for_feedback(by=ben, what=what)
    assert sorted(waiting(ada)) == [1, 2]
    occurrence = Occurrence.objects.get(kind="feedback_asked")
    assert occurrence.recipient == world.ada.user
    mail = outbox.desk().compose(occurrence)
    assert "CANARY" not in str(mail)
    with clock.at(clock.now() + timedelta(days=1)):
        ask_for_feedback(by=ben, what="Another day")
    assert Occurrence.objects.filter(kind="feedback_asked").count() == 2


def test_the_mail_is_no_longer_wanted_once_nothing_is_open(world):
    ada, ben = rows.seats(world.ada_ben)
    request = ask_for_feedback(by=ben, what="My talk")
    answer_request(by=ada, request=request, went_well="The start.")
    assert outbox.desk().compose(Occurrence.objects.get(kind="feedback_asked")) is None


def test_an_answer_is_feedback_that_both_read_and_given_once(world):
    ada, ben = rows.seats(world.ada_ben)
    request = ask_for_feedback(by=ben, what="My talk", wants="clarity")
    answer = answer_request(by=ada, request=request, more=More(clarity="Up to page two."))
    assert waiting(ada) == []
    assert News.objects.filter(reader=ben, kind="feedback_answered", ref=1).count() == 1
    readers = {
        name: Feedback.objects.visible_to(getattr(getattr(world, name), "user", getattr(world, name))).count()
        for name in ("ada", "ben", "cleo", "mira")
    }
    assert readers == {"ada": 1, "ben": 1, "cleo": 0, "mira": 0}
    assert (answer.meeting, answer.clarity) == (None, "Up to page two.")
    with pytest.raises(Conflict, match="already"):
        answer_request(by=ada, request=request, went_well="Again")


def test_an_empty_answer_is_refused_and_one_cannot_answer_oneself(world):
    ada, ben = rows.seats(world.ada_ben)
    request = ask_for_feedback(by=ben, what="My talk")
    with pytest.raises(Refusal, match="one sentence"):
        answer_request(by=ada, request=request)
    with pytest.raises(PermissionDenied):
        answer_request(by=ben, request=request, went_well="Brilliant")
    assert waiting(ada) == [1]


def test_cannot_sorry_is_one_press_and_taking_back_is_for_who_asked(world):
    ada, ben = rows.seats(world.ada_ben)
    first, second = (ask_for_feedback(by=ben, what=what) for what in ("One", "Two"))
    decline_request(by=ada, request=first)
    with pytest.raises(PermissionDenied):
        withdraw_request(by=ada, request=second)
    withdraw_request(by=ben, request=second)
    assert waiting(ada) == []
    assert (first.is_open, second.is_open) == (False, False)


@pytest.mark.parametrize("facts", [{"until": -1}, {"until": 400}, {"wants": "praise"}])
def test_a_question_that_cannot_be(world, facts):
    if "until" in facts:
        facts = {"until": make.some_day(facts["until"])}
    with pytest.raises(Refusal) as refused:
        ask_for_feedback(by=rows.seats(world.ada_ben)[1], what="x", **facts)
    assert refused.value.field == next(iter(facts))


def test_five_open_questions_are_plenty(world):
    ben = rows.seats(world.ada_ben)[1]
    for number in range(5):
        ask_for_feedback(by=ben, what=str(number))
    with pytest.raises(Conflict, match="plenty"):
        ask_for_feedback(by=ben, what="One more")
