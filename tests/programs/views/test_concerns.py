"""The pages of the safeguarding contacts."""

from datetime import timedelta

import pytest
from django.urls import reverse

from mentorship.lib import clock
from programs.actions.concerns import answer_concern, raise_concern
from programs.models import Concern, Mentorship

pytestmark = pytest.mark.usefixtures("frozen")


def tell(world, **facts) -> str:
    concern = raise_concern(by=world.member(world.ben), text="It felt wrong.", **facts)
    return reverse("programs:concern", args=[concern.code])


def test_a_contact_finds_it_from_today_and_answers_once(world, sign_in):
    sam = sign_in(world.sam)
    assert "Nobody has told you anything" in sam.get(reverse("programs:concerns")).content.decode()
    there = tell(world)
    shown = sam.get("/today/").content.decode()
    assert ("1 person needs you" in shown, "One thing" in shown) == (True, True)
    assert f'href="{there}"' in sam.get(reverse("programs:concerns")).content.decode()
    assert "It felt wrong." in sam.get(there).content.decode()
    assert sam.post(there, {"text": ""}).status_code == 422
    for _press in range(2):
        assert sam.post(there, {"text": "Thank you.", "form_key": "a" * 24}).status_code == 303
    assert Concern.objects.get().answers.count() == 1
    assert "1 person needs you" not in sam.get("/today/").content.decode()


def test_steps_let_contact_go_on_end_and_close(world, sign_in):
    there = tell(world, stops_contact=True)
    sam = sign_in(world.sam)
    assert "Contact is paused" in sam.get(there).content.decode()
    assert "It cannot be undone." in sam.get(there).content.decode()
    assert sam.post(f"{there}go_on/").status_code == 303
    assert sam.post(f"{there}end/").status_code == 303
    one = Mentorship.objects.get(pk=world.ada_ben.pk)
    assert (one.contact_stopped_at, one.state) == (None, "ended")
    assert "It cannot be undone." not in sam.get(there).content.decode()
    assert [sam.post(f"{there}{step}/").status_code for step in ("close", "close", "made-up")] == [
        303,
        409,
        404,
    ]


@pytest.mark.parametrize("number", [1, 3, 30])
def test_pages_cost_the_same_whatever_was_told(world, sign_in, number, django_assert_num_queries):
    for _place in range(number):
        there = tell(world)
    for concern in Concern.objects.all():
        answer_concern(concern=concern, by=world.sam, text="Thank you.")
    sam = sign_in(world.sam)
    with django_assert_num_queries(8):
        sam.get(reverse("programs:concerns"))
    with django_assert_num_queries(8):
        sam.get(there)


def test_a_contact_can_put_a_concern_off_until_tomorrow_and_never_for_good(world, sign_in):
    """The next person who tells something must not meet a line that was stopped."""
    tell(world)
    sam = sign_in(world.sam)
    key = f"concerns-{clock.now():%Y%m%d}"
    assert sam.post("/today/later/", {"line": key, "stop": "1"}).status_code == 303
    assert "1 person needs you" not in sam.get("/today/").content.decode()
    with clock.at(clock.now() + timedelta(days=1)):
        assert "1 person needs you" in sam.get("/today/").content.decode()
