"""Kind lines: sent once, kept for both, and for oneself by year."""

from datetime import timedelta

import pytest
from django.urls import reverse

from mentorship.lib import clock
from programs.actions.mentorships import end_mentorship
from programs.models import Part
from sessions.models import Thanks
from sessions.queries.thanks import fresh_thanks
from tests.sessions import rows

pytestmark = pytest.mark.usefixtures("frozen")
MINE = "/thanks/"


@pytest.fixture
def url(world):
    return reverse("sessions:thanks", args=[world.ada_ben.code])


def test_line_is_sent_once_and_read_by_both(world, url, sign_in):
    ben = sign_in(world.ben)
    words = {"text": "Your pause helped.", "counted": "on", "form_key": "k" * 24}
    assert [ben.post(url, words).status_code for _ in range(2)] == [303, 303]
    assert [one.counted for one in Thanks.objects.all()] == [True]
    assert "Your pause helped." in ben.get(url).content.decode()
    assert "Your pause helped." in sign_in(world.ada).get(url).content.decode()
    assert [one.text for one in fresh_thanks(world.ada.user)] == ["Your pause helped."]
    assert fresh_thanks(world.ben.user) == []
    with clock.at(clock.now() + timedelta(days=8)):
        assert fresh_thanks(world.ada.user) == []


def test_bad_line_keeps_its_text(world, url, sign_in):
    ben = sign_in(world.ben)
    assert ben.post(url, {"text": ""}).status_code == 422
    long = ben.post(url, {"text": "kept " * 70})
    assert long.status_code == 422
    assert "kept kept" in long.content.decode()
    end_mentorship(mentorship=world.ada_ben, by=world.mira)
    assert ben.post(url, {"text": "Late"}).status_code == 409
    assert "thanks-send" not in ben.get(url).content.decode()


def test_ones_own_page_holds_what_was_received_by_year(world, sign_in):
    ada, ben = rows.seats(world.ada_ben)
    rows.thanks(ben, "This year")
    rows.thanks(ben, "Last year", said_at=clock.now() - timedelta(days=365))
    rows.thanks(ada, "SAID-BY-ADA")
    shown = sign_in(world.ada).get(MINE)
    years = [(year.year, [one.text for one in year.notes]) for year in shown.context["years"]]
    assert years == [(2026, ["This year"]), (2025, ["Last year"])]
    assert "SAID-BY-ADA" not in shown.content.decode()
    assert "No lines yet" in sign_in(world.fay).get(MINE).content.decode()


def test_thanks_are_not_there_where_no_program_uses_them(world, url, sign_in):
    rows.thanks(rows.seats(world.ada_ben)[1])
    world.program.chosen_parts = [Part.NOTES]
    world.program.save()
    ada = sign_in(world.ada)
    assert [ada.get(page).status_code for page in (url, MINE)] == [404, 404]
    assert fresh_thanks(world.ada.user) == []


@pytest.mark.parametrize("count", [1, 3, 30])
def test_pages_cost_the_same_whatever_is_in_them(world, url, sign_in, django_assert_num_queries, count):
    for _ in range(count):
        rows.thanks(rows.seats(world.ada_ben)[1])
    ada = sign_in(world.ada)
    for page in (url, MINE):
        with django_assert_num_queries(5):  # session, user, roles, seat or programs, lines
            ada.get(page)
