"""axe-core finds nothing on any page of a participant, of a pair and of those who help it.

Each page is loaded once and looked at on a desk in light and on a phone in dark; those in MAIN, where most time goes
by, in the other two looks as well. All four of all would take twice as long as this, which is long already. Pages
look the same on either database: this runs on the embedded one.
"""

import json
from itertools import groupby

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from django.urls import reverse
from playwright.sync_api import Browser, Page

from matching.actions.drafts import run_matching
from mentorship.accounts.models import User
from programs.models import Cohort
from tests.journeys.screens import MAIN, MIRA, Screen, astray, screens
from tests.journeys.test_matching import signed_in
from tests.kept_demo import seed_demo

pytestmark = [pytest.mark.browser, pytest.mark.embedded, pytest.mark.django_db(transaction=True)]
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
LOOKS = ((1280, "light"), (390, "dark"))
OTHER_LOOKS = ((1280, "dark"), (390, "light"))
# Colours that change with the scheme would take a frame for each level of the tree, however short the change.
AT_ONCE = "*, ::before, ::after { transition: none !important }"
# What axe finds once nothing moves, and how wide the page is.
RUN = f"""async () => {{
  const drawn = () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  await drawn();
  for (let left = 60; left && document.getAnimations().length; left -= 1) await drawn();
  const looked = await axe.run({{runOnly: {{type: "tag", values: {json.dumps(TAGS)}}}, resultTypes: ["violations"]}});
  const found = looked.violations.map(({{id, nodes}}) => id + ": " + nodes[0].html.slice(0, 120));
  return [found, document.documentElement.scrollWidth];
}}"""
# No rule of axe's any more, yet a label, a line of help or a swapped part finds the wrong one.
TWICE = """() => [...document.querySelectorAll("[id]")].map(({id}) => id)
  .filter((id, at, all) => all.indexOf(id) !== at).map(id => "twice: #" + id)"""


@pytest.fixture
def demo(settings) -> None:
    settings.DEMO = True
    seed_demo()


def board() -> Screen:
    """The widest page there is, of a cohort that is still to be matched."""
    cohort = Cohort.objects.select_related("program").order_by("-starts_on").first()
    draft = run_matching(cohort=cohort, by=User.objects.get(email=MIRA))
    path = reverse("matching:board", args=[cohort.program.code, cohort.code, draft.number])
    return Screen(MIRA, "matching:board", path)


def findings(page: Page, url: str, screen: Screen) -> list[str]:
    answer = page.goto(url + screen.path)
    found = [str(answer.status)] if answer.status != 200 or screen.path not in page.url else []
    found += page.evaluate(TWICE)
    page.add_style_tag(content=AT_ONCE)
    looks = (*LOOKS, *(OTHER_LOOKS if screen.name in MAIN else ()))
    # The width the page before was left in comes first: the fewer times a page is laid out anew, the better.
    here = page.viewport_size["width"]
    for width, scheme in sorted(looks, key=lambda look: look[0] != here):
        if width != page.viewport_size["width"]:
            page.set_viewport_size({"width": width, "height": 850})
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        seen, wide = page.evaluate(RUN)
        found += [f"{width} {scheme}: {one}" for one in seen]
        if wide > width:
            found.append(f"{width}: wider than the screen")
    return [f"{screen.name} {screen.path} {one}" for one in found]


def looked_at(browser: Browser, url: str, seen: list[Screen]) -> list[str]:
    found = []
    for who, theirs in groupby(sorted(seen, key=lambda one: one.who), lambda one: one.who):
        context = browser.new_context(bypass_csp=True, viewport={"width": 1280, "height": 850})
        context.set_default_timeout(40_000)
        context.add_init_script(
            AXE_SCRIPT
        )  # sent once, where `evaluate` would send half a megabyte for each page
        page = signed_in(context, url, User.objects.get(email=who))
        found += [line for screen in theirs for line in findings(page, url, screen)]
        context.close()
    return found


def test_every_address_is_a_screen_or_is_known_to_be_none(demo):
    assert astray(screens()) == []


@pytest.mark.timeout(900)
@pytest.mark.parametrize("half", [0, 1])
def test_axe_finds_nothing_on_any_screen(browser: Browser, live_server, demo, half):
    """In two halves, so that two workers share them."""
    seen = [*screens(), board()][half::2]
    assert "\n".join(looked_at(browser, live_server.url, seen)) == ""
