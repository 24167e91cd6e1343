"""The ledger of advice, on its pages."""

import pytest
from django.urls import reverse

from sessions.actions.advice import give_advice
from sessions.models import ActionItem, Advice
from tests.sessions import rows

pytestmark = pytest.mark.usefixtures("frozen")


def url(world, name: str = "advice", *numbers: int) -> str:
    return reverse(f"sessions:{name}", args=[world.ada_ben.code, *numbers])


@pytest.fixture
def given(world):
    """Ada advises Ben."""
    return give_advice(by=rows.seats(world.ada_ben)[0], text="Ask first.", first_step="Ask Jonas")


def test_advice_is_one_box_and_stands_there_once(world, sign_in):
    ada = sign_in(world.ada)
    typed = {"text": "Ask first.", "form_key": "a" * 24}
    assert [ada.post(url(world), typed).status_code for _ in range(2)] == [303, 303]
    assert Advice.objects.count() == 1
    assert "Ask first." in sign_in(world.ben).get(url(world)).content.decode()


@pytest.mark.parametrize("bad", [{"text": ""}, {"step_by": "2026-11-01"}, {"step_by": "soon"}])
def test_advice_that_cannot_be_is_422_and_kept(world, sign_in, bad):
    typed = {"text": "Ask first.", "why": "It helped me", **bad}
    answer = sign_in(world.ada).post(url(world), typed)
    assert answer.status_code == 422
    assert "It helped me" in answer.content.decode()


def test_one_press_makes_it_an_action(world, sign_in, given):
    ben = sign_in(world.ben)
    assert ben.post(url(world, "advice_action", 1)).status_code == 303
    assert ActionItem.objects.get().text == "Ask Jonas"


def test_what_came_of_it_is_read_by_both_and_a_stale_text_is_409_and_kept(world, sign_in, given):
    ben, page = sign_in(world.ben), url(world, "advice_one", 1)
    told = {"version": 1, "tried": "With Jonas", "result": "He told me.", "state": "tried"}
    assert ben.post(page, {**told, "tried": "", "result": ""}).status_code == 422
    assert ben.post(page, told).status_code == 303
    assert "He told me." in sign_in(world.ada).get(page).content.decode()
    stale = ben.post(page, {**told, "result": "Something else"})
    assert stale.status_code == 409
    kept = stale.content.decode()
    assert ("Something else" in kept, "He told me." in kept) == (True, True)
    assert 'name="version" value="2"' in kept


def test_advice_is_not_there_where_the_program_does_not_use_it(world, sign_in, given):
    world.program.chosen_parts = []
    world.program.save()
    ben = sign_in(world.ben)
    got = [
        ben.get(url(world)),
        ben.get(url(world, "advice_one", 1)),
        ben.post(url(world, "advice_action", 1)),
    ]
    assert [one.status_code for one in got] == [404, 404, 404]
    assert url(world) not in ben.get(url(world, "space")).content.decode()


@pytest.mark.parametrize("count", [1, 3, 30])
def test_queries_stay_constant(world, sign_in, django_assert_num_queries, count):
    for number in range(count):
        give_advice(by=rows.seats(world.ada_ben)[0], text=str(number))
    ben = sign_in(world.ben)
    ben.get(url(world))
    with django_assert_num_queries(5):
        ben.get(url(world))


def test_open_advice_stands_on_the_page_that_prepares_the_next_meeting(world, sign_in, given):
    rows.meeting(world.ada_ben, days=2)
    prepare = reverse("sessions:prepare", args=[world.ada_ben.code, 1])
    for who in (world.ada, world.ben):
        assert "Ask first." in sign_in(who).get(prepare).content.decode()
    sign_in(world.ben).post(url(world, "advice_one", 1), {"version": 1, "state": "not_for_me"})
    assert "Ask first." not in sign_in(world.ben).get(prepare).content.decode()
