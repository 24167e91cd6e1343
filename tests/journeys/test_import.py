"""A coordinator brings a spreadsheet of running pairs: counted in interactions, from Today."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import Browser, expect

from mentorship.notifications.models import Occurrence
from programs.models import Cohort, Mentorship
from sessions.models import Meeting
from tests import make
from tests.journeys.hands import Hands

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PAIRS, MOST = 120, 6


@pytest.fixture
def cohort() -> Cohort:
    program = make.program(make.organisation("Orchard"), name="Growing together")
    mira = make.coordinator(program, "mira@orchard.example")
    mira.set_password("correct horse battery")
    mira.save()
    return make.cohort(program, name="Autumn")


def running_pairs() -> str:
    """Forty mentors with three mentees each, as her own spreadsheet has them."""
    rows = [
        f"Mentor {n // 3},mentor{n // 3}@orchard.example,Mentee {n},mentee{n}@orchard.example,"
        f"13/03/2026,every 4 weeks,20/03/2026; 17/04/2026"
        for n in range(PAIRS)
    ]
    return "\n".join(["Mentor,Mentor e-mail,Mentee,Mentee e-mail,Start date,Rhythm,Dates met", *rows])


def test_120_running_pairs_come_in_with_six_interactions(browser: Browser, live_server, cohort: Cohort):
    page = browser.new_page()
    page.goto(f"{live_server.url}{reverse('account_login')}")
    page.get_by_text("Use a password").click()
    page.locator("#id_login").fill("mira@orchard.example")
    page.locator("#id_password").fill("correct horse battery")
    page.locator("#sign-in").click()
    page.wait_for_url(re.compile("/today/"))
    mails = Occurrence.objects.count()

    hands = Hands(page)
    hands.click("link", "Autumn")
    hands.click("link", "Import a file")
    hands.choose_file("File", "pairs.csv", running_pairs())
    hands.click("button", "Read the columns")
    expect(page.locator("#count-pairs")).to_have_text("120")
    hands.click("button", "Import 120 pairs")
    expect(page.get_by_role("heading", name="120 mentorships run in Autumn")).to_be_visible()

    assert hands.done <= MOST
    assert Mentorship.objects.active().filter(cohort=cohort, rhythm_weeks=4).count() == PAIRS
    assert Meeting.objects.took_place().filter(mentorship__cohort=cohort, booked_by=None).count() == 2 * PAIRS
    assert Occurrence.objects.count() == mails
