"""Mails a second through the ledger, against a loop that only hands one message to the same server."""

import sys
from time import perf_counter

import pytest
from django.core.mail import EmailMultiAlternatives, get_connection
from django.db import connection

from mentorship import outbox
from mentorship.notifications.models import Delivery
from programs.actions.invitations import invite
from tests import make
from tests.sink import Sink

pytestmark = [pytest.mark.benchmark, pytest.mark.django_db]

MAILS = 300


@pytest.fixture
def sink(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    with Sink().running() as running:
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", running.port
        yield running


def ledger() -> float:
    start = perf_counter()
    assert outbox.send_due() == {"sent": MAILS}
    return MAILS / (perf_counter() - start)


def loop() -> float:
    """One constant message, composed once, over one connection."""
    message = EmailMultiAlternatives("Subject", "Words\n" * 20, to=["reader@example.org"])
    message.attach_alternative("<p>Words</p>\n" * 20, "text/html")
    with get_connection() as post:
        start = perf_counter()
        for _ in range(MAILS):
            post.send_messages([message])
        return MAILS / (perf_counter() - start)


def test_mails_a_second_through_the_ledger_and_in_a_plain_loop(sink, capsys):
    """Three times each, in turn: the best of both is what the code costs, the rest is the machine."""
    cohort = make.cohort(make.program(make.organisation()))
    mira = make.coordinator(cohort.program)
    for _ in range(MAILS):
        invite(enrolment=make.enrolment(cohort, "mentee", state="applied"), by=mira)
    ours, plain = [], []
    for _ in range(3):
        Delivery.objects.update(state=Delivery.State.DUE, attempts=0)
        ours.append(ledger())
        plain.append(loop())
    with capsys.disabled():
        sys.stdout.write(
            f"\n{MAILS} invitations on {connection.vendor}: {max(ours):.0f} mails/s through the ledger, "
            f"{max(plain):.0f} in the loop, ratio {max(ours) / max(plain):.2f}\n"
        )
    assert len(sink.taken) == 6 * MAILS
