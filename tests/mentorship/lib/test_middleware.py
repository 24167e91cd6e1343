"""What holds for every request."""

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from mentorship.lib.middleware import SecurityHeaders
from programs.actions import invitations

SIGN_IN = "/accounts/login/"


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE", "TRACE", "CONNECT", "OPTIONS", "BREW"])
def test_methods_no_view_knows_are_405(db, method):
    answer = Client().generic(method, "/healthz")
    assert (answer.status_code, answer["Allow"]) == (405, "GET, HEAD, POST")


def test_nul_bytes_are_400_in_path_query_and_form(world, sign_in):
    client = sign_in(world.ada)
    assert client.get("/today/%00/").status_code == 400
    assert client.get("/today/?q=a%00b").status_code == 400
    answer = client.post(SIGN_IN, {"login": "a\x00b"})
    assert answer.status_code == 400
    assert b"<html" in answer.content


def test_more_than_any_form_takes_is_413_before_anything_reads_it(world, sign_in, settings):
    ada, most = sign_in(world.ada), 6 * 1024 * 1024
    assert settings.DATA_UPLOAD_MAX_MEMORY_SIZE == settings.FILE_UPLOAD_MAX_MEMORY_SIZE == most
    sent = {"data": bytes(most), "content_type": "application/octet-stream"}
    assert ada.post("/today/", **sent).status_code == 405
    answer = ada.post("/today/", **{**sent, "data": bytes(most + 1)})
    assert answer.status_code == 413
    assert "A file may have 5 MB." in answer.content.decode()


def test_every_page_carries_the_security_headers(db):
    answer = Client().get(SIGN_IN)
    assert answer.status_code == 200
    policy = dict(part.strip().split(" ", 1) for part in answer["Content-Security-Policy"].split(";"))
    assert policy["default-src"] == "'none'"
    assert policy["script-src"] == policy["style-src"] == "'self'"
    assert policy["frame-ancestors"] == policy["object-src"] == policy["base-uri"] == "'none'"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["X-Frame-Options"] == "DENY"
    assert answer["Referrer-Policy"] == "same-origin"
    assert answer["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "camera=()" in answer["Permissions-Policy"]


def test_error_pages_carry_them_too(db):
    answer = Client().get("/definitely-not-here/")
    assert answer.status_code == 404
    assert "default-src 'none'" in answer["Content-Security-Policy"]


def test_what_a_signed_in_person_sees_is_never_stored(world, sign_in):
    answer = sign_in(world.ada).get("/today/")
    assert answer.status_code == 200
    assert answer["Cache-Control"] == "private, no-store"
    assert {"Cookie", "HX-Request"} <= {name.strip() for name in answer["Vary"].split(",")}


def test_pages_of_the_signed_out_are_not_stored_either(world, frozen):
    made = invitations.invite(enrolment=world.enrolment(world.fay), by=world.mira)
    join = reverse("programs:join", args=[world.program.code, world.cohort.code])
    addresses = {
        reverse("programs:invitation", args=[made.token]): 200,
        reverse("programs:first_run", args=["no-such-key"]): 404,
        join: 200,
        f"{join}sent/": 200,
        "/today/": 302,
        "/healthz": 200,
    }
    for address, status in addresses.items():
        answer = Client().get(address)
        assert (answer.status_code, answer["Cache-Control"]) == (status, "private, no-store"), address
        assert answer["Referrer-Policy"] == "same-origin"


def test_an_answer_may_say_itself_how_it_is_stored(rf):
    def view(request):
        return HttpResponse(headers={"Cache-Control": "max-age=60"})

    assert SecurityHeaders(view)(rf.get("/logo"))["Cache-Control"] == "max-age=60"
    assert (
        SecurityHeaders(lambda request: HttpResponse())(rf.get("/x"))["Cache-Control"] == "private, no-store"
    )
    assert "Cache-Control" not in SecurityHeaders(lambda request: HttpResponse())(rf.get("/static/x.css"))


def test_signing_out_clears_what_the_browser_kept(world, sign_in):
    client = sign_in(world.ada)
    answer = client.post("/accounts/logout/")
    assert (answer.status_code, answer["Location"]) == (302, SIGN_IN)
    assert answer["Clear-Site-Data"] == '"cache", "storage"'
    assert client.get("/today/").status_code == 302


HTMX = {"HX-Request": "true"}


def test_signed_out_page_goes_to_sign_in_and_comes_back(db):
    answer = Client().get("/today/")
    assert (answer.status_code, answer["Location"]) == (302, f"{SIGN_IN}?next=/today/")


def test_signed_out_fragment_makes_the_whole_page_go_to_sign_in(db):
    answer = Client().get("/today/", headers=HTMX)
    assert (answer.status_code, answer["HX-Redirect"]) == (200, f"{SIGN_IN}?next=/today/")
    assert answer.content == b""


def test_signed_out_fragment_comes_back_to_the_page_it_stood_on(db):
    headers = HTMX | {"HX-Current-URL": "http://testserver/programs/?q=a"}
    answer = Client().get("/today/", headers=headers)
    assert answer["HX-Redirect"] == f"{SIGN_IN}?next=%2Fprograms%2F%3Fq%3Da"


def test_signed_out_post_of_a_fragment_is_401_so_that_the_text_stays(db):
    answer = Client().post("/today/", headers=HTMX)
    assert (answer.status_code, answer.content) == (401, b"")


def test_foreign_host_is_refused_without_being_named(db):
    answer = Client().get(SIGN_IN, headers={"host": "evil.example"})
    assert answer.status_code == 400
    assert b"evil.example" not in answer.content
