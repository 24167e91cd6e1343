"""A full review in two browsers, with and without script, and a third that sees only that it is done."""

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Browser, Page, expect

from sessions.models import ActionItem, Goal, Review
from tests.journeys.test_pair import signed_in
from tests.sessions import rows
from tests.sessions.reviews import SLUG, opened

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SECRET = "The release in October"


def coordinator(browser: Browser, site: str, user) -> Page:
    client = Client()
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    context = browser.new_context(base_url=site)
    cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": site}])
    return context.new_page()


def answers_alone(page: Page, *, talking: str) -> None:
    page.get_by_label("on the way").check()
    page.get_by_label("What shows it? What is left?").fill("Two of the five talks.")
    page.get_by_label("What helped?").fill("Your questions.")
    page.get_by_label("What got in the way?").fill(SECRET)
    page.get_by_label("just right").check()
    page.get_by_label(talking, exact=True).check()


def test_a_review_from_two_answers_alone_to_a_signed_record(pair, browser: Browser, live_server):
    rows.goal(pair.ada_ben, "By June I will lead one design review.")
    rows.meeting(pair.ada_ben, days=5)
    opened(pair.ada_ben)
    ben = signed_in(browser, live_server.url, pair.ben)
    ada = signed_in(browser, live_server.url, pair.ada, java_script_enabled=False)
    mira = coordinator(browser, live_server.url, pair.mira)

    ben.goto(reverse("dashboards:today"))
    ben.get_by_role("link", name="Answer alone first").first.click()
    answers_alone(ben, talking="more Ada")
    expect(ben.locator("#sheet-state time")).to_be_visible()
    ben.reload()
    expect(ben.get_by_label("What got in the way?")).to_have_value(SECRET)
    ben.get_by_role("button", name="Seal my answers").click()
    expect(ben.get_by_role("heading", name="Your answers are sealed")).to_be_visible()
    ben.get_by_role("button", name="Take the seal off").click()
    ben.get_by_label("What helped?").fill("Your patient questions.")
    ben.get_by_role("button", name="Seal my answers").click()

    ada.goto(reverse("sessions:review", args=[pair.ada_ben.code, SLUG]))
    expect(ada.get_by_text("Ben has sealed.")).to_be_visible()
    expect(ada.get_by_text(SECRET)).to_have_count(0)
    page_of_mira = reverse("dashboards:reviews", args=[pair.program.code, pair.cohort.code])
    mira.goto(f"{page_of_mira}?period={SLUG}")
    expect(mira.locator("tr", has_text="Ada").get_by_text("until", exact=False)).to_be_visible()
    answers_alone(ada, talking="more Ben")
    ada.get_by_role("button", name="Seal my answers").click()
    expect(ada.get_by_text("You and Ben have both answered.", exact=False)).to_be_visible()
    expect(ada.get_by_text("Your patient questions.")).to_be_visible()
    expect(ada.locator("tr", has_text="Who does the talking?").get_by_text("worth a talk")).to_be_visible()

    ben.goto(reverse("dashboards:today"))
    ben.get_by_role("link", name="Read together").first.click()
    add_step(ben, "Introduce Ben to the head of planning", "Ada’s", "An action")
    add_step(ben, "By May I run one review alone.", "Mine", "A goal")
    ben.get_by_role("button", name="Sign", exact=True).click()
    expect(ben.get_by_text("Signed. Ada is next.")).to_be_visible()
    assert (ActionItem.objects.count(), Goal.objects.count()) == (0, 1)
    ada.goto(reverse("dashboards:today"))
    ada.get_by_role("link", name="Read and sign").first.click()
    ada.get_by_role("button", name="Sign", exact=True).click()
    expect(ada.get_by_text("Signed by you both.", exact=False)).to_be_visible()
    assert ActionItem.objects.get().owner == pair.member(pair.ada)
    assert [goal.sentence for goal in Goal.objects.order_by("pk")][1:] == ["By May I run one review alone."]

    ada.get_by_role("link", name="One page to print").click()
    ada.emulate_media(media="print")
    expect(ada.get_by_text(SECRET).first).to_be_visible()
    expect(ada.locator(".bar")).to_be_hidden()
    ben.get_by_role("button", name="Put it on the agenda").click()
    expect(ben.get_by_text("Our impact review for quarter 4 of 2026").first).to_be_visible()
    mira.reload()
    row = mira.locator("tr", has_text="Ada")
    expect(row.get_by_text("yes")).to_have_count(1)
    expect(row.locator(".badge.ok")).to_have_count(2)  # that both answered, and the day both signed
    expect(mira.get_by_text(SECRET)).to_have_count(0)
    assert Review.objects.get().signed_at is not None


def add_step(page: Page, text: str, owner: str, kind: str) -> None:
    if page.locator("#add-step[open]").count() == 0:
        page.locator("#add-step summary").click()
    page.get_by_role("textbox", name="Next step").fill(text)
    page.get_by_label(owner, exact=True).check()
    page.get_by_label(kind, exact=True).check()
    page.get_by_role("button", name="Add the step").click()
    expect(page.locator("#steps li", has_text=text)).to_be_visible()
