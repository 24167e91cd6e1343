"""From accepted people to mentorships, in a real browser: run, lock, move, unpair, publish."""

import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Browser, BrowserContext, Page, expect

from matching.models import Draft, Proposal
from mentorship.accounts.models import User
from programs.models import Cohort, Mentorship
from tests import make
from tests.matching.people import fill

# Pages and presses: on one database only. Runs and publishing on PostgreSQL are in the tests of `matching`.
pytestmark = [pytest.mark.browser, pytest.mark.embedded, pytest.mark.django_db(transaction=True)]


def signed_in(context: BrowserContext, url: str, user: User) -> Page:
    """A page of somebody who is signed in already."""
    client = Client()
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    name = settings.SESSION_COOKIE_NAME
    context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": url}])
    return context.new_page()


def rules_of(cohort: Cohort) -> str:
    return reverse("matching:rules", args=[cohort.program.code, cohort.code])


def at_row(page: Page, pair: Proposal):
    return page.locator(f"#pair-{pair.code}")


def walk(page: Page, live_url: str, cohort: Cohort) -> None:
    """A coordinator's half hour, keyboard where it counts."""
    page.goto(live_url + rules_of(cohort))
    page.get_by_role("button", name="Run matching").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("proposed pairs")
    draft = Draft.objects.get(cohort=cohort)
    pairs = draft.proposals.count()

    # Lock one: the row is swapped, the focus stays on its button, the numbers follow.
    locked, moved, apart = draft.proposals.order_by("-score", "code")[:3]
    lock = at_row(page, locked).get_by_role("button", name="Lock")
    lock.press("Enter")
    expect(page.locator(f"#lock-{locked.code}")).to_have_attribute("aria-pressed", "true")
    expect(page.locator(f"#lock-{locked.code}")).to_be_focused()
    expect(page.locator("#show-locked")).to_have_text("1 locked")

    # Move one by the keyboard alone: m opens the candidates, Tab reaches the first, Enter chooses.
    page.locator(f"#lock-{moved.code}").focus()
    page.keyboard.press("m")
    first = page.locator("dialog[open] button[name=mentor]").first
    expect(first).to_be_visible()
    chosen = first.get_attribute("value")
    for _ in range(12):
        if page.evaluate("document.activeElement.getAttribute('name')") == "mentor":
            break
        page.keyboard.press("Tab")
    expect(first).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#messages")).to_contain_text("The pair is locked.")
    expect(page.locator(f"#lock-{moved.code}")).to_have_attribute("aria-pressed", "true")
    moved.refresh_from_db()
    assert (moved.mentor.code, moved.by_hand) == (chosen, True)

    # Take one apart: its row goes, the mentee is listed below.
    at_row(page, apart).get_by_role("button", name="Unpair").click()
    expect(at_row(page, apart)).to_have_count(0)
    expect(page.locator("#unmatched")).to_contain_text(apart.mentee.person.shown_name)

    # Publish what is left.
    page.get_by_role("link", name=f"Publish {pairs - 1} matches").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(f"Publish {pairs - 1} matches")
    page.get_by_role("button", name=f"Publish {pairs - 1} matches").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("These matches are published")
    draft.refresh_from_db()
    assert draft.state == "published"
    assert Mentorship.objects.active().filter(cohort=cohort).count() == pairs - 1
    members = Mentorship.objects.filter(members__enrolment=moved.mentee)
    assert members.filter(members__enrolment__code=chosen).count() == 1


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A browser of its own. The plugin's fixture of that name trips over its own base_url with a live server."""
    opened = browser.new_context()
    opened.set_default_timeout(15_000)
    yield opened
    opened.close()


@pytest.fixture
def cohort() -> Cohort:
    return make.cohort(make.program(make.organisation()))


def test_coordinator_runs_locks_moves_by_keyboard_unpairs_and_publishes(live_server, context, cohort):
    fill(cohort, 12, 8, easy=True)
    page = signed_in(context, live_server.url, make.coordinator(cohort.program))
    walk(page, live_server.url, cohort)


def test_coordinator_publishes_without_javascript(live_server, browser: Browser, cohort):
    fill(cohort, 6, 4, easy=True)
    context = browser.new_context(java_script_enabled=False)
    page = signed_in(context, live_server.url, make.coordinator(cohort.program))
    page.goto(live_server.url + rules_of(cohort))
    page.get_by_role("button", name="Run matching").click()
    first, second = Draft.objects.get().proposals.order_by("-score", "code")[:2]
    at_row(page, first).get_by_role("button", name="Lock").click()
    expect(page.locator(f"#lock-{first.code}")).to_have_attribute("aria-pressed", "true")
    at_row(page, second).get_by_role("link", name="Move").click()
    page.locator("button[name=mentor]").first.click()
    expect(page.locator(f"#lock-{second.code}")).to_have_attribute("aria-pressed", "true")
    page.get_by_role("link", name="Publish 4 matches").click()
    page.get_by_role("button", name="Publish 4 matches").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("These matches are published")
    assert Mentorship.objects.active().filter(cohort=cohort).count() == 4
    context.close()


def test_mentee_dragged_onto_another_row_gets_its_mentor(live_server, context, cohort):
    fill(cohort, 2, 2, easy=True)
    cohort.enrolments.mentors().update(capacity=2)
    page = signed_in(context, live_server.url, make.coordinator(cohort.program))
    page.goto(live_server.url + rules_of(cohort))
    page.get_by_role("button", name="Run matching").click()
    one, other = Draft.objects.get().proposals.order_by("-score", "code")
    if one.mentor_id == other.mentor_id:
        free = cohort.enrolments.mentors().exclude(pk=one.mentor_id).get()
        Proposal.objects.filter(pk=other.pk).update(mentor=free)
        other.refresh_from_db()
        page.reload()
    page.set_viewport_size({"width": 1280, "height": 1600})  # both rows in view: a drag does not scroll
    at_row(page, one).locator("[data-drag]").drag_to(at_row(page, other))
    expect(page.locator("#messages")).to_contain_text("The pair is locked.")
    one.refresh_from_db()
    assert one.mentor == other.mentor


@pytest.mark.real_data
def test_coordinator_matches_real_mentors_with_the_goals_of_sixty_mentees(live_server, context, cohort):
    folder = Path(os.environ["REAL_DATA"])
    mira = make.coordinator(cohort.program)
    call_command(
        "import_people",
        folder / "wcc_mentors_2024_2026.csv",
        cohort=cohort.code,
        role="mentor",
        accept=True,
        skip_problems=True,
        verbosity=0,
    )
    for goal in json.loads((folder / "goals_dev.json").read_text()):
        mentee = make.person(cohort.program.organisation, goal["id"], languages=["English"])
        make.enrolment(cohort, "mentee", mentee, goal=goal["goal"])
    walk(signed_in(context, live_server.url, mira), live_server.url, cohort)
