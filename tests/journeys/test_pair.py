"""From a published pair to "feedback recorded", in a browser: keyboard for the agenda, feedback without script."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Browser, BrowserContext, Page, expect

from mentorship.lib import clock
from programs.models import Person
from sessions.models import ActionItem, AgendaItem, Feedback, Goal, Meeting, SharedNote

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def signed_in(browser: Browser, site: str, person: Person, **options: object) -> Page:
    client = Client()
    client.force_login(person.user, backend="allauth.account.auth_backends.AuthenticationBackend")
    context: BrowserContext = browser.new_context(base_url=site, **options)
    cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": site}])
    page = context.new_page()
    page.on("pageerror", lambda error: pytest.fail(f"script error: {error}"))
    return page


def set_goal(page: Page) -> None:
    page.get_by_role("link", name="Set a goal").first.click()
    page.get_by_label("Your goal, in one sentence").fill("By June I will lead one design review.")
    page.get_by_role("button", name="Save the goal").click()
    page.get_by_label("Add a milestone").fill("Shadow one")
    page.keyboard.press("Enter")
    box = page.get_by_role("checkbox", name="Shadow one")
    box.check()
    expect(page.get_by_text("1 of 1 milestone")).to_be_visible()


def write_agenda(page: Page) -> None:
    """By keyboard alone: Enter adds and stays in the field; the arrow buttons move."""
    field = page.get_by_label("Add a topic")
    field.focus()
    for title in ("Budget", "What’s stuck"):
        page.keyboard.type(title)
        page.keyboard.press("Enter")
        expect(page.locator("#agenda li").filter(has_text=title)).to_be_visible()
        # The script gives focus back a moment after the swap: only then is it the keyboard's turn again.
        expect(page.locator("[data-focus]")).to_have_count(0)
        expect(field).to_be_focused()
    up = page.get_by_role("button", name="Move up: What’s stuck")
    up.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#agenda li").first).to_contain_text("What’s stuck")


def take_notes_and_an_action(page: Page) -> None:
    page.get_by_label("Notes you both write").fill("Open with the question.")
    page.get_by_role("button", name="Save the notes").click()
    expect(page.locator("#notes .saved")).to_be_visible()
    page.get_by_label("Add an action").fill("Send the outline")
    page.get_by_role("button", name="Add the action").click()
    box = page.get_by_role("checkbox", name="Send the outline")
    expect(box).to_be_visible()
    box.check()
    expect(page.locator("#actions").get_by_text("done", exact=True)).to_be_visible()
    expect(box).to_be_focused()


def test_pair_meets_and_gives_feedback(pair, browser: Browser, live_server):
    ben = signed_in(browser, live_server.url, pair.ben)
    ben.goto(reverse("sessions:mentorships"))
    ben.get_by_role("link", name="Ada", exact=True).click()
    expect(ben.get_by_text("Call me before ten").first).to_be_visible()
    set_goal(ben)
    ben.locator("#to-space").click()
    ben.get_by_role("link", name="Find a date").first.click()
    ben.locator("#when-place").fill("https://meet.example.org/us")
    slot = ben.locator("#slot-1")
    expect(slot).to_contain_text("for Ada")
    slot.click()
    expect(ben.get_by_text("Both of you get an invitation")).to_be_visible()
    write_agenda(ben)
    take_notes_and_an_action(ben)
    assert [item.title for item in AgendaItem.objects.all()] == ["What’s stuck", "Budget"]
    assert SharedNote.objects.get().text == "Open with the question."
    assert ActionItem.objects.get().done_at is not None
    assert Goal.objects.get().milestones.get().reached_at is not None
    ended = clock.now() - timedelta(hours=3)
    Meeting.objects.update(starts_at=ended - timedelta(hours=1), ends_at=ended)

    ada = signed_in(browser, live_server.url, pair.ada, java_script_enabled=False)
    ada.goto(reverse("sessions:space", args=[pair.ada_ben.code]))
    ada.get_by_role("link", name="Give feedback").click()
    ada.get_by_role("button", name="Send").click()
    expect(ada.locator("#problems")).to_contain_text("one sentence in either box")
    ada.get_by_label("What went well").fill("You came with three clear questions.")
    ada.get_by_role("button", name="Send").click()
    expect(ada.get_by_text("Feedback recorded. Ben can read it now.")).to_be_visible()
    ben.goto(reverse("sessions:meeting", args=[pair.ada_ben.code, 1]))
    expect(ben.get_by_text("You came with three clear questions.")).to_be_visible()
    assert Feedback.objects.get().author.enrolment.person == pair.ada


def test_pair_books_and_writes_without_script(pair, browser: Browser, live_server):
    ben = signed_in(browser, live_server.url, pair.ben, java_script_enabled=False)
    ben.goto(reverse("sessions:meeting_new", args=[pair.ada_ben.code]))
    ben.locator("#when-day").fill((clock.now() + timedelta(days=9)).date().isoformat())
    ben.locator("#when-hour").fill("23:15")
    ben.locator("#when-hour").press("Enter")
    expect(ben.get_by_text("Both of you get an invitation")).to_be_visible()
    ben.get_by_label("Add a topic").fill("Budget")
    ben.get_by_label("Add a topic").press("Enter")
    expect(ben.locator("#agenda li")).to_have_count(1)
    ben.get_by_label("Add an action").fill("Send the outline")
    ben.get_by_role("button", name="Add the action").click()
    ben.get_by_role("checkbox", name="Send the outline").check()
    ben.locator("#actions").get_by_role("button", name="Save").click()
    expect(ben.get_by_role("checkbox", name="Send the outline")).to_be_checked()
    assert ActionItem.objects.get().done_at is not None


def test_typing_a_time_tells_the_others_and_enter_books_that_time(pair, browser: Browser, live_server):
    ben = signed_in(browser, live_server.url, pair.ben)
    ben.goto(reverse("sessions:meeting_new", args=[pair.ada_ben.code]))
    ben.locator("#when-day").fill((clock.now() + timedelta(days=9)).date().isoformat())
    ben.locator("#when-hour").fill("14:10")
    ben.locator("#when-minutes").focus()
    expect(ben.locator("#for-partner")).to_have_text("15:10 for Ada")
    ben.locator("#when-hour").press("Enter")
    expect(ben.get_by_text("Both of you get an invitation")).to_be_visible()
    assert Meeting.objects.get().starts_at.astimezone(pair.ben.own_zone()).strftime("%H:%M") == "14:10"
