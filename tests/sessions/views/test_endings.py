"""The pages of an ending and of its letters."""

import pytest
from django.urls import reverse

from programs.models import Ending, EndingAnswer, Letter, Mentorship
from sessions.models import AgendaItem
from tests import make
from tests.sessions import rows

pytestmark = pytest.mark.usefixtures("frozen")


def url(world, name: str) -> str:
    return reverse(f"sessions:{name}", args=[world.ada_ben.code])


def test_an_ending_goes_from_the_first_button_to_the_last(world, sign_in):
    ada, ben = sign_in(world.ada), sign_in(world.ben)
    rows.meeting(world.ada_ben, days=4)
    rows.goal(world.ada_ben)
    assert "Begin the ending" in ben.get(url(world, "ending")).content.decode()
    assert ben.post(url(world, "ending_begin"))["Location"] == url(world, "ending")
    page = ada.get(url(world, "ending")).content.decode()
    assert ("would like to bring" in page, "I take it along" in page) == (True, False)
    assert "I take it along" in ben.get(url(world, "ending")).content.decode()
    assert ben.post(url(world, "closing_topics")).status_code == 303
    assert AgendaItem.objects.count() == 3
    answers = {"outcome": "skill", "useful": "5", "reason": "purpose_met"}
    assert ben.post(url(world, "ending_answer"), answers).status_code == 303
    assert ada.post(url(world, "ending_end"))["Location"] == url(world, "keepsake")
    assert ben.post(url(world, "ending_end"))["Location"] == url(world, "keepsake")
    assert Mentorship.objects.get(pk=world.ada_ben.pk).state == "ended"


def test_a_goal_is_taken_along_and_the_page_comes_back(world, sign_in):
    rows.goal(world.ada_ben)
    Ending.objects.create(mentorship=world.ada_ben, begun_by=rows.seats(world.ada_ben)[1])
    state = reverse("sessions:goal_state", args=[world.ada_ben.code, 1])
    answer = sign_in(world.ben).post(state, {"state": "parked", "next": url(world, "ending")})
    assert answer["Location"] == url(world, "ending")


def test_we_go_on_after_all(world, sign_in):
    ada, ben = sign_in(world.ada), sign_in(world.ben)
    ben.post(url(world, "ending_begin"))
    assert ada.post(url(world, "ending_off")).status_code == 303
    assert "Begin the ending" in ben.get(url(world, "ending")).content.decode()


def test_without_a_meeting_ahead_topics_wait(world, sign_in):
    answer = sign_in(world.ben).post(url(world, "closing_topics"))
    assert (answer.status_code, "Find a date first" in answer.content.decode()) == (409, True)


def test_a_draft_is_kept_and_a_finished_letter_opens_with_the_other(world, sign_in):
    ada, ben = sign_in(world.ada), sign_in(world.ben)
    draft = {"text": "Dear Ada, secretly", "version": 0, "then": "later"}
    assert ben.post(url(world, "letter"), draft).status_code == 303
    old = ben.post(url(world, "letter"), {**draft, "text": "An old window"})
    assert (old.status_code, "An old window" in old.content.decode()) == (409, True)
    ben.post(url(world, "letter"), {"text": "Dear Ada, secretly", "version": 1, "then": "done"})
    for name in ("letter", "ending", "keepsake", "keepsake_html", "keepsake_json"):
        assert "secretly" not in ada.get(url(world, name)).content.decode()
    assert "has written to you" in ada.get(url(world, "letter")).content.decode()
    assert ada.post(url(world, "letter"), {"text": "", "version": 0, "then": "done"}).status_code == 422
    ada.post(url(world, "letter"), {"text": "Dear Ben, *thank you*", "version": 0, "then": "done"})
    assert "secretly" in ada.get(url(world, "letter")).content.decode()
    assert "<em>thank you</em>" in ben.get(url(world, "letter")).content.decode()
    assert Letter.objects.filter(opened_at=None).count() == 0


def test_staying_in_touch_is_known_only_when_both_said_so(world, sign_in):
    ada, ben = sign_in(world.ada), sign_in(world.ben)
    ben.post(url(world, "ending_begin"))
    ben.post(url(world, "ending_answer"), {"stays_in_touch": "on"})
    assert "both want to stay in touch" not in ada.get(url(world, "ending")).content.decode()
    ada.post(url(world, "ending_answer"), {"stays_in_touch": "on"})
    assert "both want to stay in touch" in ben.get(url(world, "ending")).content.decode()
    assert ada.post(url(world, "ending_answer"), {"outcome": "made up"}).status_code == 422
    assert EndingAnswer.objects.count() == 2


@pytest.mark.parametrize("number", [1, 3, 30])
def test_the_page_costs_the_same_whatever_there_is(world, sign_in, number, django_assert_num_queries):
    ben = rows.seats(world.ada_ben)[1]
    Ending.objects.create(mentorship=world.ada_ben, begun_by=ben)
    for place in range(number):
        rows.goal(world.ada_ben)
        rows.action(ben)
        rows.topic(rows.meeting(world.ada_ben, days=place + 1))
    client = sign_in(world.ben)
    with django_assert_num_queries(12):
        client.get(url(world, "ending"))
    with django_assert_num_queries(6):
        client.get(url(world, "letter"))


def test_after_the_end_letters_are_still_taken(world, sign_in):
    Mentorship.objects.filter(pk=world.ada_ben.pk).update(state="ended", ended_at=make.NOW)
    ben = sign_in(world.ben)
    assert "The last button" not in ben.get(url(world, "ending")).content.decode()
    sent = {"text": "Late, but here.", "version": 0, "then": "done"}
    assert ben.post(url(world, "letter"), sent).status_code == 303
