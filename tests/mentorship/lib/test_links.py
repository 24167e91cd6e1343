"""Links: web pages only, and where they lead is said beside them."""

import pytest
from django import forms

from mentorship.lib.links import LinkField, host_of, refuse_odd_link
from mentorship.lib.refusals import Refusal


@pytest.mark.parametrize(
    ("link", "host"),
    [
        ("https://www.example.org/a?b", "example.org"),
        ("http://Example.ORG:8080/", "example.org"),
        ("https://user:word@evil.example/example.org", "evil.example"),
        ("https://[not", ""),
        ("", ""),
    ],
)
def test_the_host_of_a_link(link, host):
    assert host_of(link) == host


@pytest.mark.parametrize(
    "link",
    [
        "javascript:alert(1)",
        "JavaScript:alert(1)",
        "data:x",
        "file:///etc",
        "mailto:a@b.c",
        "x",
        "https:///a",
    ],
)
def test_anything_but_a_web_page_is_refused(link):
    with pytest.raises(Refusal, match="Give a web address") as refused:
        refuse_odd_link(link, field="link")
    assert refused.value.field == "link"


def test_no_link_is_no_odd_link():
    refuse_odd_link("", field="link")


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("example.org/a", "https://example.org/a"),
        ("http://example.org", "http://example.org"),
        (" https://exämple.org/ü ", "https://exämple.org/ü"),
        ("", ""),
    ],
)
def test_a_field_completes_what_is_typed(given, kept):
    assert LinkField().clean(given) == kept


@pytest.mark.parametrize("given", ["javascript:alert(1)", "ftp://example.org", "no spaces.org", "x" * 600])
def test_a_field_refuses_the_rest(given):
    with pytest.raises(forms.ValidationError):
        LinkField().clean(given)
