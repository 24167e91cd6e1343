"""A form that is sent twice counts once (RELIABILITY F20)."""

import threading

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import RequestFactory
from django_htmx.middleware import HtmxMiddleware

from mentorship.accounts.models import SpentFormKey, User
from mentorship.accounts.once import FormKeyMixin, new_form_key, once
from mentorship.lib.pages import redirect_to
from programs.models import Organisation


@once
def plant(request, status=303):
    """Makes one row; answers a redirect, or the status it is told."""
    made = Organisation.objects.create(name="planted")
    return redirect_to(request, f"/made/{made.pk}/") if status == 303 else HttpResponse(status=status)


def post(user, key, *, htmx=False, status=303):
    request = RequestFactory().post(
        "/plant/", {"form_key": key}, headers={"HX-Request": "true"} if htmx else {}
    )
    request.user = user
    HtmxMiddleware(lambda request: HttpResponse())(request)
    return plant(request, status=status)


@pytest.fixture
def user(db) -> User:
    return User.objects.create_user("once@example.org")


def planted() -> int:
    return Organisation.objects.filter(name="planted").count()


def test_sent_twice_it_makes_one_row_and_leads_to_the_same_page(user):
    key = new_form_key()
    first, second = post(user, key), post(user, key)
    assert planted() == 1
    assert (first.status_code, second.status_code) == (303, 303)
    assert first["Location"] == second["Location"]


def test_sent_twice_by_htmx_it_leads_to_the_same_page(user):
    key = new_form_key()
    first, second = post(user, key, htmx=True), post(user, key, htmx=True)
    assert planted() == 1
    assert first["HX-Redirect"] == second["HX-Redirect"]


def test_answered_with_a_fragment_it_counts_and_leads_to_its_page_the_second_time(user):
    key = new_form_key()
    first, second = post(user, key, htmx=True, status=200), post(user, key, htmx=True, status=200)
    assert planted() == 1
    assert (first.status_code, second["HX-Redirect"]) == (200, "/plant/")


def test_a_refused_form_may_be_sent_again_and_leaves_nothing(user):
    key = new_form_key()
    assert post(user, key, status=422).status_code == 422
    assert (planted(), SpentFormKey.objects.count()) == (0, 0)
    assert post(user, key).status_code == 303
    assert planted() == 1


def test_another_person_or_another_form_is_not_held_up(user):
    key = new_form_key()
    post(user, key)
    post(User.objects.create_user("other@example.org"), key)
    post(user, new_form_key())
    assert planted() == 3


def test_without_a_key_it_is_not_guarded(user):
    post(user, "")
    post(user, "")
    assert planted() == 2


def test_a_key_longer_than_its_column_is_no_error(user):
    assert post(user, "x" * 5000).status_code == 303


def test_the_mixin_gives_each_form_a_key_of_its_own():
    one, other = FormKeyMixin(), FormKeyMixin()
    assert one["form_key"].value() != other["form_key"].value()
    assert len(one["form_key"].value()) == 24


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_twelve_at_the_same_moment_make_one_row():
    user = User.objects.create_user("once@example.org")
    key, barrier, answers = new_form_key(), threading.Barrier(12), []

    def press():
        barrier.wait()
        try:
            answers.append(post(user, key)["Location"])
        finally:
            connection.close()

    threads = [threading.Thread(target=press) for _ in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert planted() == 1
    assert len(answers) == 12
    assert len(set(answers)) == 1
