"""Error pages are pages: in our layout, with a way on, without a trace of what happened inside."""

import pytest
from django.test import Client


@pytest.fixture
def honest() -> Client:
    return Client(raise_request_exception=False)


def test_not_found_is_a_page_that_repeats_nothing(db, honest):
    answer = honest.get("/definitely-not-here-%3Cscript%3E/")
    text = answer.content.decode()
    assert answer.status_code == 404
    assert "<html" in text
    assert "not-here" not in text


def test_not_found_by_a_signed_in_person_shows_the_way_home(world, sign_in):
    answer = sign_in(world.ada).get("/mentorships/zzzzzz/")
    assert answer.status_code == 404
    assert 'href="/today/"' in answer.content.decode()


def test_a_mistake_of_ours_is_a_plain_page_without_a_trace(world, sign_in, honest, monkeypatch):
    def broken(request):
        raise RuntimeError("canary inside")

    monkeypatch.setattr("mentorship.dashboards.views.health.HttpResponse", broken)
    honest.cookies = sign_in(world.ada).cookies
    answer = honest.get("/healthz")
    text = answer.content.decode()
    assert answer.status_code == 500
    assert "<html" in text
    assert "canary" not in text
    assert "Traceback" not in text


@pytest.mark.parametrize("headers", [{}, {"HX-Request": "true"}])
def test_a_form_from_elsewhere_is_refused_with_a_page(world, headers):
    client = Client(enforce_csrf_checks=True)
    answer = client.post("/accounts/login/", {"login": "ada@orchard.example"}, headers=headers)
    assert answer.status_code == 403
    assert "<html" in answer.content.decode()
