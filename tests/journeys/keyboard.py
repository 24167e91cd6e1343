"""A person without a mouse: Tab, Enter, Space and letters, and what they see of where they are."""

from typing import Any

from playwright.sync_api import Page

MOST_TABS = 400
# What Tab stops at: of a group of radio buttons one.
STOPS = """() => {
  const seen = [...document.querySelectorAll("a[href],button,input,select,textarea,summary,[tabindex]")].filter(
    e => e.tabIndex >= 0 && !e.disabled && e.type !== "hidden" && e.checkVisibility({visibilityProperty: true})
      && !(e.localName === "summary" && e.parentElement.firstElementChild !== e));
  const groups = new Map();
  return seen.filter(e => {
    if (e.type !== "radio") return true;
    const group = [...document.getElementsByName(e.name)].filter(one => one.form === e.form);
    const one = group.find(each => each.checked) || groups.get(e.name) || e;
    groups.set(e.name, one);
    return one === e;
  }).map(e => { e.dataset.stop = ""; return e.id || e.outerHTML.slice(0, 90); });
}"""
# Where focus is, and whether one sees it: a ring on it or on what holds it, not hidden under a bar or out of the page.
HERE = """() => {
  const e = document.activeElement;
  if (!e || e === document.body || e === document.documentElement) return null;
  const ringed = one => { const s = getComputedStyle(one);
    return (s.outlineStyle !== "none" && parseFloat(s.outlineWidth) >= 2 && s.outlineColor !== "rgba(0, 0, 0, 0)"); };
  const box = e.getBoundingClientRect();
  const label = e.id && document.querySelector(`label[for="${CSS.escape(e.id)}"]`);
  const holders = [e, e.closest("label"), e.parentElement, label];
  const again = e.dataset.reached === "yes" && e !== window.stoodAt; // a date is several stops of one box
  e.dataset.reached = "yes";
  window.stoodAt = e;
  return {name: e.id || e.outerHTML.slice(0, 90), ringed: holders.filter(Boolean).some(ringed), again,
    inside: box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth};
}"""
LEFT = """() => [...document.querySelectorAll("[data-stop]")].filter(e => e.dataset.reached !== "yes" && e.isConnected)
  .map(e => e.id || e.outerHTML.slice(0, 90))"""


def walk(page: Page) -> list[str]:
    """Tab from the top to the end: what is wrong with the way. Nothing is pressed."""
    page.evaluate(STOPS)
    page.evaluate("document.activeElement.blur()")
    found, steps = [], 0
    while steps < MOST_TABS:
        page.keyboard.press("Tab")
        steps += 1
        here: dict[str, Any] | None = page.evaluate(HERE)
        if here is None or here["again"]:
            break
        if not here["ringed"]:
            found.append(f"focus is not seen: {here['name']}")
        if not here["inside"]:
            found.append(f"out of sight: {here['name']}")
    else:
        found.append(f"no end after {MOST_TABS} tabs")
    return found + [f"never reached: {name}" for name in page.evaluate(LEFT)]


class Keys:
    """Does by keys alone what `Hands` does with a mouse."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def to(self, selector: str) -> None:
        """Tab forward until focus is there."""
        for _step in range(MOST_TABS):
            if self.page.evaluate("s => document.activeElement.matches(s)", selector):
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"Tab does not lead to {selector}")

    def press(self, selector: str, key: str = "Enter") -> None:
        self.to(selector)
        self.page.keyboard.press(key)

    def follow(self, selector: str) -> None:
        """Enter on what leads to another page, or to this one anew."""
        with self.page.expect_navigation():
            self.press(selector)

    def type(self, selector: str, text: str) -> None:
        self.to(selector)
        self.page.keyboard.press("Control+a")
        self.page.keyboard.type(text)

    def is_somewhere(self) -> bool:
        """After a swap: focus is on something, not thrown back to the top."""
        return bool(self.page.evaluate(f"({HERE})() !== null"))
