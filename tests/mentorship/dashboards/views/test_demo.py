"""The demo's outbox, its next morning, its beginning."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.management import call_command
from django.urls import reverse

from mentorship import outbox
from mentorship.dashboards.demo_people import DEMO_PEOPLE
from mentorship.lib import clock
from mentorship.notifications.models import DemoMail, Heartbeat
from programs.models import Mentorship, Person
from tests import make

OUTBOX, MORNING, OVER = (
    reverse(f"dashboards:demo_{name}") for name in ("outbox", "next_morning", "start_over")
)
HX = {"HX-Request": "true"}


@pytest.fixture
def demo(frozen, world, settings):
    """Demo mode in an organisation on Berlin's clock."""
    settings.DEMO = True
    for one in (world.orchard, world.program):
        one.time_zone = "Europe/Berlin"
        one.save()
    return world


def test_outbox_shows_who_got_what_when_and_why(demo, sign_in):
    outbox.send_due()
    page = sign_in(demo.fay).get(OUTBOX)
    assert page.status_code == 200
    text = page.content.decode()
    assert text.count('class="mail"') == 4
    for expected in (
        "Ada is your mentor",
        "Ben &lt;ben@orchard.example&gt;",
        "because you take part",
        "Wed 18 Nov, 11:00",
    ):
        assert expected in text
    assert "<table" not in text
    assert "max-width:544px" not in text  # the HTML of a mail is never drawn inside the page


def test_outbox_without_mail_says_what_fills_it(demo, sign_in):
    assert "Nothing here yet" in sign_in(demo.fay).get(OUTBOX).content.decode()


@pytest.mark.parametrize("rows", [1, 3, 30])
def test_outbox_takes_the_same_statements_for_any_number(demo, sign_in, rows, django_assert_num_queries):
    for number in range(rows):
        person = make.person(demo.orchard)
        DemoMail.objects.create(
            occurrence_key=str(number), recipient=person.user, subject="S", text="T", why="W"
        )
    client = sign_in(demo.fay)
    client.get(OUTBOX)
    with django_assert_num_queries(9):
        assert client.get(OUTBOX).content.decode().count('class="mail"') == min(rows, 25)


def test_outbox_has_a_second_page(demo, sign_in):
    for number in range(26):
        DemoMail.objects.create(
            occurrence_key=str(number), recipient=demo.mira, subject="S", text="T", why="W"
        )
    assert sign_in(demo.fay).get(OUTBOX, {"page": 2}).content.decode().count('class="mail"') == 1


@pytest.mark.parametrize(
    "query",
    [
        {"page": "x"},
        {"page": "9" * 40},
        {"morning": "x"},
        {"morning": "2026-11-19"},
        {"morning": "0001-01-01T00:00:00+14:00"},
        {"morning": "9999-12-31T23:59:59-14:00"},
    ],
)
def test_outbox_with_odd_addresses_is_still_the_outbox(demo, sign_in, query):
    assert sign_in(demo.fay).get(OUTBOX, query).status_code == 200


@pytest.mark.parametrize(("headers", "status"), [({}, 303), (HX, 204)])
def test_next_morning_sends_what_is_due_by_then_and_shows_only_that(demo, sign_in, headers, status):
    outbox.send_due()
    Mentorship.objects.filter(pk=demo.ada_ben.pk).update(started_at=make.NOW - timedelta(days=35))
    client = sign_in(demo.fay)
    answer = client.post(MORNING, headers=headers)
    assert answer.status_code == status
    sent = DemoMail.objects.filter(sent_at__gt=make.NOW).values_list("subject", "sent_at")
    at = datetime(2026, 11, 19, 7, 30, tzinfo=UTC)
    # Whether a short question comes along depends on the day of the week of its reader.
    told = {(subject.partition(",")[0], when) for subject, when in sent}
    assert told == {("Find a date with Ada", at), ("Find a date with Ben", at)}
    shown = client.get(answer.headers.get("Location") or answer.headers["HX-Redirect"]).content.decode()
    assert "The morning of Thursday 19 November" in shown
    assert (shown.count('class="mail"'), shown.count("because you take part")) == (2, 0)


def test_next_morning_again_is_one_day_further_even_when_nothing_was_due(demo, sign_in):
    client = sign_in(demo.fay)
    for day in (19, 20, 21):
        client.post(MORNING)
        seen = Heartbeat.objects.get(name="demo_morning").beat_at
        assert seen == datetime(2026, 11, day, 7, 30, tzinfo=UTC)
    with clock.at(make.NOW + timedelta(days=10)):
        client.post(MORNING)
    assert Heartbeat.objects.get(name="demo_morning").beat_at == datetime(2026, 11, 29, 7, 30, tzinfo=UTC)


@pytest.mark.parametrize("path", [OUTBOX, MORNING, OVER])
def test_outside_demo_mode_there_is_no_such_page(demo, sign_in, settings, path):
    client = sign_in(demo.mira)
    settings.DEMO = False
    assert (client.get(path).status_code, client.post(path).status_code) == (404, 404)


def test_outbox_is_open_before_signing_in_and_not_there_outside_the_demo(demo, client, settings):
    assert client.get(OUTBOX).status_code == 200
    settings.DEMO = False
    assert client.get(OUTBOX).status_code == 404


def test_start_over_renews_the_data_and_signs_out(settings, db, sign_in):
    settings.DEMO = True
    call_command("seed_demo", verbosity=0)
    person = Person.objects.get(email=DEMO_PEOPLE[0][0])
    client = sign_in(person)
    client.post(MORNING)
    answer = client.post(OVER)
    assert (answer.status_code, answer["Location"]) == (303, reverse("account_login"))
    assert client.get(reverse("dashboards:today")).status_code == 302
    assert Person.objects.get(email=DEMO_PEOPLE[0][0]).pk != person.pk
    assert Heartbeat.objects.filter(name="demo_morning").exists() is False


def test_sign_in_code_can_be_read_in_the_outbox_before_signing_in(demo, client, settings):
    settings.EMAIL_BACKEND = "mentorship.notifications.demo_backend.EmailBackend"
    client.post(reverse("account_request_login_code"), {"email": demo.fay.email})
    code = DemoMail.objects.get(occurrence_key="sign-in", recipient=demo.fay.user)
    digits = [word for word in code.text.split() if word.isdigit() and len(word) == 6]
    assert digits[0] in client.get(OUTBOX).content.decode()
    client.post(reverse("account_confirm_login_code"), {"code": digits[0]})
    assert client.get(reverse("dashboards:today")).status_code == 200


def test_sign_in_code_for_an_unknown_address_is_kept_nowhere(demo, client, settings):
    settings.EMAIL_BACKEND = "mentorship.notifications.demo_backend.EmailBackend"
    client.post(reverse("account_request_login_code"), {"email": "stranger@orchard.example"})
    assert DemoMail.objects.count() == 0
