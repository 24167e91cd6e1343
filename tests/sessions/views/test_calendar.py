"""The page that sets one's own calendar up, and the feed at its secret address, as a calendar asks for it."""

import logging
import re

import pytest
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client
from django.urls import reverse
from icalendar import Calendar

from mentorship.accounts.actions.calendar import make_calendar_link
from mentorship.accounts.models import OwnCalendar
from programs.actions.timeline import answer_date, remove_date
from tests import make
from tests.sessions import rows

pytestmark = pytest.mark.usefixtures("frozen")
PAGE = "/me/calendar/"


def at(secret: str) -> str:
    return reverse("sessions:calendar_feed", args=[secret])


def shown(client: Client) -> str:
    """The address the page shows, without the site; empty where it shows none."""
    found = re.search(r'value="http://127\.0\.0\.1:8000(/calendar/[^"]+)"', client.get(PAGE).text)
    return found[1] if found else ""


@pytest.fixture
def ben(world, sign_in) -> Client:
    return sign_in(world.ben)


def test_a_press_makes_the_link_shows_it_once_and_a_calendar_reads_it(world, ben):
    rows.meeting(world.ada_ben, days=3)
    assert shown(ben) == ""
    assert ben.post(PAGE, {"do": "new"}).status_code == 303
    address = shown(ben)
    answer = Client().get(address)
    assert (answer.status_code, answer["Content-Type"]) == (200, "text/calendar; charset=utf-8")
    assert answer.content.count(b"BEGIN:VEVENT") == 1
    assert shown(ben) == ""
    assert "Your link was made on 18 November 2026." in ben.get(PAGE).text


def test_looking_without_seeing_does_not_spend_the_one_time(ben):
    ben.post(PAGE, {"do": "new"})
    assert ben.head(PAGE).status_code == 200
    assert shown(ben) != ""


def test_a_press_that_is_sent_twice_makes_one_link(ben):
    twice = {"do": "new", "form_key": "pressed"}
    assert [ben.post(PAGE, twice).status_code for _ in range(2)] == [303, 303]
    assert Client().get(shown(ben)).status_code == 200


def test_a_new_link_stops_the_old_one_at_once(world, ben):
    old = at(make_calendar_link(user=world.ben.user))
    assert Client().get(old).status_code == 200
    ben.post(PAGE, {"do": "new"})
    assert (Client().get(old).status_code, Client().get(shown(ben)).status_code) == (404, 200)


def test_a_stopped_link_is_gone_also_for_a_calendar_that_has_a_copy(world, ben):
    address = at(make_calendar_link(user=world.ben.user))
    etag = Client().get(address)["ETag"]
    assert ben.post(PAGE, {"do": "stop"}).status_code == 303
    assert Client().get(address, headers={"If-None-Match": etag}).status_code == 404
    assert "The link you had no longer works." in ben.get(PAGE).text


def test_choices_are_kept_and_a_form_without_them_is_returned(world, ben):
    assert ben.post(PAGE, {"do": "save", "names": "maybe"}).status_code == 422
    assert not OwnCalendar.objects.exists()
    assert ben.post(PAGE, {"do": "save", "names": "yes", "place": "on"}).status_code == 303
    assert list(OwnCalendar.objects.values_list("names", "place")) == [(True, True)]
    assert ben.get(PAGE).context["form"]["names"].value() == "yes"
    ben.post(PAGE, {"do": "save", "names": "no"})
    assert list(OwnCalendar.objects.values_list("names", "place")) == [(False, False)]


def test_an_unchanged_feed_is_not_sent_again_and_costs_three_statements(world, django_assert_num_queries):
    address = at(make_calendar_link(user=world.ben.user))
    rows.meeting(world.ada_ben, days=3)
    first = Client().get(address)
    with django_assert_num_queries(3):
        again = Client().get(address, headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", first["ETag"])
    rows.meeting(world.ada_ben, days=4)
    changed = Client().get(address, headers={"If-None-Match": first["ETag"]})
    assert (changed.status_code, changed.content.count(b"BEGIN:VEVENT")) == (200, 2)


@pytest.mark.parametrize("known", [True, False])
def test_the_address_goes_no_further(world, known):
    address = at(make_calendar_link(user=world.ben.user) if known else "A" * 32)
    answer = Client().get(address)
    assert answer.status_code == (200 if known else 404)
    wanted = {
        "Cache-Control": "private, no-cache",
        "Referrer-Policy": "no-referrer",
        "X-Robots-Tag": "noindex, nofollow",
    }
    assert {name: answer[name] for name in wanted} == wanted
    assert answer.cookies == {}


def test_the_secret_rests_nowhere_readable(world, ben, caplog):
    """Not in the database, also before it was shown (the session holds it then); not in a line of the log."""
    with caplog.at_level(logging.DEBUG):
        ben.post(PAGE, {"do": "new"})
        waiting = [Session.objects.get(pk=ben.session.session_key).get_decoded(), *_everything()]
        address = shown(ben)
    secret = address.removeprefix("/calendar/").removesuffix(".ics")
    assert len(secret) == 32
    assert secret not in repr([waiting, *_everything()])
    assert secret not in caplog.text


def _everything() -> list[object]:
    with connection.cursor() as cursor:
        tables = connection.introspection.table_names(cursor)
        found = []
        for table in tables:
            cursor.execute(f'SELECT * FROM "{table}"')
            found += cursor.fetchall()
    return found


def test_guesses_are_counted_and_never_keep_out_whose_address_holds(world):
    address = at(make_calendar_link(user=world.ben.user))
    assert {Client().get(at(f"{number:032}")).status_code for number in range(120)} == {404}
    assert Client().get(at("B" * 32)).status_code == 429
    assert Client().get(address).status_code == 200
    assert Client().get(at("B" * 32), REMOTE_ADDR="10.0.0.9").status_code == 404


def test_somebody_signed_in_reads_a_feed_without_a_copy_in_the_browser(world, ben):
    answer = ben.get(at(make_calendar_link(user=world.ben.user)))
    assert (answer.status_code, answer["Cache-Control"]) == (200, "private, no-store")


def test_the_dates_of_ones_cohorts_are_in_it_but_for_those_one_cannot_come_to(world):
    address = at(make_calendar_link(user=world.ben.user))
    event = make.timeline_date(world.cohort, world.mira, name="Kick-off")
    whole = make.timeline_date(world.cohort, world.mira, name="Closing", hour=None)
    make.timeline_date(make.cohort(world.program), world.mira, name="Of others")

    def named() -> set[str]:
        return {
            str(one["summary"]) for one in Calendar.from_ical(Client().get(address).content).walk("VEVENT")
        }

    both = {f"{one.title} · Growing together" for one in (event, whole)}
    assert named() == both
    answer_date(date=event, person=world.ben, answer="no")
    assert named() == both - {"Kick-off · Growing together"}
    remove_date(date=whole, by=world.mira)
    assert named() == set()
