"""Templates: nothing the content security policy refuses, and focus that survives a swap."""

import json
import re
from pathlib import Path

import pytest
from django.template.loader import get_template

from tests.architecture.markup import Tag, bare, includes, tags
from tests.architecture.tree import ROOT, is_mail, short, templates

REFUSED = {
    "style": "inline style",
    "script": "script without src",
    "handler": "inline handler",
    "filter": "hx-trigger with a filter (needs eval)",
    "js": "javascript in an attribute",
    "safe": "text marked as safe",
    "swap": "hx-get or hx-post without its own hx-target and hx-swap",
}


def refused_in_tag(tag: Tag) -> list[str]:
    found = []
    if tag.has("style") or tag.name == "style":
        found.append("style")
    if tag.name == "script" and not tag.has("src"):
        found.append("script")
    if re.search(r"(?:^|[\s}])(?:on[a-z]+|hx-on[:\w-]*|data-hx-on[:\w-]*)\s*=", tag.attributes):
        found.append("handler")
    if "[" in tag.value("hx-trigger"):
        found.append("filter")
    if re.search(
        r"javascript:|hx-(?:vals|headers)\s*=\s*['\"]\s*(?:js|javascript):|hx-vars\s*=", tag.attributes
    ):
        found.append("js")
    if (tag.has("hx-get") or tag.has("hx-post")) and not (tag.has("hx-target") and tag.has("hx-swap")):
        found.append("swap")
    return found


def refused(text: str) -> list[str]:
    """`line kind` of everything a page may not hold."""
    found = [f"{tag.line} {kind}" for tag in tags(text) for kind in refused_in_tag(tag)]
    for number, line in enumerate(bare(text).splitlines(), 1):
        # A field's help text is written by us; Django's own templates print it in the same way.
        if re.search(r"\|\s*safe\b|{%\s*autoescape\s+off", line.replace("field.help_text|safe", "")):
            found.append(f"{number} safe")
    return found


def test_templates_hold_nothing_inline():
    """Mails style themselves inline, because mail programs drop style sheets; nothing else is let through."""
    found = []
    for path in templates():
        kinds = [
            entry for entry in refused(path.read_text()) if not (is_mail(path) and entry.endswith(" style"))
        ]
        found += [f"{short(path)}:{entry}" for entry in kinds]
    assert found == []


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ('<p style="color: red">', "style"),
        ("<style>p { color: red }</style>", "style"),
        ("<script>alert(1)</script>", "script"),
        ('<a onclick="go()">', "handler"),
        ('<a hx-on:click="go()">', "handler"),
        ('<a {% if a > b %}class="x"{% endif %} onfocus="go()">', "handler"),
        ('<a href="javascript:go()">', "js"),
        ("<a hx-vals='js:{a: 1}'>", "js"),
        ('<input hx-trigger="keyup[ctrlKey]">', "filter"),
        ("{{ text|safe }}", "safe"),
        ('<a hx-get="/x/" hx-target="#a">', "swap"),
    ],
)
def test_a_planted_inline_thing_is_found(line, kind):
    assert refused(f"<p>\n{line}\n</p>") == [f"2 {kind}"]
    assert kind in REFUSED


def test_what_is_allowed_passes():
    page = """{# <p style="x"> #}<script src="a.js"></script> <b data-style class="{% if a > b %}c{% endif %}">
    <a hx-get="/x/" hx-target="#a" hx-swap="outerHTML" hx-trigger="click, keyup delay:300ms">x</a>"""
    assert refused(page) == []


FOCUSABLE = {"button", "input", "select", "textarea", "summary", "a"}


def focusable(tag: Tag) -> bool:
    if tag.name == "a":
        return tag.has("href")
    return (tag.name in FOCUSABLE and tag.value("type") != "hidden") or tag.has("tabindex")


def without_id(text: str, *, whole: bool = False) -> list[str]:
    """Focusable elements of partials without an id (a swap would drop the focus); in a loop it must vary."""
    found = []
    for tag in tags(text):
        if not (whole or tag.in_partial) or not focusable(tag):
            continue
        if not tag.has("id"):
            found.append(f"{tag.line} <{tag.name}>")
        elif tag.in_loop and "{{" not in tag.value("id"):
            found.append(f"{tag.line} <{tag.name}> repeats its id")
    return found


def included_in_partials() -> set[Path]:
    """Templates that a partial includes, at any depth."""
    seen: set[str] = set()
    fresh = {name for path in templates() for name in includes(path.read_text(), in_partial_only=True)}
    while fresh:
        seen |= fresh
        texts = [
            (ROOT / "templates" / name).read_text() for name in fresh if (ROOT / "templates" / name).exists()
        ]
        fresh = {name for text in texts for name in includes(text)} - seen
    return {ROOT / "templates" / name for name in seen if (ROOT / "templates" / name).exists()}


def test_focusable_elements_of_partials_have_an_id():
    whole = included_in_partials()
    found = [
        f"{short(path)}:{entry}"
        for path in templates()
        if not is_mail(path)
        for entry in without_id(path.read_text(), whole=path in whole)
    ]
    assert found == []


def test_planted_elements_without_an_id_are_found():
    text = """<a href="/">free</a>{% partialdef list inline %}
    <a href="/x/">x</a><a name="here">no focus</a><input type="hidden"><input id="q" name="q">
    {% for row in rows %}<button id="same">x</button><button id="b-{{ row.code }}">y</button>{% endfor %}
    {% endpartialdef %}<button>free</button>"""
    assert without_id(text) == ["2 <a>", "3 <button> repeats its id"]
    assert without_id("<select>", whole=True) == ["1 <select>"]


def test_every_included_template_exists():
    for name in sorted({name for path in templates() for name in includes(path.read_text())}):
        assert get_template(name)


def test_htmx_carries_no_inline_style_from_what_it_swaps_to_what_comes():
    """A box somebody pulled larger has one, and setting it on the new box is refused by the policy."""
    head = next(
        tag for tag in tags((ROOT / "templates/base.html").read_text()) if tag.value("name") == "htmx-config"
    )
    config = json.loads(head.value("content"))
    assert (config["attributesToSettle"], config["includeIndicatorStyles"]) == (
        ["class", "width", "height"],
        False,
    )
