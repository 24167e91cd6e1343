"""Every route of the URLconf x every persona x GET, POST and a GET by HTMX (RELIABILITY goal 6)."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, include, path, reverse

from tests.access.table import LIBRARY, PERSONAS, ROWS, SIGNED_OUT, Row


def route_names(patterns: list[URLPattern | URLResolver], namespace: str = "") -> Iterator[str]:
    """The full name of every route, "unnamed: <its pattern>" where it has none."""
    for entry in patterns:
        if isinstance(entry, URLResolver):
            inner = f"{namespace}{entry.namespace}:" if entry.namespace else namespace
            yield from route_names(entry.url_patterns, inner)
        else:
            yield f"{namespace}{entry.name}" if entry.name else f"unnamed: {namespace}{entry.pattern}"


def unlisted(names: set[str], listed: set[str]) -> list[str]:
    return sorted(names - listed)


NAMES = set(route_names(get_resolver().url_patterns))


def test_every_route_has_a_line_in_the_table():
    assert unlisted(NAMES, ROWS.keys() | LIBRARY.keys()) == []


def test_every_line_of_the_table_has_a_route():
    assert sorted((ROWS.keys() | LIBRARY.keys()) - NAMES) == []
    assert sorted(ROWS.keys() & LIBRARY.keys()) == []


def test_library_routes_are_listed_with_a_reason():
    assert [name for name, reason in LIBRARY.items() if len(reason) < 10 or ":" in name] == []


def test_a_planted_route_and_an_unnamed_one_are_found():
    def view(request):
        return HttpResponse()

    planted = [
        path("known/", view, name="known"),
        path("x/", include(([path("secret/", view, name="secret"), path("bare/", view)], "planted"))),
    ]
    names = set(route_names(planted))
    assert unlisted(names, {"known"}) == ["planted:secret", "unnamed: planted:bare/"]


@contextmanager
def undone() -> Iterator[None]:
    """What happens inside is rolled back, so that one persona's POST is not the next one's world."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def expected(row: Row, persona: str) -> tuple[int, int, int]:
    """The three statuses the table promises this persona."""
    if persona in row.but:
        return row.but[persona]
    if persona in row.may:
        return row.get, row.post, row.hx
    if persona in SIGNED_OUT:
        return 302, 302, 200
    return tuple(405 if status == 405 else row.denied for status in (row.get, row.post, row.hx))


def answers(client: Client, url: str) -> Iterator[HttpResponse]:
    for method, headers in (("get", {}), ("post", {}), ("get", {"HX-Request": "true"})):
        with undone():
            yield getattr(client, method)(url, headers=headers)


@pytest.mark.parametrize("name", sorted(ROWS))
def test_route_answers_each_persona_as_the_table_says(world, client_of, frozen, name):
    row = ROWS[name]
    url = reverse(name, kwargs=row.to(world))
    wanted, got = {}, {}
    for persona in PERSONAS:
        responses = list(answers(client_of(persona), url))
        got[persona] = tuple(response.status_code for response in responses)
        wanted[persona] = expected(row, persona)
        if persona in SIGNED_OUT and persona not in row.may and persona not in row.but:
            assert responses[0]["Location"].startswith("/accounts/login/")
            assert responses[2]["HX-Redirect"].startswith("/accounts/login/")
            assert responses[2].content == b""
    assert {who: cells for who, cells in got.items() if cells != wanted[who]} == {}, wanted


@pytest.mark.parametrize("name", sorted(ROWS))
def test_route_refuses_odd_methods_and_nul_bytes(world, client_of, frozen, name):
    url, client = reverse(name, kwargs=ROWS[name].to(world)), client_of("mira")
    odd = {method: client.generic(method, url).status_code for method in ("PUT", "PATCH", "DELETE", "TRACE")}
    assert odd == dict.fromkeys(odd, 405)
    with undone():
        assert client.get(url, query_params={"q": "a\x00b"}).status_code == 400
    with undone():
        assert client.post(url, {"name": "a\x00b"}).status_code == 400


@pytest.mark.parametrize("name", sorted(LIBRARY))
def test_library_route_never_breaks_and_keeps_its_door(client_of, name):
    """No server error for anybody; a route whose reason says “signed in only” sends strangers to sign in."""
    for who in ("anonymous", "ada"):
        statuses = [response.status_code for response in answers(client_of(who), reverse(name))]
        assert [status for status in statuses if status >= 500] == []
        if who == "anonymous" and "signed in only" in LIBRARY[name]:
            assert statuses == [302, 302, 200]
