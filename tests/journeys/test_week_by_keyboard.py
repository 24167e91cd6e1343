"""A coordinator's week without a mouse: every control is reached and seen, no swap throws her back, tasks are done."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.urls import reverse
from playwright.sync_api import Browser, Page, expect

from mentorship.accounts.models import User
from mentorship.lib import clock
from programs.models import Cohort, CoordinatorNote, Enrolment, Mentorship
from sessions.models import Meeting
from tests.journeys.keyboard import Keys, walk
from tests.journeys.screens import MIRA
from tests.journeys.test_matching import signed_in
from tests.kept_demo import seed_demo

# A page is the same on either database; what the presses do has tests of its own on both.
pytestmark = [pytest.mark.browser, pytest.mark.embedded, pytest.mark.django_db(transaction=True)]

OF_A_COHORT = """dashboards:cohort dashboards:mentorships dashboards:note_new dashboards:summary
dashboards:cohort_health dashboards:reviews dashboards:cohort_close programs:people programs:late_mentee
programs:import_new programs:timeline programs:requests"""
OF_A_PROGRAM = """programs:program_questions programs:question_new programs:program_mail_texts
programs:program_reminders programs:hand_over programs:audit dashboards:what_they_see_first"""


@pytest.fixture
def desk(settings, browser: Browser, live_server) -> Page:
    settings.DEMO = True
    seed_demo()
    context = browser.new_context(viewport={"width": 1280, "height": 850}, base_url=live_server.url)
    context.set_default_timeout(40_000)
    return signed_in(context, live_server.url, User.objects.get(email=MIRA))


def pages_of_the_week() -> dict[str, str]:
    cohorts = Cohort.objects.filter(program__name="Growing together").select_related("program")
    autumn, winter = cohorts.order_by("starts_on")
    pair = Mentorship.objects.active().filter(cohort=autumn).earliest("pk")
    person = pair.members.earliest("pk").enrolment.person
    wide = ("dashboards:today", "dashboards:reports")
    program, here = autumn.program.code, (autumn.program.code, autumn.code)
    return {
        **{name: reverse(name) for name in wide},
        **{name: reverse(name, args=here) for name in OF_A_COHORT.split()},
        **{name: reverse(name, args=[program]) for name in OF_A_PROGRAM.split()},
        **{
            name: reverse(name, args=[program, winter.code])
            for name in ("programs:applications", "programs:invitations")
        },
        "dashboards:mentorship": reverse("dashboards:mentorship", args=[*here, pair.code]),
        "programs:person": reverse("programs:person", args=[*here, person.code]),
        "programs:program_mail_text": reverse("programs:program_mail_text", args=[program, "invitation"]),
    }


@pytest.mark.timeout(600)
def test_tab_reaches_every_control_of_every_page_of_the_week_and_is_always_seen(desk: Page):
    found = {}
    for name, path in pages_of_the_week().items():
        assert desk.goto(path).status == 200, name
        if wrong := walk(desk):
            found[name] = wrong
    assert found == {}


def settled(page: Page, done: Callable[[], None]) -> None:
    """Press what asks for a part of the page, and wait until it stands there."""
    with page.expect_response(lambda answer: answer.request.headers.get("hx-request") == "true"):
        done()
    expect(page.locator(".htmx-request, .htmx-settling")).to_have_count(0)
    page.wait_for_timeout(80)  # focus is set forty milliseconds after a swap


def test_focus_stays_where_it_was_when_a_list_is_filtered_or_a_line_goes(desk: Page):
    keys, paths = Keys(desk), pages_of_the_week()
    desk.goto(paths["dashboards:mentorships"])
    settled(desk, lambda: keys.press("#id_never_met", "Space"))
    expect(desk.locator("#id_never_met")).to_be_focused()
    settled(desk, lambda: keys.press("#id_sort", "ArrowDown"))
    expect(desk.locator("#id_sort")).to_be_focused()
    desk.goto(paths["programs:people"])
    settled(desk, lambda: keys.type("#id_q", "wei"))
    expect(desk.locator("#id_q")).to_be_focused()
    expect(desk.locator("[data-row]")).to_have_count(1)
    desk.goto(paths["dashboards:today"])
    settled(desk, lambda: keys.press("[id^=later-]"))
    assert keys.is_somewhere()
    desk.goto(paths["programs:question_new"])
    settled(desk, lambda: keys.type("#id_label", "Which days suit you?"))
    expect(desk.locator("#id_label")).to_be_focused()


def test_writing_to_who_has_not_met_takes_keys_alone(desk: Page):
    keys, before = Keys(desk), CoordinatorNote.objects.count()
    desk.goto(reverse("dashboards:today"))
    keys.follow("[id^=unmet-]")
    keys.follow("#write-all")
    keys.type("#note-subject", "Hello {nobody}")
    keys.follow("#preview")
    expect(desk.locator("#problems")).to_be_focused()  # what is wrong is where she is
    keys.type("#note-subject", "How are you two?")
    keys.follow("#preview")
    expect(desk.locator("#preview-title")).to_be_focused()
    keys.follow("#send")
    expect(desk.get_by_role("heading", name="What became of it")).to_be_visible()
    assert CoordinatorNote.objects.count() == before + 1


def test_a_meeting_told_by_mail_and_a_late_mentee_take_keys_alone(desk: Page):
    keys, before = Keys(desk), Meeting.objects.took_place().count()
    desk.goto(reverse("dashboards:today"))
    keys.follow("[id^=met-]")
    keys.follow("[id^=open-]")
    keys.to("#when-day")
    desk.keyboard.type(f"{clock.now().date() - timedelta(days=1):%m%d%Y}")
    keys.follow("#log")
    expect(desk.locator("[id^=strike-]").first).to_be_visible()
    assert Meeting.objects.took_place().count() == before + 1

    desk.goto(reverse("dashboards:today"))
    keys.follow("[id^=late-]")
    keys.type("#id_name", "Nadia Rahimi")
    keys.type("#id_email", "nadia@demo.example")
    keys.press("#id_mentor", "ArrowDown")
    keys.follow("#add")
    desk.wait_for_url(re.compile(r"/(mentorships|people)/(?!late)"))
    assert Enrolment.objects.get(person__email="nadia@demo.example").members.count() == 1
