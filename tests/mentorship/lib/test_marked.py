"""Marks in longer texts: a few are drawn, everything else is text or gone."""

import re

import pytest

from mentorship.lib.marked import as_html


def test_the_marks_people_use_are_drawn():
    html = as_html("# Plan\n\n- **one**\n- *two*\n\n> said\n\n[a page](https://example.org/x)")
    assert html == (
        "<h3>Plan</h3>\n<ul>\n<li><strong>one</strong></li>\n<li><em>two</em></li>\n</ul>\n"
        "<blockquote>\n<p>said</p>\n</blockquote>\n"
        '<p><a href="https://example.org/x" rel="noopener noreferrer nofollow">a page</a></p>\n'
    )


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "![x](https://example.org/x.png)",
        "[x](javascript:alert(1))",
        '<a href="#" style="color:red" onclick="x()">x</a>',
        "<iframe src=https://example.org></iframe>",
        "[x](data:text/html;base64,PHNjcmlwdD4=)",
    ],
)
def test_nothing_that_runs_or_loads_comes_through(text):
    html = as_html(text)
    bad = re.compile(r"<(?!/?(p|br|a)\b)|<[^>]*(style|onclick|onerror|javascript:|data:)")
    assert bad.search(html) is None


def test_line_breaks_stay():
    assert as_html("one\ntwo") == "<p>one<br>\ntwo</p>\n"
