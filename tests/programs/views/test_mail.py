"""Trying whether mail leaves."""

import smtplib

import pytest
from django.core import mail
from django.urls import reverse

from mentorship.lib.refusals import Refusal
from mentorship.notifications import holds
from programs.actions.mail import explained, send_test_mail

PAGE = reverse("programs:mail")


def test_owner_sends_themselves_a_test_mail(world, sign_in, settings):
    settings.MAIL_WORKS = True
    answer = sign_in(world.otto).post(PAGE)
    assert (answer.status_code, [sent.to for sent in mail.outbox]) == (200, [["otto@orchard.example"]])
    assert answer.context["sent"].startswith("The mail server took the mail for otto@orchard.example.")


def test_mail_that_is_not_set_up_is_explained(world, sign_in, settings):
    settings.MAIL_WORKS = False
    answer = sign_in(world.otto).post(PAGE)
    assert (answer.status_code, mail.outbox) == (422, [])
    assert "EMAIL_URL is not set" in answer.context["problem"]


def test_demo_sends_no_test_mail(world, sign_in, settings):
    settings.DEMO = True
    answer = sign_in(world.otto).post(PAGE)
    assert (answer.status_code, answer.context["problem"], mail.outbox) == (
        422,
        "This is a demo: mail stays in its outbox.",
        [],
    )


def test_mail_server_that_is_down_is_a_sentence(world, sign_in, settings):
    settings.MAIL_WORKS = True
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    answer = sign_in(world.otto).post(PAGE)
    assert answer.status_code == 422
    assert answer.context["problem"] == "Nothing listens at the host and port in EMAIL_URL."
    with pytest.raises(Refusal, match="Nothing listens"):
        send_test_mail(to="x@example.org")


@pytest.mark.parametrize(
    ("error", "start"),
    [
        (smtplib.SMTPAuthenticationError(535, b"no"), "The mail server refused the name or the password"),
        (smtplib.SMTPRecipientsRefused({}), "The mail server refused your address"),
        (smtplib.SMTPSenderRefused(550, b"no", "x"), "The mail server refused the sender."),
        (TimeoutError(), "The mail server did not answer within five seconds."),
        (smtplib.SMTPDataError(554, b"no"), "The mail server did not take the mail (SMTPDataError)."),
    ],
)
def test_answers_of_mail_servers_are_explained(error, start):
    assert explained(error).startswith(start)


def test_page_is_for_owners(world, sign_in):
    for who in (world.mira, world.ada, world.zed):
        assert sign_in(who).get(PAGE).status_code == 404
        assert sign_in(who).post(PAGE).status_code == 404
    assert sign_in(world.otto).get(PAGE).status_code == 200


def test_owner_of_a_restored_copy_reads_that_its_mail_is_on_hold(world, sign_in):
    page = sign_in(world.otto)
    assert "release_mail" not in page.get(PAGE).content.decode()
    holds.hold("restored")
    assert "release_mail" in page.get(PAGE).content.decode()
