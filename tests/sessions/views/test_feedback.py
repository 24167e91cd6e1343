"""Feedback: two boxes and Send."""

import pytest
from django.urls import reverse

from sessions.models import Feedback
from tests.sessions import rows

pytestmark = pytest.mark.usefixtures("frozen")
SENT = {"went_well": "You listened.", "try_next": "", "form_key": "f" * 24}


def url(world, number: int = 1) -> str:
    return reverse("sessions:feedback", args=[world.ada_ben.code, number])


def test_feedback_is_two_boxes_each_saying_who_reads_it_and_the_rest_is_folded(world, sign_in):
    rows.meeting(world.ada_ben, days=-1)
    shown = sign_in(world.ben).get(url(world)).content.decode()
    first, more = shown.split('<details id="feedback-more">')
    assert first.count("<textarea") == 2
    assert first.count("You and your partner in this mentorship. Never coordinators.") == 2
    assert "Counted, never quoted" in first  # how the match feels, after the first meeting
    assert "What I would like more of" in more


def test_feedback_sent_is_read_by_both_on_the_page_of_the_meeting(world, sign_in):
    rows.meeting(world.ada_ben, days=-1)
    ada, ben = sign_in(world.ada), sign_in(world.ben)
    meeting = reverse("sessions:meeting", args=[world.ada_ben.code, 1])
    assert [ben.post(url(world), SENT)["Location"] for _ in range(2)] == [meeting, meeting]
    assert Feedback.objects.count() == 1
    assert "You listened." in ada.get(meeting).content.decode()
    assert "You listened." in ben.get(url(world)).content.decode()


def test_feedback_with_both_boxes_empty_is_422_and_a_second_one_409(world, sign_in):
    rows.meeting(world.ada_ben, days=-1)
    ben = sign_in(world.ben)
    empty = ben.post(url(world), {"went_well": " ", "try_next": ""})
    assert empty.status_code == 422
    assert "one sentence in either box" in empty.content.decode()
    ben.post(url(world), SENT)
    assert ben.post(url(world), {"went_well": "Again"}).status_code == 409


def test_feedback_before_the_end_says_when_it_opens(world, sign_in):
    rows.meeting(world.ada_ben, days=1)
    ben = sign_in(world.ben)
    assert "opens when the meeting has ended" in ben.get(url(world)).content.decode()
    assert ben.post(url(world), SENT).status_code == 409
    assert not Feedback.objects.exists()
