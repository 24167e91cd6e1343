"""From the link in the log to an owner with a program, a second coordinator and an applicant; no mail works."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import Browser, Page, expect

from programs.actions.first_run import first_run_link
from programs.models import Enrolment, Organisation, StaffRole

# Pages and presses: on one database only. What the actions do on PostgreSQL is in the tests of `programs`.
pytestmark = [pytest.mark.browser, pytest.mark.embedded, pytest.mark.django_db(transaction=True)]


def here(site: str, address: str) -> str:
    """An address of the settings' SITE_URL, on the test's own server."""
    return site + "/" + address.split("/", 3)[3]


def set_up(page: Page, link: str) -> None:
    page.goto(link)
    page.get_by_label("Your name").fill("Olu Adeyemi")
    page.get_by_label("Your e-mail address").fill("olu@orchard.example")
    page.get_by_label("Name of the organisation").fill("Orchard")
    page.get_by_label("Time zone").select_option("Europe/Berlin")
    page.get_by_role("button", name="Set it up").click()
    page.locator("#id_password1").fill("correct horse battery")
    page.locator("#id_password2").fill("correct horse battery")
    page.locator("main button[type=submit]").click()


def apply(page: Page, link: str) -> None:
    page.goto(link)
    page.get_by_label("Your name").fill("Ben")
    page.get_by_label("Your e-mail address").fill("ben@orchard.example")
    page.get_by_role("checkbox", name="A mentee").check()
    page.get_by_label("What you would like to reach").fill("Lead a design review")
    page.get_by_label("Your time zone").select_option("Europe/Berlin")
    page.get_by_label("Monday, Morning").check(force=True)
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("heading", name="Thank you")).to_be_visible()


def test_empty_install_becomes_a_program_with_an_applicant(browser: Browser, live_server, settings):
    settings.MAIL_WORKS = False
    site = live_server.url
    link = here(site, first_run_link())
    desk = browser.new_page()
    set_up(desk, link)
    desk.goto(site + reverse("programs:programs"))
    desk.get_by_role("link", name="First cohort").click()
    join = here(site, desk.get_by_label("Link to join").input_value())

    apply(browser.new_context().new_page(), join)
    desk.reload()
    desk.locator("#tasks").get_by_role("link", name="Applications").click()
    desk.get_by_label("Ben, mentee").check()
    desk.get_by_role("button", name="Accept", exact=True).click()
    desk.get_by_role("button", name="Accept 1 application").click()
    expect(desk.get_by_text("1 place was given.")).to_be_visible()

    desk.get_by_role("link", name="Growing together").click()
    desk.get_by_label("E-mail address").fill("nina@orchard.example")
    desk.get_by_role("button", name="Invite to coordinate").click()
    asked = here(site, desk.get_by_label("Invitation to copy").input_value())
    second = browser.new_context().new_page()
    second.goto(asked)
    second.get_by_role("button", name="Coordinate").click()
    expect(second.get_by_role("link", name="First cohort")).to_be_visible()

    again = browser.new_context().new_page()
    assert again.goto(link).status == 404
    again.goto(site + reverse("account_login"))
    again.get_by_text("Use a password").click()
    again.locator("#id_login").fill("olu@orchard.example")
    again.locator("#id_password").fill("correct horse battery")
    again.locator("#sign-in").click()
    again.wait_for_url(re.compile("/today/"))

    assert Enrolment.objects.get().state == "accepted"
    assert StaffRole.objects.coordinators().count() == 2
    assert (StaffRole.objects.owners().count(), Organisation.objects.count()) == (1, 1)
