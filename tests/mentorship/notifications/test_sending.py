"""One sweep: what leaves, what does not, what comes again. Real SMTP throughout."""

import socket
from collections import Counter
from datetime import timedelta

import pytest

from mentorship.accounts.models import User
from mentorship.lib import clock
from mentorship.notifications import claims, ledger, sending
from mentorship.notifications.mail import Mail
from mentorship.notifications.models import BouncedAddress, Delivery, DemoMail
from mentorship.notifications.posting import DemoOutbox, Post
from tests.sink import Sink

State = Delivery.State


def word(occurrence) -> Mail:
    """A mail of templates that exist; what it says does not matter here."""
    return Mail(
        template="sessions/emails/letter_delivered",
        context={
            "link": "https://trellis.example/x/",
            "button": "See",
            "why": f"because of {occurrence.kind}",
        },
    )


class Scribe:
    """Writes every kind in one way, at any hour."""

    def __init__(self, compose) -> None:
        self.compose = compose

    def prepare(self, batch) -> None:
        self.batch = batch

    def not_now(self, delivery) -> dict:
        return {}

    def done(self, delivery, *, sent: bool) -> None:
        pass


def send(compose=word, sender=None) -> Counter[str]:
    return sending.send_due(Scribe(compose), sender or Post())


def only() -> Delivery:
    return Delivery.objects.get()


def test_due_row_is_sent_once_to_one_address(planned, sink, reader):
    """F8: the sink sees one recipient for each mail."""
    planned(1)
    assert send() == {"sent": 1}
    assert send() == {}
    (mail,) = sink.taken
    assert mail.to == [reader.email]
    assert mail.key == f"<{only().occurrence.key}@127.0.0.1>"
    assert mail.message["Auto-Submitted"] == "auto-generated"
    assert mail.message["Reply-To"] is None
    assert (only().state, only().last_error, only().sent_at is not None) == (State.SENT, "", True)


def test_many_rows_leave_over_one_connection_in_batches(planned, sink, settings):
    settings.LEDGER_BATCH = 3
    for number in range(7):
        planned(number)
    assert send() == {"sent": 7}
    assert len(set(sink.keys)) == len(sink.keys) == 7


def test_mail_no_longer_wanted_is_cancelled(planned, sink):
    planned(1)
    assert send(lambda occurrence: None) == {"cancelled": 1}
    assert (only().state, sink.taken) == (State.CANCELLED, [])


@pytest.mark.parametrize(
    ("facts", "hours", "outcome"),
    [
        ({"lapses_at": timedelta(hours=1)}, 0.5, "sent"),
        ({"lapses_at": timedelta(hours=1)}, 1, "cancelled"),
        ({}, 47, "sent"),
        ({}, 49, "cancelled"),
        ({"fast": True}, 49, "sent"),
    ],
)
def test_late_mail_leaves_only_while_it_has_a_point(planned, sink, facts, hours, outcome):
    """F11: after an outage, what lapsed or is more than 48 hours late is dropped with a record."""
    due = clock.now()
    if "lapses_at" in facts:
        facts = {"lapses_at": due + facts["lapses_at"]}
    planned(1, due_at=due, **facts)
    with clock.at(due + timedelta(hours=hours)):
        assert send() == {outcome: 1}
    assert bool(only().last_error) is (outcome == "cancelled")


def test_late_mails_of_a_kind_collapse_to_one_for_each_person(planned, sink, reader):
    """F11: five overdue reminders of one kind after a long outage are one mail."""
    other = User.objects.create_user("other@orchard.example")
    for number in range(5):
        planned(number)
        planned(number, to=other)
    with clock.at(clock.now() + timedelta(hours=30)):
        assert send() == {"sent": 2, "cancelled": 8}
    assert sorted(mail.to[0] for mail in sink.taken) == [other.email, reader.email]


def test_closed_account_gets_nothing(planned, sink, reader):
    planned(1)
    User.objects.filter(pk=reader.pk).update(is_active=False)
    assert send() == {"cancelled": 1}


def test_poison_row_is_given_up_after_five_tries_and_the_others_pass(planned, sink, caplog):
    """F7: one row of twenty cannot be composed; nothing of its error's text is kept or logged."""
    for number in range(20):
        planned(number)

    def compose(occurrence) -> Mail:
        if occurrence.subject_id == 3:
            raise ValueError("a private sentence")
        return word(occurrence)

    assert send(compose) == {"sent": 19, "postponed": 1}
    for _ in range(4):
        Delivery.objects.filter(state=State.DUE).update(due_at=clock.now())
        send(compose)
    row = Delivery.objects.get(occurrence__subject_id=3)
    assert (row.state, row.attempts) == (State.FAILED, 5)
    assert row.last_error.startswith("ValueError at compose")
    assert "private" not in row.last_error + caplog.text
    assert len(sink.taken) == 19


@pytest.mark.parametrize("address", ["two@example.org,three@example.org", "Bcc: a@b.c\nx@example.org"])
def test_address_that_is_not_one_address_never_reaches_the_server(planned, sink, reader, address):
    """F8, F41."""
    User.objects.filter(pk=reader.pk).update(email=address)
    planned(1)
    assert send() == {"postponed": 1}
    assert sink.seen == 0


