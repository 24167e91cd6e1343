"""Asking for feedback, and the page on which it is answered."""

import pytest
from django.urls import reverse

from sessions.actions.feedback_requests import ask_for_feedback
from sessions.models import Feedback, FeedbackRequest
from tests.sessions import rows

pytestmark = pytest.mark.usefixtures("frozen")


def url(world, name: str = "feedback_ask", *numbers: int) -> str:
    return reverse(f"sessions:{name}", args=[world.ada_ben.code, *numbers])


@pytest.fixture
def asked(world):
    """Ben asks Ada."""
    return ask_for_feedback(by=rows.seats(world.ada_ben)[1], what="My talk", link="https://docs.example/1")


def test_asking_takes_two_fields_and_makes_one_question(world, sign_in):
    ben = sign_in(world.ben)
    typed = {"what": "My talk", "wants": "clarity", "form_key": "q" * 24}
    answers = [ben.post(url(world), typed) for _ in range(2)]
    assert [one["Location"] for one in answers] == [url(world, "feedback_request", 1)] * 2
    assert FeedbackRequest.objects.get().wants == "clarity"
    assert "It waits for Ada." in ben.get(url(world, "feedback_request", 1)).content.decode()


@pytest.mark.parametrize(
    "bad", [{"what": ""}, {"link": "javascript:alert(1)"}, {"until": "2026-11-01"}, {"wants": "praise"}]
)
def test_a_question_that_cannot_be_is_422_and_kept(world, sign_in, bad):
    typed = {"what": "My talk", "wants": "anything", **bad}
    answer = sign_in(world.ben).post(url(world), typed)
    assert answer.status_code == 422
    assert typed["what"] in answer.content.decode()
    assert not FeedbackRequest.objects.exists()


def test_the_answer_is_three_boxes_and_one_sentence(world, sign_in, asked):
    ada, page = sign_in(world.ada), url(world, "feedback_request", 1)
    shown = ada.get(page).content.decode()
    assert shown.count("<textarea") == 3
    assert 'href="https://docs.example/1"' in shown
    assert ada.post(page, {"clarity": " "}).status_code == 422
    typed = {"clarity": "Up to page two.", "form_key": "a" * 24}
    assert [ada.post(page, typed).status_code for _ in range(2)] == [303, 303]
    assert "Up to page two." in sign_in(world.ben).get(page).content.decode()
    assert Feedback.objects.get().request == asked
    assert ada.post(page, {"clarity": "Again"}).status_code == 409


def test_cannot_sorry_is_one_press(world, sign_in, asked):
    ada = sign_in(world.ada)
    assert ada.post(url(world, "feedback_decline", 1)).status_code == 303
    assert ada.post(url(world, "feedback_decline", 1)).status_code == 409
    assert (
        "can’t give feedback on this one"
        in sign_in(world.ben).get(url(world, "feedback_request", 1)).content.decode()
    )


def test_a_question_of_another_pair_is_not_there(world, sign_in, asked):
    for name in ("feedback_request", "feedback_decline", "feedback_withdraw"):
        assert sign_in(world.cleo).post(url(world, name, 1)).status_code == 404


@pytest.mark.parametrize("count", [1, 3, 30])
def test_queries_stay_constant(world, sign_in, django_assert_num_queries, asked, count):
    feedback = Feedback.objects.create(request=asked, author=rows.seats(world.ada_ben)[0], clarity="Yes")
    for _ in range(count):
        feedback.replies.create(author=feedback.author, text="x")
    ben = sign_in(world.ben)
    ben.get(url(world, "feedback_request", 1))
    with django_assert_num_queries(11):
        ben.get(url(world, "feedback_request", 1))
