"""The page of rhythm and rest."""

import pytest
from django.urls import reverse

from programs.models import Mentorship, Pause, RhythmProposal
from tests import make
from tests.sessions import rows

pytestmark = pytest.mark.usefixtures("frozen")
NEW = {"weeks": "13", "minutes": "60", "channel": "phone"}


def url(world, name: str) -> str:
    return reverse(f"sessions:{name}", args=[world.ada_ben.code])


def test_a_rhythm_takes_two_presses(world, sign_in):
    ada, ben = sign_in(world.ada), sign_in(world.ben)
    assert ben.post(url(world, "rhythm"), {**NEW, "form_key": "a" * 24}).status_code == 303
    page = ada.get(url(world, "rhythm")).content.decode()
    assert "Yes, let’s do that" in page
    proposal = RhythmProposal.objects.get()
    answer = {"proposal": proposal.pk, "answer": "yes"}
    assert ada.post(url(world, "rhythm_answer"), answer).status_code == 303
    assert Mentorship.objects.get(pk=world.ada_ben.pk).rhythm_weeks == 13
    assert ada.post(url(world, "rhythm_answer"), answer).status_code == 409


def test_a_proposal_sent_twice_is_one(world, sign_in):
    ben = sign_in(world.ben)
    for _press in range(2):
        assert ben.post(url(world, "rhythm"), {**NEW, "form_key": "a" * 24}).status_code == 303
    assert RhythmProposal.objects.count() == 1


def test_the_same_rhythm_is_refused_beside_the_field(world, sign_in):
    one = world.ada_ben
    same = {"weeks": one.rhythm_weeks, "minutes": one.meeting_minutes}
    refused = sign_in(world.ben).post(url(world, "rhythm"), same)
    assert refused.status_code == 422
    assert "This is your rhythm already" in refused.content.decode()


def test_a_rest_shows_its_line_to_both_and_ends_by_one_press(world, sign_in):
    ada, ben = sign_in(world.ada), sign_in(world.ben)
    late = ben.post(url(world, "rest"), {"until": "2030-01-01", "line": "Kept text"})
    assert (late.status_code, "Kept text" in late.content.decode()) == (422, True)
    day = make.some_day(40).isoformat()
    assert ben.post(url(world, "rest"), {"until": day, "line": "Exams"}).status_code == 303
    assert "Exams" in ada.get(url(world, "rhythm")).content.decode()
    assert ada.post(url(world, "go_on")).status_code == 303
    assert not Mentorship.objects.get(pk=world.ada_ben.pk).is_paused


def test_an_ended_mentorship_has_no_buttons_and_takes_nothing(world, sign_in):
    Mentorship.objects.filter(pk=world.ada_ben.pk).update(state="ended", ended_at=make.NOW)
    ben = sign_in(world.ben)
    assert "Propose another rhythm" not in ben.get(url(world, "rhythm")).content.decode()
    assert ben.post(url(world, "rhythm"), NEW).status_code == 409
    assert ben.post(url(world, "rest"), {"until": make.some_day(9).isoformat()}).status_code == 409
    assert ben.post(url(world, "go_on")).status_code == 403


@pytest.mark.parametrize("number", [1, 3, 30])
def test_the_page_costs_the_same_whatever_was_before(world, sign_in, number, django_assert_num_queries):
    ben = rows.seats(world.ada_ben)[1]
    for _row in range(number):
        Pause.objects.create(mentorship=world.ada_ben, by=ben, until=make.some_day(9), line="Exams")
    RhythmProposal.objects.create(mentorship=world.ada_ben, by=ben, weeks=6)
    Mentorship.objects.filter(pk=world.ada_ben.pk).update(paused_until=make.some_day(9))
    ada = sign_in(world.ada)
    with django_assert_num_queries(6):
        assert ada.get(url(world, "rhythm")).status_code == 200
