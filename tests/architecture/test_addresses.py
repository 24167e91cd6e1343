"""Every address named in a template or in code exists, with as many arguments as it is given."""

import ast
import re
from collections.abc import Iterator

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

from tests.architecture.tree import CODE, ROOT, called_name, calls, literal, parsed, python_files, short

URL_TAG = re.compile(r"{%\s*url\s+(?P<quote>['\"])(?P<name>[^'\"]+)(?P=quote)(?P<rest>[^%]*)%}")
# Where the address's name stands among the arguments of what we call.
NAMED_AT = {"reverse": 0, "reverse_lazy": 0, "redirect": 0, "resolve_url": 0, "redirect_to": 1}


def arities(
    patterns: list[URLPattern | URLResolver], namespace: str = "", above: int = 0
) -> Iterator[tuple[str, int]]:
    """The full name of each route and how many arguments its address takes."""
    for entry in patterns:
        here = above + len(entry.pattern.converters)
        if isinstance(entry, URLResolver):
            yield from arities(
                entry.url_patterns, f"{namespace}{entry.namespace}:" if entry.namespace else namespace, here
            )
        elif entry.name:
            yield f"{namespace}{entry.name}", here


def known() -> dict[str, set[int]]:
    found: dict[str, set[int]] = {}
    for name, count in arities(get_resolver().url_patterns):
        found.setdefault(name, set()).add(count)
    return found


def dead_tags(text: str, routes: dict[str, set[int]]) -> list[str]:
    dead = []
    for tag in URL_TAG.finditer(text):
        given = re.sub(r"\sas\s+\w+\s*$", "", tag["rest"].rstrip()).split()
        if len(given) not in routes.get(tag["name"], set()):
            dead.append(f"{tag['name']}/{len(given)}")
    return dead


def dead_names(tree: ast.AST, routes: dict[str, set[int]]) -> list[str]:
    dead = []
    for call in calls(tree):
        place = NAMED_AT.get(called_name(call))
        if place is None or len(call.args) <= place:
            continue
        name = literal(call.args[place])
        if name is not None and "/" not in name and name not in routes:
            dead.append(name)
    return dead


def test_every_url_tag_of_a_template_resolves():
    routes = known()
    files = [path for kind in ("*.html", "*.txt") for path in sorted((ROOT / "templates").rglob(kind))]
    assert [f"{short(path)}: {name}" for path in files for name in dead_tags(path.read_text(), routes)] == []


def test_every_address_named_in_code_resolves():
    routes = known()
    files = [*python_files(*CODE), *python_files("tests/journeys")]
    assert [f"{short(path)}: {name}" for path in files for name in dead_names(parsed(path), routes)] == []


ROUTES = {"programs:cohort": {2}, "dashboards:today": {0}}


def test_planted_dead_tags_are_found():
    text = """{% url 'programs:cohort' a.code b.code %} {% url "dashboards:today" as here %}
    {% url "programs:gone" %} {% url 'programs:cohort' a.code %}"""
    assert dead_tags(text, ROUTES) == ["programs:gone/0", "programs:cohort/1"]


@pytest.mark.parametrize(
    "line",
    ["reverse('programs:gone')", "redirect('programs:gone', 1)", "redirect_to(request, 'programs:gone')"],
)
def test_a_planted_dead_name_is_found(line):
    assert dead_names(ast.parse(line), ROUTES) == ["programs:gone"]


def test_a_path_and_a_living_name_pass():
    assert (
        dead_names(
            ast.parse("redirect('/x/'); reverse('dashboards:today'); redirect_to(request, to)"), ROUTES
        )
        == []
    )
