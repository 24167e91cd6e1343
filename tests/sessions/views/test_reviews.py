"""The landing page of the quarterly impact review."""

import pytest
from django.urls import reverse

from sessions.models import AgendaItem
from tests.sessions import rows

pytestmark = pytest.mark.usefixtures("frozen")


def url(world, quarter: str = "2026-q4") -> str:
    return reverse("sessions:review", args=[world.ada_ben.code, quarter])


def test_review_shows_the_quarter_and_leads_to_a_date_first(world, sign_in):
    rows.meeting(world.ada_ben, days=-10)
    rows.meeting(world.ada_ben, days=-60)
    ben = sign_in(world.ben)
    answer = ben.get(url(world))
    facts = answer.context["facts"]
    assert (facts.first_day.isoformat(), facts.last_day.isoformat(), facts.meetings) == (
        "2026-10-01",
        "2026-12-31",
        1,
    )
    assert reverse("sessions:meeting_new", args=[world.ada_ben.code]) in answer.content.decode()
    assert ben.post(url(world)).status_code == 409


def test_review_is_put_on_the_agenda_by_one_press(world, sign_in):
    rows.meeting(world.ada_ben, days=3)
    answer = sign_in(world.ada).post(url(world))
    assert answer["Location"] == reverse("sessions:meeting", args=[world.ada_ben.code, 1])
    assert AgendaItem.objects.count() == 1


@pytest.mark.parametrize("quarter", ["2026-q5", "now", "9999-q4", "0001-q1"])
def test_review_of_no_quarter_is_404(world, sign_in, quarter):
    assert sign_in(world.ben).get(url(world, quarter)).status_code == 404
