"""axe-core finds nothing on the main pages of the demo, on a phone and a desk, in light and dark."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.core.management import call_command
from django.urls import reverse
from playwright.sync_api import Browser

from matching.actions.drafts import run_matching
from mentorship.accounts.models import User
from programs.models import Cohort, Mentorship
from sessions.models import Meeting
from tests.journeys.test_matching import signed_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
LOOKS = [(width, scheme) for width in (1280, 390) for scheme in ("light", "dark")]


@pytest.fixture
def demo(settings) -> None:
    settings.DEMO = True
    call_command("seed_demo", verbosity=0)


def pages() -> dict[str, list[str]]:
    """Who looks at what."""
    cohort = Cohort.objects.order_by("-starts_on").first()
    coordinator = User.objects.get(email="coordinator@demo.example")
    draft = run_matching(cohort=cohort, by=coordinator)
    pair = Mentorship.objects.of_member(User.objects.get(email="mentee@demo.example")).get()
    ahead = Meeting.objects.upcoming().filter(mentorship=pair).first()
    where = [cohort.program.code, cohort.code]
    running = Cohort.objects.order_by("starts_on").first()
    today = reverse("dashboards:today")
    return {
        "coordinator": [
            today,
            reverse("programs:people", args=where),
            reverse("programs:import_new", args=where),
            reverse("matching:board", args=[*where, draft.number]),
            reverse("dashboards:mentorships", args=[running.program.code, running.code]),
        ],
        "mentee": [
            today,
            reverse("sessions:space", args=[pair.code]),
            reverse("sessions:meeting", args=[pair.code, ahead.number]),
        ],
        "mentor": [today],
    }


def findings(
    browser: Browser, live_url: str, who: str, paths: list[str], width: int, scheme: str
) -> list[str]:
    context = browser.new_context(
        bypass_csp=True,
        viewport={"width": width, "height": 850},
        color_scheme=scheme,
        reduced_motion="reduce",
    )
    context.set_default_timeout(40_000)
    page = signed_in(context, live_url, User.objects.get(email=f"{who}@demo.example"))
    found = []
    for path in paths:
        page.goto(live_url + path)
        answer = Axe().run(page, options={"runOnly": {"type": "tag", "values": TAGS}})
        found += [f"{path} {width} {scheme}: {one['id']}" for one in answer.response["violations"]]
        if page.evaluate("document.documentElement.scrollWidth") > width:
            found.append(f"{path} {width} {scheme}: wider than the screen")
    context.close()
    return found


@pytest.mark.timeout(900)
def test_axe_finds_nothing_on_the_main_pages(browser: Browser, live_server, demo):
    looked = pages()
    found = [
        line
        for width, scheme in LOOKS
        for who, paths in looked.items()
        for line in findings(browser, live_server.url, who, paths, width, scheme)
    ]
    assert (found, sum(len(paths) for paths in looked.values())) == ([], 9)
