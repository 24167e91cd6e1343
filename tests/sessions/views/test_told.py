"""Marks on topics: a press by the mentor, read by both."""

import pytest
from django.urls import reverse

from sessions.models import ToldMark
from tests.sessions import rows

pytestmark = pytest.mark.usefixtures("frozen")


@pytest.mark.parametrize("hx", [False, True])
def test_a_press_marks_and_answers_with_the_list_or_the_page(world, sign_in, hx):
    topic = rows.topic(rows.meeting(world.ada_ben, days=-1))
    url = reverse("sessions:told", args=[world.ada_ben.code, 1])
    headers = {"HX-Request": "true", "HX-Target": "told"} if hx else {}
    answer = sign_in(world.ada).post(url, {"topic": topic.pk, "mark": "asked"}, headers=headers)
    assert answer.status_code == (200 if hx else 303)
    assert ToldMark.objects.get().kind == "asked"
    shown = answer.content.decode() if hx else sign_in(world.ada).get(url).content.decode()
    marks = shown.split('id="told"')[1].split("</section>")[0]
    assert marks.count('aria-pressed="true"') == 1
    assert '<span class="badge plain">asked</span>' in sign_in(world.ben).get(url).content.decode()


def test_what_cannot_be_marked(world, sign_in):
    topic = rows.topic(rows.meeting(world.ada_ben, days=1))
    url = reverse("sessions:told", args=[world.ada_ben.code, 1])
    ada = sign_in(world.ada)
    assert ada.post(url, {"topic": topic.pk, "mark": "told"}).status_code == 409
    assert ada.post(url, {"topic": topic.pk, "mark": "sung"}).status_code == 422
    assert sign_in(world.ben).post(url, {"topic": topic.pk, "mark": "told"}).status_code == 403


@pytest.mark.parametrize("count", [1, 3, 30])
def test_queries_stay_constant(world, sign_in, django_assert_num_queries, count):
    meeting = rows.meeting(world.ada_ben, days=-1)
    for number in range(count):
        rows.topic(meeting, str(number))
    ada, url = sign_in(world.ada), reverse("sessions:told", args=[world.ada_ben.code, 1])
    ada.get(url)
    with django_assert_num_queries(8):
        ada.get(url)