def test_451_waits_longer_each_time_and_comes_with_the_same_message_id(planned, sink):
    """F13."""
    planned(1)
    sink.answer = lambda address, number: "451 later" if number < 3 else None
    waits = []
    for _ in range(2):
        assert send() == {"postponed": 1}
        waits.append((only().due_at - clock.now()).total_seconds())
        assert (only().state, only().last_error) == (State.DUE, "451 later")
        Delivery.objects.update(due_at=clock.now())
    assert 44 < waits[0] <= 60
    assert 89 < waits[1] <= 120
    assert send() == {"sent": 1}
    assert (sink.seen, sink.keys) == (3, [f"<{only().occurrence.key}@127.0.0.1>"])


def test_550_fails_and_marks_the_address_until_a_mail_is_taken_again(planned, sink, reader):
    """F13: coordinators see that an address bounces, never what the mail was."""
    planned(1)
    planned(2, to=User.objects.create_user("other@orchard.example"))
    sink.answer = lambda address, number: "550 no such person" if address == reader.email else None
    assert send() == {"failed": 1, "sent": 1}
    bounced = BouncedAddress.objects.get()
    assert (bounced.user, bounced.reason) == (reader, "550 no such person")
    sink.answer = lambda address, number: None
    planned(3)
    send()
    assert BouncedAddress.objects.exists() is False


def test_server_that_hangs_up_after_taking_gets_the_mail_twice_with_one_message_id(planned, sink):
    """F13: "250" lost; the two generals' case. At most one more, which a mail program can tell is the same."""
    planned(1), planned(2)
    sink.drop_after = lambda number: number == 1
    assert send() == {"postponed": 1, "sent": 1}
    Delivery.objects.update(due_at=clock.now())
    assert send() == {"sent": 1}
    assert (len(sink.taken), len(set(sink.keys))) == (3, 2)


def test_unreachable_server_leaves_every_row_waiting(planned, settings):
    """F13: SMTP down. Nothing is lost, nothing is tried one by one."""
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = unused.getsockname()
    for number in range(3):
        planned(number)
    assert send() == {"postponed": 3}
    assert {(row.state, row.last_error) for row in Delivery.objects.all()} == {
        (State.DUE, "ConnectionRefusedError")
    }
    with Sink(port=settings.EMAIL_PORT).running() as back, clock.at(clock.now() + timedelta(minutes=2)):
        assert send() == {"sent": 3}
        assert len(back.taken) == 3


def test_mail_nobody_takes_for_five_days_is_given_up(planned, sink):
    planned(1, fast=True)
    sink.answer = lambda address, number: "451 later"
    with clock.at(clock.now() + timedelta(days=5, hours=1)):
        assert send() == {"failed": 1}


def test_slow_server_makes_the_rest_of_the_batch_go_back(planned, sink, settings):
    """No row is sent after its lease: a batch stops at half of it."""
    settings.LEDGER_LEASE, sink.delay = 0.4, 0.25
    for number in range(3):
        planned(number)
    assert send() == {"sent": 3}
    assert (len(sink.taken), len(set(sink.keys))) == (3, 3)


def test_told_to_stop_gives_back_what_it_holds(planned, sink):
    planned(1), planned(2)

    def compose(occurrence) -> Mail:
        sending.stopping.set()
        return word(occurrence)

    try:
        assert send(compose) == {"sent": 1}
    finally:
        sending.stopping.clear()
    assert [row.state for row in Delivery.objects.order_by("pk")] == [State.SENT, State.DUE]


def test_demo_outbox_takes_a_row_instead_of_a_mail(planned, reader, mailoutbox):
    planned(1)
    assert send(sender=DemoOutbox()) == {"sent": 1}
    kept = DemoMail.objects.get()
    assert (kept.recipient, kept.why, kept.occurrence_key) == (
        reader,
        "because of word",
        only().occurrence.key,
    )
    assert "\nAnswers to this mail are not read." in kept.text
    assert mailoutbox == []


def test_demo_outbox_keeps_nothing_of_a_row_another_took_over(planned):
    planned(1)

    class Slow(DemoOutbox):
        def send(self, *message) -> None:
            super().send(*message)
            Delivery.objects.update(token="somebody else's")

    assert send(sender=Slow()) == {"taken over": 1}
    assert DemoMail.objects.exists() is False


def test_reader_gets_the_mail_in_their_own_zone(planned, sink, reader):
    User.objects.filter(pk=reader.pk).update(time_zone="Pacific/Auckland")
    planned(1)
    seen = []

    def compose(occurrence) -> Mail:
        seen.append(sending.timezone.get_current_timezone_name())
        return word(occurrence)

    send(compose)
    assert (seen, sending.timezone.get_current_timezone_name()) == (["Pacific/Auckland"], "UTC")


def test_backoff_doubles_and_stays_within_a_day():
    assert [sending.backoff(attempts) <= timedelta(minutes=2**attempts / 2) for attempts in (1, 2, 5)] == [
        True
    ] * 3
    assert timedelta(hours=18) <= sending.backoff(500) <= timedelta(hours=24)


def test_plan_settle_and_claim_meet(planned, sink, reader):
    """What is settled between planning and sending does not leave."""
    planned(1)
    ledger.settle("word", subject_id=1)
    assert (send(), claims.claim()) == ({}, [])
