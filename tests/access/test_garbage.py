"""The forms of a coordinator's week are sent garbage by who may: a sentence or 404 comes back, never a broken page."""

from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from tests.access.features import (
    closings,
    corrections,
    figures,
    hand_overs,
    imports,
    mail_texts,
    notes,
    questions,
    reminder_rules,
    requests,
    surveys,
    timeline,
)
from tests.access.table import ROWS
from tests.access.test_matrix import undone

LONG = "é" * 70_000
GARBAGE: dict[str, Any] = {
    "long": LONG,
    "huge number": "9" * 400,
    "more than 32 bits": "3000000000",
    "negative": "-1",
    "infinite": "1e999",
    "superscript": "²",
    "far day": "9999-12-31",
    "first day": "0001-01-01",
    "markup": "<script>{{ 7 }}{% now %}{name.__class__}%(x)s${1}",
    "line break": "a\r\nBcc: eve@elsewhere.example",
    "no letter": "\ufffe \uffff \u202e\u0301",
    "half a letter": b"\xed\xb2\x80 \xff",
    "several": ["1", "1", "x", "", LONG[:9000]],
    "address": "http://[::1",
}
FEATURES = (
    questions,
    hand_overs,
    closings,
    corrections,
    figures,
    imports,
    mail_texts,
    notes,
    surveys,
    timeline,
    requests,
    reminder_rules,
)
MORE = {
    "programs:capacity",
    "programs:cohort_dates",
    "programs:cohort_new",
    "programs:coordinators",
    "programs:import_check",
    "programs:import_map",
    "programs:import_new",
    "programs:join",
    "programs:pair",
    "programs:people",
    "programs:person_edit",
    "programs:person_new",
    "programs:program_new",
    "programs:program_settings",
}
WEEK = sorted({name for feature in FEATURES for name in feature.ROUTES} | MORE)


class Controls(HTMLParser):
    """The names of all controls of a page, and of those that take a file."""

    def __init__(self) -> None:
        super().__init__()
        self.names: set[str] = set()
        self.files: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        name = given.get("name")
        if name and tag in {"input", "select", "textarea", "button"} and name != "form_key":
            (self.files if given.get("type") == "file" else self.names).add(name)


def controls_of(answers: list[HttpResponse]) -> Controls:
    found = Controls()
    for answer in answers:
        if answer.headers.get("Content-Type", "").startswith("text/html"):
            found.feed(answer.content.decode())
    return found


def statuses(client: Client, url: str, controls: Controls) -> Iterator[tuple[str, str, int]]:
    for what, value in GARBAGE.items():
        raw = value if isinstance(value, bytes) else str(value).encode()
        files = {name: SimpleUploadedFile("people.xlsx", raw) for name in controls.files}
        with undone():
            sent = {**dict.fromkeys(controls.names, value), **files}
            yield "post", what, client.post(url, sent).status_code
    for what in ("huge number", "negative", "no letter", "half a letter"):
        with undone():
            yield "get", what, client.get(url, dict.fromkeys(controls.names, GARBAGE[what])).status_code


@pytest.mark.parametrize("name", WEEK)
def test_garbage_in_a_form_is_answered(world, client_of, frozen, name):
    row = ROWS[name]
    url = reverse(name, kwargs=row.to(world))
    client = client_of("ben" if "anonymous" in row.may else min(row.may))
    answers = []
    for method in ("get", "post"):
        with undone():
            answers.append(getattr(client, method)(url))
    broken = [found for found in statuses(client, url, controls_of(answers)) if found[2] >= 500]
    assert broken == []
