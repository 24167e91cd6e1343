"""From an empty program to two people paired by hand, in a browser, with script and without."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import Browser, BrowserContext, Page, expect

from mentorship.accounts.models import User
from programs.models import Member, Mentorship, Organisation, StaffRole
from tests import make

# Pages and presses: on one database only. What the actions do on PostgreSQL is in the tests of `programs`.
pytestmark = [pytest.mark.browser, pytest.mark.embedded, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def mira() -> User:
    """Owns an organisation that has no program yet, and signs in with a password."""
    owner = make.owner(make.organisation("Orchard"), "mira@orchard.example")
    owner.set_password("correct horse battery")
    owner.save()
    return owner


def sign_in(page: Page, site: str) -> None:
    page.goto(f"{site}{reverse('account_login')}")
    page.get_by_text("Use a password").click()
    page.locator("#id_login").fill("mira@orchard.example")
    page.locator("#id_password").fill("correct horse battery")
    page.locator("#sign-in").click()
    page.wait_for_url(re.compile("/today/"))


def create_program(page: Page) -> None:
    page.get_by_role("link", name="Programs").click()
    page.get_by_role("link", name="New program").click()
    page.get_by_role("link", name="Onboarding, 90 days").click()
    page.get_by_label("Name", exact=True).fill("First months")
    page.get_by_label("Name of the cohort").fill("Winter")
    page.get_by_label("Time zone").select_option("Europe/Berlin")
    page.get_by_role("button", name="Create the program").click()
    expect(page.get_by_role("heading", name="Winter", level=1)).to_be_visible()


def add_and_invite(page: Page, name: str, role: str) -> str:
    """Add somebody from the overview; answers the invitation's address, copied from their page."""
    page.get_by_role("link", name="People", exact=True).first.click()
    page.get_by_role("link", name="Add a person").click()
    page.get_by_label("Name", exact=False).first.fill(name)
    page.get_by_label("E-mail address").fill(f"{name.lower()}@orchard.example")
    page.get_by_role("checkbox", name=role).check()
    page.get_by_role("button", name="Add this person").click()
    expect(page.get_by_text("invited", exact=True)).to_be_visible()
    page.get_by_role("button", name="Copy the invitation link").click()
    return page.get_by_label("Invitation to copy").input_value()


def join(context: BrowserContext, link: str, site: str, name: str) -> None:
    page = context.new_page()
    page.goto(site + "/invite/" + link.split("/invite/")[1])
    page.get_by_role("button", name="Join").click()
    expect(page.get_by_role("heading", name=f"Welcome, {name}")).to_be_visible()
    page.get_by_label("Your time zone").select_option("Europe/Berlin")
    page.get_by_label("How I like to be reached").fill("A mail first")
    page.get_by_role("button", name="Looks right").click()
    page.wait_for_url(re.compile("/today/"))
    page.goto(site + "/invite/" + link.split("/invite/")[1])
    expect(page.get_by_role("heading", name="This link no longer works")).to_be_visible()


@pytest.mark.parametrize("script", (True, False), ids=["script", "no script"])
def test_two_people_are_invited_join_and_are_paired_by_hand(
    browser: Browser, live_server, mira: User, script: bool, settings
):
    settings.MAIL_WORKS = False  # a copied link is the way in for as long as no mail can ask for a code
    site = live_server.url
    desk = browser.new_context(java_script_enabled=script).new_page()
    sign_in(desk, site)
    create_program(desk)
    links = {name: add_and_invite(desk, name, role) for name, role in (("Ada", "Mentor"), ("Ben", "Mentee"))}
    for name, link in links.items():
        join(browser.new_context(java_script_enabled=script), link, site, name)

    desk.get_by_role("link", name="People", exact=True).first.click()
    desk.get_by_role("link", name="Ada").click()
    desk.get_by_label("Pair with").select_option(label="Ben (1 free)")
    desk.get_by_role("button", name="Pair these two").click()
    expect(desk.get_by_text("Ada has a mentorship. Both hear of it.")).to_be_visible()
    expect(desk.get_by_text("matched", exact=True)).to_be_visible()

    (pair,) = Mentorship.objects.active()
    assert {member.enrolment.person.name for member in Member.objects.filter(mentorship=pair)} == {
        "Ada",
        "Ben",
    }
    assert pair.rhythm_weeks == 2
    assert Organisation.objects.count() == StaffRole.objects.coordinators().count() == 1
