"""A form keeps its CSRF token where a template is included with `only`, which hands over nothing by itself."""

import re
from collections.abc import Mapping

from tests.architecture.markup import bare
from tests.architecture.tree import ROOT, is_mail, short, templates

INCLUDE = re.compile(r"{%\s*include\s+['\"]([^'\"]+)['\"]([^%]*)%}")
PARTIAL = r"{%%\s*partialdef\s+%s\b.*?%%}(.*?){%%\s*endpartialdef"


def tokenless(pages: Mapping[str, str]) -> list[str]:
    """`page: included` wherever a form would be drawn without its token, and its press answered with 403."""
    pages = {name: bare(text) for name, text in pages.items()}

    def wants(name: str, above: tuple[str, ...] = ()) -> bool:
        page, _, part = name.partition("#")
        text = pages.get(page, "")
        if part and (found := re.search(PARTIAL % re.escape(part), text, re.S)):
            text = found[1]
        if "{% csrf_token" in text:
            return True
        return any(
            wants(inner, (*above, name)) for inner, _given in INCLUDE.findall(text) if inner not in above
        )

    return [
        f"{page}: {name}"
        for page, text in pages.items()
        for name, given in INCLUDE.findall(text)
        if "only" in given.split() and "csrf_token=csrf_token" not in given.split() and wants(name)
    ]


def test_no_form_loses_its_token_on_the_way_into_an_include():
    folder = short(ROOT / "templates")
    pages = {
        short(path).removeprefix(f"{folder}/"): path.read_text() for path in templates() if not is_mail(path)
    }
    assert tokenless(pages) == []


def test_a_planted_form_without_its_token_is_found_at_any_depth():
    pages = {
        "form.html": "{% csrf_token %}",
        "between.html": '{% include "form.html" %}',
        "parts.html": "{% partialdef said %}{% csrf_token %}{% endpartialdef %}"
        "{% partialdef mute %}{% endpartialdef %}",
        "page.html": '{% include "form.html" with row=row only %}{% include "between.html" only %}'
        '{% include "form.html" with csrf_token=csrf_token only %}{% include "form.html" %}'
        '{% include "parts.html#said" only %}{% include "parts.html#mute" only %}',
    }
    assert tokenless(pages) == [
        "page.html: form.html",
        "page.html: between.html",
        "page.html: parts.html#said",
    ]
