"""Introductions, from asking to what came of it."""

import pytest
from django.urls import reverse

from programs.actions.mentorships import end_mentorship
from programs.models import Part
from sessions.models import Introduction
from tests.sessions import rows

pytestmark = pytest.mark.usefixtures("frozen")


def url(world, name: str = "introductions", *args: object) -> str:
    return reverse(f"sessions:{name}", args=[world.ada_ben.code, *args])


def test_introduction_goes_from_asking_to_what_came_of_it(world, sign_in):
    ada, ben = sign_in(world.ada), sign_in(world.ben)
    words = {"kind": "asked", "whom": "A data lead", "reason": "To learn", "form_key": "k" * 24}
    assert [ben.post(url(world), words).status_code for _ in range(2)] == [303, 303]
    assert Introduction.objects.count() == 1
    one = url(world, "introduction", 1)
    assert "It is made" in ada.get(one).content.decode()
    assert "It is made" not in ben.get(one).content.decode()
    assert ben.post(one, {"state": "made"}).status_code == 409
    assert ada.post(one, {"state": "made", "answer": "Wrote to her"}).status_code == 303
    outcome = url(world, "introduction_outcome", 1)
    assert ada.post(outcome, {"outcome": "Mine"}).status_code == 409
    assert ben.post(outcome, {"outcome": ""}).status_code == 422
    assert ben.post(outcome, {"outcome": "We met twice"}).status_code == 303
    shown = ada.get(one).content.decode()
    assert [word in shown for word in ("A data lead", "To learn", "Wrote to her", "We met twice")] == [
        True
    ] * 4


def test_offer_is_answered_with_yes_or_not_this_time(world, sign_in):
    ada, ben = sign_in(world.ada), sign_in(world.ben)
    ada.post(url(world), {"kind": "offered", "whom": "My old lead"})
    one = url(world, "introduction", 1)
    assert "Yes, please" in ben.get(one).content.decode()
    assert ben.post(one, {"state": "wanted"}).status_code == 303
    assert "It is made" in ada.get(one).content.decode()
    assert ada.post(one, {"state": "declined", "answer": "She moved away"}).status_code == 303
    assert "She moved away" in ben.get(one).content.decode()


def test_bad_introduction_keeps_its_text(world, sign_in):
    ben = sign_in(world.ben)
    bad = ben.post(url(world), {"kind": "sold", "whom": "", "reason": "Kept reason"})
    assert bad.status_code == 422
    assert "Kept reason" in bad.content.decode()
    rows.introduction(rows.seats(world.ada_ben)[0])
    one = url(world, "introduction", 1)
    assert ben.post(one, {}).status_code == 422
    refused = ben.post(one, {"state": "nonsense", "answer": "Kept line"})
    assert refused.status_code == 409
    assert "Kept line" in refused.content.decode()
    assert ben.get(url(world, "introduction", 9)).status_code == 404
    end_mentorship(mentorship=world.ada_ben, by=world.mira)
    assert ben.post(url(world), {"kind": "asked", "whom": "Late"}).status_code == 409
    assert "introduction-add" not in ben.get(url(world)).content.decode()


def test_introductions_are_not_there_where_they_are_off(world, sign_in):
    rows.introduction(rows.seats(world.ada_ben)[0])
    world.program.chosen_parts = None
    world.program.save()
    assert Part.INTRODUCTIONS not in world.program.parts
    ben = sign_in(world.ben)
    pages = [url(world), url(world, "introduction", 1), url(world, "introduction_outcome", 1)]
    assert [ben.get(page).status_code for page in pages] == [404] * 3


@pytest.mark.parametrize("count", [1, 3, 30])
def test_pages_cost_the_same_whatever_is_in_them(world, sign_in, django_assert_num_queries, count):
    for _ in range(count):
        rows.introduction(rows.seats(world.ada_ben)[0])
    ben = sign_in(world.ben)
    with django_assert_num_queries(5):
        ben.get(url(world))
    with django_assert_num_queries(6):
        ben.get(url(world, "introduction", 1))
