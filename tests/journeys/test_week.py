"""The eight tasks of a coordinator's week, each from Today, on the demo, counted in interactions."""

import re
import sys
from datetime import timedelta

import pytest
from django.urls import reverse
from playwright.sync_api import Browser, expect

from mentorship.lib import clock
from mentorship.notifications.models import Occurrence
from programs.models import CoordinatorNote, Enrolment, HandOver, Mentorship
from sessions.models import Meeting
from tests.journeys.hands import Hands
from tests.journeys.test_import import PAIRS, running_pairs
from tests.kept_demo import seed_demo

# A page is the same on either database; the actions behind it have tests of their own on both.
pytestmark = [pytest.mark.browser, pytest.mark.embedded, pytest.mark.django_db(transaction=True)]
MOST = 6


def bring_in_running_pairs(hands: Hands) -> None:
    hands.click("link", "Autumn 2026")
    hands.click("link", "Import a file")
    hands.choose_file("File", "pairs.csv", running_pairs())
    hands.click("button", "Read the columns")
    hands.click("button", f"Import {PAIRS} pairs")
    expect(hands.page.get_by_role("heading", name=re.compile(f"{PAIRS} mentorships run"))).to_be_visible()
    assert Mentorship.objects.active().count() > PAIRS


def see_who_has_not_met(hands: Hands) -> None:
    hands.press("[id^=unmet-]")
    expect(hands.page.locator("#count")).to_contain_text("of ")


def write_to_them(hands: Hands) -> None:
    before = CoordinatorNote.objects.count()
    hands.press("[id^=unmet-]")
    hands.press("#write-all")
    hands.press("#send")
    expect(hands.page.get_by_role("heading", name="What became of it")).to_be_visible()
    assert CoordinatorNote.objects.count() == before + 1


def log_a_meeting_told_by_mail(hands: Hands) -> None:
    before = Meeting.objects.took_place().count()
    hands.press("[id^=met-]")
    hands.press("[id^=open-]")
    hands.fill("#when-day", str(clock.now().date() - timedelta(days=1)))
    hands.press("#log")
    expect(hands.page.locator("[id^=strike-]").first).to_be_visible()
    assert Meeting.objects.took_place().count() == before + 1


def replace_a_mentor_who_left(hands: Hands) -> None:
    hands.press("[id^=met-]")
    hands.press("[id^=open-]")
    hands.press("#replace-mentor")
    hands.press("[id^=choose-]")
    hands.page.wait_for_url(re.compile(r"^(?!.*/replace/)"))
    assert Mentorship.objects.active().exclude(follows=None).count() == 1


def add_a_late_mentee(hands: Hands) -> None:
    hands.press("[id^=late-]")
    hands.fill("#id_name", "Nadia Rahimi")
    hands.fill("#id_email", "nadia@demo.example")
    hands.choose("#id_mentor", 1)
    hands.press("#add")
    hands.page.wait_for_url(re.compile(r"/(mentorships|people)/(?!late)"))
    assert Enrolment.objects.get(person__email="nadia@demo.example").members.count() == 1


def answer_how_it_is_going(hands: Hands) -> None:
    hands.click("link", "Autumn 2026")
    hands.press("#see-summary")
    expect(hands.page.get_by_role("heading", name="Program summary")).to_be_visible()


def hand_over_for_a_holiday(hands: Hands) -> None:
    today = clock.now().date()
    hands.press("[id^=hand-over-]")
    hands.fill("#id_from_on", str(today + timedelta(days=3)))
    hands.fill("#id_until", str(today + timedelta(days=10)))
    hands.press("#hand-over")
    expect(hands.page.get_by_text("Handed over.")).to_be_visible()
    assert HandOver.objects.count() == 1
    assert Occurrence.objects.filter(kind="program_handed_over").count() == 1


TASKS = (
    see_who_has_not_met,
    write_to_them,
    log_a_meeting_told_by_mail,
    replace_a_mentor_who_left,
    add_a_late_mentee,
    answer_how_it_is_going,
    hand_over_for_a_holiday,
    bring_in_running_pairs,
)


def test_each_task_of_a_week_takes_at_most_six_interactions(browser: Browser, live_server, settings, capsys):
    settings.DEMO = True
    seed_demo()
    page = browser.new_page()
    page.goto(f"{live_server.url}{reverse('account_login')}")
    page.get_by_role("button", name=re.compile("Mira")).click()
    page.wait_for_url(re.compile("/today/"))
    took = {}
    for task in TASKS:
        page.goto(f"{live_server.url}{reverse('dashboards:today')}")
        hands = Hands(page)
        task(hands)
        took[task.__name__.replace("_", " ")] = hands.done
    with capsys.disabled():
        sys.stdout.write(
            "\n" + "\n".join(f"{count} interactions: {name}" for name, count in took.items()) + "\n"
        )
    assert {name: count for name, count in took.items() if count > MOST} == {}
