"""What a form sends in letters of an odd kind is answered, never a broken page."""

import pytest
from django.urls import reverse

from tests.access import places
from tests.access.test_matrix import undone

BOUNDARY = "b0undary"
# What the header may say of the letters: half a pair of UTF-16 in UTF-7, codecs that give no text, unknown ones.
CODECS = {
    "utf-7": b"+2AA-",
    "unicode_escape": rb"\ud800",
    "utf-16": b"\x00\xd8",
    "base64": b"QQ==",
    "hex": b"41",
    "rot13": b"abc",
    "idna": b"xn--a",
    "punycode": b"\xff",
    "no-such": b"abc",
}


def body(fields: dict[str, bytes]) -> bytes:
    parts = [
        b'--%s\r\nContent-Disposition: form-data; name="%s"\r\n\r\n%s\r\n'
        % (BOUNDARY.encode(), name.encode(), value)
        for name, value in fields.items()
    ]
    return b"".join([*parts, b"--%s--\r\n" % BOUNDARY.encode()])


@pytest.mark.parametrize("codec", CODECS)
@pytest.mark.parametrize("kind", ["multipart", "urlencoded"])
def test_odd_letters_of_a_form_are_refused(world, client_of, frozen, codec, kind):
    url = reverse("programs:question_new", kwargs=places.program(world))
    fields = dict.fromkeys(("label", "hint", "options", "kind", "form_key"), CODECS[codec])
    if kind == "multipart":
        sent, kind = body(fields), f"multipart/form-data; boundary={BOUNDARY}; charset={codec}"
    else:
        sent, kind = b"label=" + CODECS[codec], f"application/x-www-form-urlencoded; charset={codec}"
    with undone():
        answer = client_of("mira").generic("POST", url, sent, content_type=kind)
    assert answer.status_code in {400, 422}


def test_half_a_letter_in_an_address_is_no_page(world, client_of, frozen):
    people = reverse("programs:people", kwargs=places.cohort(world))
    for path in (f"{people}?q=%ED%A0%80", f"{people}%ED%A0%80/", f"{people}%ff/", f"{people}?page=%F0%9F"):
        assert client_of("mira").get(path).status_code in {200, 404}
