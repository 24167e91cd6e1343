"""How a view answers: a page, a part of it, a redirect that stays on this site."""

import pytest
from django.http import HttpResponse
from django.template import Context, Template
from django.test import RequestFactory
from django_htmx.middleware import HtmxMiddleware

from mentorship.lib import pages
from mentorship.lib.pages import redirect_to, render_page, safe_next, wants_part


def request_with(method="get", path="/", data=None, **headers):
    request = getattr(RequestFactory(), method)(path, data, headers=headers)
    HtmxMiddleware(lambda request: HttpResponse())(request)
    return request


@pytest.mark.parametrize(
    ("headers", "wants"),
    [
        ({}, False),
        ({"HX-Request": "true"}, True),
        ({"HX-Request": "true", "HX-Boosted": "true"}, False),
        ({"HX-Request": "true", "HX-History-Restore-Request": "true"}, False),
    ],
)
def test_a_part_is_wanted_by_htmx_but_not_when_boosted_or_restored(headers, wants):
    assert wants_part(request_with(**headers)) is wants


@pytest.mark.parametrize(
    ("target", "template"),
    [(None, "page.html"), ("list", "page.html#rows"), ("main", "page.html"), ("rows", "page.html")],
)
def test_the_part_is_chosen_by_a_known_target_and_never_by_the_client(monkeypatch, target, template):
    """`rows` is the partial's own name: asking for it by name gets the page."""
    drawn = []

    def render(request, name, context, status):
        drawn.append((name, context, status))
        return HttpResponse(Template("").render(Context()), status=status)

    monkeypatch.setattr(pages, "render", render)
    headers = {"HX-Request": "true"} | ({"HX-Target": target} if target else {})
    answer = render_page(request_with(**headers), "page.html", {"a": 1}, parts={"list": "rows"}, status=422)
    assert drawn == [(template, {"a": 1}, 422)]
    assert answer.status_code == 422


def test_a_redirect_is_303_and_for_htmx_a_header(db):
    plain = redirect_to(request_with("post"), "dashboards:today")
    assert (plain.status_code, plain["Location"]) == (303, "/today/")
    part = redirect_to(request_with("post", **{"HX-Request": "true"}), "/x/")
    assert (part.status_code, part["HX-Redirect"], part.content) == (204, "/x/", b"")


def test_an_address_in_any_script_becomes_a_plain_header(db):
    plain = redirect_to(request_with("post"), "/programs/?q=Öberg")
    part = redirect_to(request_with("post", **{"HX-Request": "true"}), "/programs/?q=Öberg")
    assert plain["Location"] == part["HX-Redirect"] == "/programs/?q=%C3%96berg"


@pytest.mark.parametrize(
    "url",
    [
        "https://evil.example/",
        "http://evil.example",
        "//evil.example/x",
        "///evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "javascript:alert(1)",
        "data:text/html,x",
        "http:///evil.example",
        "\x08//evil.example",
        " https://evil.example",
        "http://testserver/today/",
        "account_logout",
        "foo",
        "today/",
        "?a=b",
        "/today/\nX-Odd: 1",
        "/today/\r\n",
        "/today/\x7f",
        "/today/\u2028",
        "",
    ],
)
@pytest.mark.parametrize("method", ["get", "post"])
def test_next_never_leaves_this_site(url, method):
    assert safe_next(request_with(method, data={"next": url}), "/today/") == "/today/"


@pytest.mark.parametrize("url", ["/mentorships/k7f3/", "/today/?a=b", "/programs/?q=Öberg"])
def test_next_on_this_site_is_kept(url):
    assert safe_next(request_with(data={"next": url})) == url


def test_next_of_a_form_beats_the_one_of_its_address():
    request = request_with("post", "/?next=/from-address/", {"next": "/from-form/"})
    assert safe_next(request) == "/from-form/"
