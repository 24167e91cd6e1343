"""Signing in: by a code from the mail, by password; closed to strangers; and when mail does not work."""

import re
import socket

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.test import Client

from mentorship.accounts.models import User

LOGIN, CODE, CONFIRM = "/accounts/login/", "/accounts/login/code/", "/accounts/login/code/confirm/"
ADA = "ada@orchard.example"


def the_code() -> str:
    [message] = mail.outbox
    return re.search(r"^\s*(\d{6})\s*$", message.body, re.M)[1]


def is_signed_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def test_sign_in_by_code_leads_to_the_page_one_came_for(world):
    client = Client()
    asked = client.post(CODE, {"email": "ADA@orchard.example", "next": "/today/?from=mail"})
    assert (asked.status_code, asked["Location"].split("?")[0]) == (302, CONFIRM)
    assert [address.lower() for address in mail.outbox[0].to] == [ADA]
    assert client.get(asked["Location"]).status_code == 200
    entered = client.post(CONFIRM, {"code": the_code(), "next": "/today/?from=mail"})
    assert (entered.status_code, entered["Location"]) == (302, "/today/?from=mail")
    assert is_signed_in(client)
    assert EmailAddress.objects.get(email=ADA).verified
    assert client.session.get_expiry_age() == pytest.approx(60 * 24 * 3600, abs=60)


def test_a_wrong_code_is_a_sentence_and_three_end_it(world):
    client = Client()
    client.post(CODE, {"email": ADA})
    wrong = "000000" if the_code() != "000000" else "111111"
    first = client.post(CONFIRM, {"code": wrong})
    assert (first.status_code, is_signed_in(client)) == (200, False)
    client.post(CONFIRM, {"code": wrong})
    client.post(CONFIRM, {"code": wrong})
    client.post(CONFIRM, {"code": the_code()})
    assert not is_signed_in(client)


def test_a_code_works_once(world):
    client, other = Client(), Client()
    client.post(CODE, {"email": ADA})
    client.post(CONFIRM, {"code": the_code()})
    assert is_signed_in(client)
    other.post(CONFIRM, {"code": the_code()})
    assert not is_signed_in(other)


def test_an_unknown_address_gets_the_same_answer_and_no_mail(world):
    known, unknown = Client(), Client()
    one = known.post(CODE, {"email": ADA})
    other = unknown.post(CODE, {"email": "nobody@nowhere.example"})
    assert (one.status_code, one["Location"]) == (other.status_code, other["Location"])
    assert [message.to for message in mail.outbox] == [[ADA]]
    pages = [client.get(CONFIRM).content.decode() for client in (known, unknown)]
    assert re.sub(r'value="\w{64}"|"x-csrftoken": "\w+"', "", pages[0]).replace(ADA, "") == re.sub(
        r'value="\w{64}"|"x-csrftoken": "\w+"', "", pages[1]
    ).replace("nobody@nowhere.example", "")


def with_password(user: User) -> None:
    user.set_password("a long sentence")
    user.save()
    EmailAddress.objects.filter(user=user).update(verified=True)


def test_sign_in_by_password_changes_the_session(world):
    with_password(world.ada.user)
    client = Client()
    client.get(LOGIN)
    before = client.session.session_key
    answer = client.post(LOGIN, {"login": ADA, "password": "a long sentence"})
    assert (answer.status_code, answer["Location"]) == (302, "/today/")
    assert client.session.session_key != before


def test_a_wrong_password_and_an_unknown_address_read_alike(world):
    with_password(world.ada.user)
    answers = [
        Client().post(LOGIN, {"login": login, "password": "wrong one here"})
        for login in (ADA, "nobody@nowhere.example")
    ]
    assert [answer.status_code for answer in answers] == [200, 200]
    first, second = (list(answer.context["form"].non_field_errors()) for answer in answers)
    assert first == second
    assert len(first) == 1


def test_a_deactivated_account_cannot_sign_in(world):
    with_password(world.ada.user)
    User.objects.filter(pk=world.ada.user_id).update(is_active=False)
    client = Client()
    client.post(LOGIN, {"login": ADA, "password": "a long sentence"})
    assert not is_signed_in(client)


def test_next_to_another_site_is_ignored(world):
    with_password(world.ada.user)
    form = {"login": ADA, "password": "a long sentence", "next": "https://evil.example/"}
    assert Client().post(LOGIN, form)["Location"] == "/today/"


@pytest.mark.parametrize("method", ["get", "post"])
def test_sign_up_is_closed(db, method):
    form = {"email": "new@nowhere.example", "password1": "a long sentence"}
    answer = getattr(Client(), method)("/accounts/signup/", form)
    assert answer.status_code == 200
    assert "account/signup_closed.html" in [template.name for template in answer.templates]
    assert User.objects.count() == 0


@pytest.fixture
def dead_mail_server(settings):
    """A real SMTP backend and a port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        settings.EMAIL_PORT = probe.getsockname()[1]
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST = "127.0.0.1"


@pytest.mark.parametrize("headers", [{}, {"HX-Request": "true"}])
@pytest.mark.parametrize("address", [CODE, "/accounts/password/reset/"])
def test_a_dead_mail_server_is_a_sentence(world, dead_mail_server, address, headers):
    answer = Client().post(address, {"email": ADA}, headers=headers)
    assert answer.status_code == 503
    assert "The mail could not be sent just now." in answer.content.decode()
    assert f'value="{ADA}"' in answer.content.decode()


def test_without_mail_the_page_says_so(world, settings):
    settings.MAIL_WORKS = False
    answer = Client().post(CODE, {"email": ADA})
    assert answer.status_code == 503
    assert "This site cannot send mail yet." in answer.content.decode()
    assert mail.outbox == []


def test_a_dead_mail_server_does_not_tell_who_has_an_account(world, dead_mail_server):
    answers = [Client().post(CODE, {"email": email}) for email in (ADA, "nobody@nowhere.example")]
    assert [answer.status_code for answer in answers] == [503, 503]
