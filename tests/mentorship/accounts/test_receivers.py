"""The first time a mailbox answers for an address, whatever was set up before it ends."""

import re

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.test import Client

from mentorship.accounts.actions.calendar import make_calendar_link
from mentorship.accounts.models import OwnCalendar

LOGIN, CODE, CONFIRM = "/accounts/login/", "/accounts/login/code/", "/accounts/login/code/confirm/"
TODAY, EMAIL = "/today/", "/accounts/email/"
PASSWORD = "correct horse battery"
FAY = "fay@orchard.example"


@pytest.fixture
def intruder(world, sign_in) -> Client:
    """Somebody who opened Fay's copied link before mail worked, and set a password."""
    world.fay.user.set_password(PASSWORD)
    world.fay.user.save()
    return sign_in(world.fay)


def the_code() -> str:
    return re.search(r"^\s*(\d{6})\s*$", mail.outbox[-1].body, re.M)[1]


def by_code(email: str = FAY) -> Client:
    client = Client()
    client.post(CODE, {"email": email})
    client.post(CONFIRM, {"code": the_code()})
    return client


def by_password() -> Client:
    client = Client()
    client.post(LOGIN, {"login": FAY, "password": PASSWORD})
    return client


def is_in(client: Client) -> bool:
    return client.get(TODAY).status_code == 200


def test_first_code_ends_older_sign_ins_and_their_password(world, intruder):
    assert is_in(intruder)
    owner = by_code()
    assert (is_in(owner), is_in(intruder), is_in(by_password())) == (True, False, False)
    world.fay.user.refresh_from_db()
    assert world.fay.user.has_usable_password() is False


def test_later_codes_end_nothing(world, intruder):
    EmailAddress.objects.filter(user=world.fay.user).update(verified=True)
    owner = by_code()
    assert (is_in(owner), is_in(intruder), is_in(by_password())) == (True, True, True)


def test_second_address_is_for_those_who_confirmed_the_first(world, intruder):
    """It would let an intruder in by code after the owner came."""
    refused = intruder.post(EMAIL, {"action_add": "", "email": "mine@n.example"})
    assert refused.status_code == 200
    assert "Confirm your address first" in refused.text
    EmailAddress.objects.filter(user=world.fay.user).update(verified=True)
    assert intruder.post(EMAIL, {"action_add": "", "email": "mine@n.example"}).status_code == 302


def test_password_alone_signs_in_while_no_mail_can_ask_for_a_code(world, intruder, settings):
    settings.MAIL_WORKS = False
    assert is_in(by_password()) is True
    settings.MAIL_WORKS = True
    assert is_in(by_password()) is False


def test_password_and_the_code_asked_for_with_it_sign_in(world, intruder):
    owner = by_password()
    assert owner.post("/accounts/confirm-email/", {"code": the_code()}).status_code == 302
    assert (is_in(owner), is_in(by_password())) == (True, True)


def test_reset_password_stays(world, intruder):
    owner = Client()
    owner.post("/accounts/password/reset/", {"email": FAY})
    answer = owner.post("/accounts/password/reset/confirm/", {"code": the_code()})
    chosen = {"password1": "another horse battery", "password2": "another horse battery"}
    owner.post(answer["Location"], chosen)
    world.fay.user.refresh_from_db()
    assert world.fay.user.check_password("another horse battery")
    assert is_in(intruder) is False


def stopped(world) -> bool:
    return OwnCalendar.objects.get(user=world.fay.user).secret_hash is None


def test_first_code_stops_the_calendar_link_of_whoever_came_before(world, intruder):
    make_calendar_link(user=world.fay.user)
    by_code()
    assert stopped(world)


@pytest.mark.parametrize("has_link", [True, False])
def test_reset_stops_the_calendar_link_and_says_so_where_there_was_one(world, has_link):
    EmailAddress.objects.filter(user=world.fay.user).update(verified=True)
    make_calendar_link(user=world.ada.user)
    if has_link:
        make_calendar_link(user=world.fay.user)
    owner = Client()
    owner.post("/accounts/password/reset/", {"email": FAY})
    answer = owner.post("/accounts/password/reset/confirm/", {"code": the_code()})
    chosen = {"password1": "another horse battery", "password2": "another horse battery"}
    done = owner.post(answer["Location"], chosen, follow=True)
    assert ("The link your calendar reads was stopped as well." in done.text) is has_link
    assert OwnCalendar.objects.filter(user=world.fay.user).exclude(secret_hash=None).exists() is False
    assert OwnCalendar.objects.get(user=world.ada.user).secret_hash is not None
