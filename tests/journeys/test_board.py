"""The board in a real browser: rules, sliders, compare, move by keyboard, publish, undo."""

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from matching.models import Draft, Move, PairRule, RuleVersion
from mentorship.notifications.models import Occurrence
from programs.models import Mentorship
from tests import make
from tests.journeys.test_matching import cohort, context, rules_of, signed_in
from tests.matching.people import fill

__all__ = ["cohort", "context"]

pytestmark = [pytest.mark.browser, pytest.mark.embedded, pytest.mark.django_db(transaction=True)]


def focused(page: Page) -> str:
    return page.evaluate("document.activeElement.id || document.activeElement.closest('tr')?.id || ''")


def test_rules_sliders_compare_move_by_keyboard_publish_undo(live_server, context, cohort):
    fill(cohort, 12, 8, easy=True)
    url = live_server.url
    page = signed_in(context, url, make.coordinator(cohort.program))

    # Rules: run.
    page.goto(url + rules_of(cohort))
    page.get_by_role("button", name="Run matching").click()
    first = Draft.objects.get()
    expect(page.locator("ul.said li").first).to_contain_text("8 of 8 mentees have a mentor.")
    expect(page.locator("a[id^=look-]")).to_have_count(5)

    # By keyboard to the first slider, past all the pairs.
    page.locator("body").press("t")
    page.keyboard.press("Tab")
    expect(page.locator("#try-w-topics-range")).to_be_focused()

    # Sliders: all but the department to nothing by the number, the department by the range; then the switch.
    for name in ("topics", "expertise", "goal_kind", "hours", "seniority"):
        page.locator(f"#try-w-{name}").fill("0")
    page.locator("#try-w-department-range").press("End")
    expect(page.locator("#try-w-department")).to_have_value("5")
    expect(page.locator("#preview")).to_contain_text("mentees would have somebody else.")
    marked = page.locator(".then:not(:empty)")
    expect(marked.first).to_contain_text("would be with")
    assert Draft.objects.count() == 1
    with page.expect_response(lambda answer: "/preview/" in answer.url and "protect" not in answer.url):
        page.locator("#try-protect").uncheck()

    # Use them: a second draft beside the first.
    page.get_by_role("button", name="Use these weights").click()
    expect(page.locator(".eyebrow")).to_contain_text("Draft 2")
    second = Draft.objects.get(number=2)
    assert (second.policy, second.state, first.state) == ("best_total", "open", "open")

    # Compare, and go on with the first.
    page.get_by_role("link", name="Compare drafts").click()
    expect(page.get_by_role("heading", level=2).first).to_have_text("Draft 2")
    page.locator("#continue-1").click()
    expect(page.locator(".eyebrow")).to_contain_text("Draft 1")

    # By keyboard: j to the second row, m, ] to the second candidate, Enter; u takes it back.
    rows = first.proposals.order_by("-score", "mentee__person__name")
    codes = page.evaluate("[...document.querySelectorAll('tr[data-row]')].map(row => row.id)")
    page.locator("body").press("j")
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement.closest('tr').id") == codes[1]
    page.keyboard.press("k")
    assert page.evaluate("document.activeElement.closest('tr').id") == codes[0]
    moved = rows.get(code=codes[0].removeprefix("pair-"))
    page.keyboard.press("m")
    choices = page.locator("dialog[open] li button[name=mentor]")
    expect(page.locator("#move-title")).to_be_focused()
    page.keyboard.press("]")
    page.keyboard.press("]")
    page.keyboard.press("[")
    page.keyboard.press("]")
    expect(choices.nth(1)).to_be_focused()
    chosen = choices.nth(1).get_attribute("value")
    page.keyboard.press("Enter")
    expect(page.locator("#messages")).to_contain_text("The pair is locked.")
    before = moved.mentor
    moved.refresh_from_db()
    assert moved.mentor.code == chosen
    expect(page.locator(f"#{codes[0]}")).to_be_focused()
    page.keyboard.press("w")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Why")
    page.go_back()
    page.locator("body").press("u")
    expect(page.locator("#messages")).to_contain_text("is as before.")
    expect(page.locator(f"#{codes[0]}")).to_be_focused()
    moved.refresh_from_db()
    assert (moved.mentor, moved.locked, Move.objects.filter(undone=True).count()) == (before, False, 1)

    # A lock in place can be taken back at once, from the rows that a filter shows.
    page.goto(f"{page.url.partition('#')[0]}?show=strong")
    page.keyboard.press("j")
    page.keyboard.press("l")
    expect(page.locator("#undo-move")).to_contain_text("Undo “locked”")
    page.keyboard.press("u")
    expect(page.locator("#messages")).to_contain_text("is as before.")
    assert "?show=strong#pair-" in page.url
    page.locator("#show-all").click()

    # Publish, look, undo.
    page.get_by_role("link", name="Publish 8 matches").click()
    page.get_by_role("button", name="Publish 8 matches").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("These matches are published")
    assert Mentorship.objects.count() == 8
    second.refresh_from_db()
    assert second.state == "discarded"
    page.get_by_role("button", name="Undo").click()
    expect(page.locator("#messages")).to_contain_text("Taken back")
    expect(page.get_by_role("link", name="Publish 8 matches")).to_be_visible()
    second.refresh_from_db()
    assert (Mentorship.objects.count(), Occurrence.objects.count(), second.state) == (0, 0, "open")
    assert page.url == url + reverse("matching:board", args=[cohort.program.code, cohort.code, first.number])


