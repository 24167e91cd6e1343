"""The certificate: one's own, facts only, with every letter of a name or not at all."""

import re
import zlib

import pytest
from django.urls import reverse

from programs.actions.mentorships import end_mentorship
from programs.models import Person, Program
from sessions.queries import certificates
from tests.sessions import rows


@pytest.fixture
def over(world):
    """Ada and Ben have ended, and the program gives certificates."""
    Program.objects.update(gives_certificates=True)
    rows.meeting(world.ada_ben, days=-3, state="held")
    end_mentorship(mentorship=world.ada_ben, by=world.mira)
    return world


def at(world, query: str = "") -> str:
    return reverse("sessions:certificate", args=[world.ada_ben.code]) + query


def named(world, name: str) -> None:
    Person.objects.filter(pk=world.ben.pk).update(name=name)


def letters_in(pdf: bytes) -> str:
    """What a reader of the PDF would copy out of it, by the font's own table of letters."""
    streams = re.findall(rb"stream\r?\n(.*?)\r?\nendstream", pdf, re.S)
    texts = [zlib.decompress(one) if one[:1] == b"x" else one for one in streams]
    tables = b" ".join(text for text in texts if b"beginbfchar" in text or b"beginbfrange" in text)
    codes = re.findall(rb"<[0-9A-Fa-f]+> <([0-9A-Fa-f]+)>", tables)
    return "".join(bytes.fromhex(code.decode()).decode("utf-16-be") for code in codes)


def test_certificate_says_facts_and_the_number_only_if_wanted(over, sign_in):
    client = sign_in(over.ben)
    assert at(over) in client.get(reverse("sessions:keepsake", args=[over.ada_ben.code])).content.decode()
    page = client.get(at(over)).content.decode()
    assert ("took part in Growing together, Autumn" in page, "as a mentee" in page) == (True, True)
    assert "1 meeting" not in page
    assert "1 meeting" in client.get(at(over, "?meetings=on")).content.decode()
    answer = client.get(at(over, "?as=pdf&meetings=on"))
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    assert answer.content.startswith(b"%PDF-")
    assert "attachment" in answer["Content-Disposition"]


@pytest.mark.parametrize("name", ["Zoë Müller", "Ольга Іваненко", "Ελένη Παππά", "עומר כהן", "Łukasz Żółć"])
def test_name_in_other_letters_is_written_with_each_of_them(over, sign_in, name):
    named(over, name)
    answer = sign_in(over.ben).get(at(over, "?as=pdf"))
    assert answer.status_code == 200
    assert {letter for letter in name if not letter.isspace()} <= set(letters_in(answer.content))


@pytest.mark.parametrize("name", ["李小龍", "🦊 Fox", "अनिता"])
def test_name_that_no_font_here_has_is_said_and_not_printed(over, sign_in, name, monkeypatch):
    """As on a server that has DejaVu alone."""
    dejavu = tuple(path for path in certificates._installed() if path.name == "DejaVuSans.ttf")
    monkeypatch.setattr(certificates, "_installed", lambda: dejavu)
    named(over, name)
    answer = sign_in(over.ben).get(at(over, "?as=pdf"))
    assert answer.status_code == 409
    assert "no font with every letter" in answer.content.decode()


def test_server_without_fonts_writes_western_names_only(over, sign_in, monkeypatch):
    monkeypatch.setattr(certificates, "_installed", tuple)
    client = sign_in(over.ben)
    assert client.get(at(over, "?as=pdf")).status_code == 200
    named(over, "Ольга")
    assert client.get(at(over, "?as=pdf")).status_code == 409
    assert client.get(at(over)).status_code == 200


def test_long_and_odd_names_are_no_error(over, sign_in):
    for name in ("N" * 120, "a\u202eb\u0301\u200d", "  x  "):
        named(over, name)
        assert sign_in(over.ben).get(at(over, "?as=pdf")).status_code in {200, 409}


def test_nobody_finds_it_before_the_end_where_it_is_off_or_of_others(over, sign_in):
    assert sign_in(over.mira).get(at(over)).status_code == 404
    assert (
        sign_in(over.cleo).get(reverse("sessions:certificate", args=[over.cleo_dan.code])).status_code == 404
    )
    Program.objects.update(gives_certificates=False)
    assert sign_in(over.ben).get(at(over)).status_code == 404
