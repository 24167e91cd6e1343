"""The settings page of check-ins."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from programs.models import Program
from programs.queries.check_in_settings import schedule_of

pytestmark = pytest.mark.usefixtures("frozen")


def url(world) -> str:
    return reverse("programs:program_check_ins", args=[world.program.code])


def test_the_page_says_when_the_next_questions_go_out(world, sign_in):
    page = sign_in(world.mira).get(url(world)).content.decode()
    assert "This week is one of questions." in page
    assert "The next questions go out in the week of 14 December." in page


@pytest.mark.parametrize(
    ("headers", "status"), [({}, 303), ({"HX-Request": "true"}, 204)], ids=["plain", "htmx"]
)
def test_the_schedule_is_changed(world, sign_in, headers, status):
    mira = sign_in(world.mira)
    assert mira.post(url(world), {"asks": "on", "weeks": "2"}, headers=headers).status_code == status
    found = schedule_of(Program.objects.get(pk=world.program.pk))
    assert (found.asks, found.weeks) == (True, 2)
    assert mira.post(url(world), {"weeks": "2"}).status_code == 303
    assert "Nothing is asked at the moment." in mira.get(url(world)).content.decode()


@pytest.mark.parametrize("typed", ["", "5", "many"])
def test_an_odd_distance_is_refused_and_changes_nothing(world, sign_in, typed):
    answer = sign_in(world.mira).post(url(world), {"asks": "on", "weeks": typed})
    assert (answer.status_code, answer.context["form"].errors) == (422, {"weeks": ["Choose how often."]})
    assert schedule_of(Program.objects.get(pk=world.program.pk)).weeks == 4


def test_the_page_takes_few_statements(world, sign_in):
    mira = sign_in(world.mira)
    with CaptureQueriesContext(connection) as taken:
        mira.get(url(world))
    assert len(taken) <= 12