def test_why_fetches_what_each_choice_costs_the_whole(live_server, context, cohort):
    fill(cohort, 6, 6, easy=True)
    page = signed_in(context, live_server.url, make.coordinator(cohort.program))
    page.goto(live_server.url + rules_of(cohort))
    page.get_by_role("button", name="Run matching").click()
    page.locator("a[id^=look-]").first.click()
    expect(page.locator("#others")).to_contain_text("whole")
    expect(page.locator("#to-costs")).to_have_count(0)


def test_rule_of_her_own_a_weight_and_an_exclusion_decide_the_run(live_server, context, cohort):
    fill(cohort, 8, 6, easy=True)
    url = live_server.url
    page = signed_in(context, url, make.coordinator(cohort.program))
    page.goto(url + rules_of(cohort))

    # A must, whose effect is told before it is saved.
    page.locator("#add-must").click()
    page.get_by_label("The mentee’s", exact=True).select_option("department")
    page.get_by_label("is in this relation").select_option("different")
    page.get_by_label("to the mentor’s").select_option("department")
    effect = page.locator("#effect")
    expect(effect).to_contain_text("of 48 pairs")
    expect(effect).to_contain_text("Department: different")
    assert RuleVersion.objects.count() == 0
    page.get_by_role("button", name="Save").click()
    expect(page.locator("#messages")).to_contain_text("Saved as version 1 of the rules.")
    expect(page.locator("#rules")).to_contain_text("Department: different removes")

    # A weight: the next version.
    page.get_by_label("Shared hours", exact=True).select_option(label="ignore")
    page.get_by_role("button", name="Save the rules").click()
    expect(page.locator("#messages")).to_contain_text("Saved.")
    assert RuleVersion.objects.count() == 2

    # Two people never together: all the mentee's mentors but one would still do.
    page.get_by_role("link", name="Never together, keep together").click()
    page.get_by_label("One of them").fill("Mentee 0")
    page.get_by_label("The other").fill("Mentor 0")
    page.get_by_label("Why").fill("They share a home.")
    page.get_by_role("button", name="Add", exact=True).click()
    expect(page.get_by_role("table")).to_contain_text("never together")
    assert PairRule.objects.get().reason == "They share a home."

    # The run goes by all of it, and its draft keeps the rules when they change again.
    page.goto(url + rules_of(cohort))
    page.get_by_role("button", name="Run matching").click()
    expect(page.locator("ul.said li").first).to_contain_text("of 6 mentees have a mentor.")
    draft = Draft.objects.get()
    pairs = [(one.mentee.person, one.mentor.person) for one in draft.proposals.all()]
    assert pairs
    assert all("" in (a.department, b.department) or a.department != b.department for a, b in pairs)
    assert ("Mentee 0", "Mentor 0") not in [(mentee.name, mentor.name) for mentee, mentor in pairs]
    ran_with = draft.rules
    page.goto(url + rules_of(cohort))
    page.get_by_role("link", name="Change: Department: different").click()
    page.get_by_role("button", name="Remove").click()
    expect(page.locator("#rules")).not_to_contain_text("Department: different")
    draft.refresh_from_db()
    assert draft.rules == ran_with
