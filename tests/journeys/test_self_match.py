"""A mentee finds a mentor and asks, the mentor says yes: two browsers, with script and without."""

import re

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Browser, Page, expect

from matching.models import Offer
from programs.models import Mentorship, Person
from tests import make
from tests.matching import offers

# Pages and presses; what the actions do on PostgreSQL is in the races.
pytestmark = [pytest.mark.browser, pytest.mark.embedded, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def gus(world) -> Person:
    offers.way(world, "self")
    person = make.person(world.orchard, "Gus Grove", introduction="I have moved three teams.")
    make.enrolment(world.cohort, "mentor", person, topics=["Hard talks"])
    place = world.enrolment(world.fay)
    place.topics = ["Hard talks"]
    place.save()
    return person


def signed_in(browser: Browser, site: str, who: Person, script: bool) -> Page:
    client, name = Client(), settings.SESSION_COOKIE_NAME
    client.force_login(who.user, backend="allauth.account.auth_backends.AuthenticationBackend")
    context = browser.new_context(base_url=site, java_script_enabled=script)
    context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": site}])
    page = context.new_page()
    page.on("pageerror", lambda error: pytest.fail(f"script error: {error}"))
    page.goto("/today/")
    return page


@pytest.mark.parametrize("script", [True, False])
def test_asking_a_question_and_a_yes_make_a_pair(browser, live_server, world, gus, script):
    fay = signed_in(browser, live_server.url, world.fay, script)
    fay.get_by_role("link", name=re.compile("Look")).first.click()
    expect(fay.get_by_role("heading", name="Find your mentor")).to_be_visible()
    expect(fay.get_by_text("You asked for Hard talks; Gus offers that.")).to_be_visible()
    fay.get_by_role("link", name="Ask Gus Grove").click()
    fay.locator("#send-ask").click()
    expect(fay.get_by_role("heading", name="There is a problem")).to_be_visible()
    for name, words in offers.NOTE.items():
        fay.locator(f"#id_{name}").fill(words)
    fay.locator("#send-ask").click()
    expect(fay.get_by_text("Gus has your ask.")).to_be_visible()

    mentor = signed_in(browser, live_server.url, gus, script)
    expect(mentor.get_by_text("Fay would like you as a mentor")).to_be_visible()
    mentor.get_by_role("link", name=re.compile("Read it")).first.click()
    expect(mentor.get_by_text(offers.NOTE["why_you"])).to_be_visible()
    mentor.get_by_text("I’d like to know something first").click()
    mentor.locator("#id_text").fill("Is Tuesday evening possible?")
    mentor.locator("#send-question").click()

    fay.goto(f"{live_server.url}/today/")
    fay.get_by_role("link", name=re.compile("Answer")).first.click()
    fay.locator("#id_reply").fill("Every Tuesday.")
    fay.locator("#send-reply").click()

    mentor.reload()
    expect(mentor.get_by_text("Every Tuesday.")).to_be_visible()
    mentor.locator("#yes").click()
    mentor.wait_for_url(re.compile("/mentorships/"))
    assert (Offer.objects.get().state, Mentorship.objects.active().count()) == ("started", 3)
    fay.goto(f"{live_server.url}/mentorships/")
    expect(fay.get_by_text("Gus Grove").first).to_be_visible()


@pytest.mark.parametrize("script", [True, False])
def test_filters_say_what_loosening_would_show(browser, live_server, world, gus, script):
    """Nobody fits all filters: the page counts what leaving one out would bring."""
    gus.languages = ["French"]
    gus.save()
    world.fay.time_zone = "Europe/Berlin"  # the others live on the clock of the program
    world.fay.save()
    fay = signed_in(browser, live_server.url, world.fay, script)
    fay.goto(f"{live_server.url}{reverse('matching:find', args=[world.program.code, world.cohort.code])}")
    fay.get_by_label("Could meet in person").check()
    if not script:
        fay.locator("#filter").click()
    expect(fay.get_by_text("Nobody fits all filters")).to_be_visible()
    expect(fay.get_by_text("any place: 3 mentors")).to_be_visible()
