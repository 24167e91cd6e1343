"""Taking rows, and saying what became of them."""

from datetime import timedelta

import pytest
from django.db import OperationalError
from django.db.models.functions import Now

from mentorship.lib import clock
from mentorship.notifications import claims, sending
from mentorship.notifications.mail import Mail
from mentorship.notifications.models import Delivery
from tests.mentorship.notifications.test_sending import only, send, word

State = Delivery.State


def run_out(delivery: Delivery) -> None:
    Delivery.objects.filter(pk=delivery.pk).update(lease_until=Now() - timedelta(seconds=1))


def test_claim_takes_a_batch_in_order_and_fast_ones_first(planned, settings):
    settings.LEDGER_BATCH = 2
    late, early = planned(1), planned(2, due_at=clock.now() - timedelta(hours=2))
    fast = planned(3, fast=True)
    assert [row.pk for row in claims.claim()] == [fast.pk, early.pk]
    assert [row.pk for row in claims.claim()] == [late.pk]
    assert claims.claim() == []


def test_claim_leaves_what_is_not_due_yet(planned):
    row = planned(1, due_at=clock.now() + timedelta(minutes=1))
    assert claims.claim() == []
    with clock.at(clock.now() + timedelta(minutes=2)):
        assert [one.pk for one in claims.claim()] == [row.pk]


def test_claim_writes_token_lease_and_attempt(planned):
    planned(1)
    (row,) = claims.claim()
    assert (row.state, len(row.token), row.attempts) == (State.SENDING, 36, 1)
    assert timedelta(seconds=50) < row.lease_until - clock.now() <= timedelta(seconds=61)


def test_claim_takes_over_when_the_lease_has_run_out_and_the_first_holder_marks_nothing(planned):
    """F2, F14: the lease is the database's clock; the token fences the slow one off."""
    planned(1)
    (slow,) = claims.claim()
    run_out(slow)
    (second,) = claims.claim()
    assert (second.pk, second.attempts) == (slow.pk, 2)
    assert claims.mark(slow, State.SENT) is False
    assert Delivery.objects.get().state == State.SENDING
    assert claims.mark(second, State.SENT) is True
    assert claims.mark(second, State.FAILED) is False
    assert Delivery.objects.get().state == State.SENT


def test_lease_is_not_moved_by_a_clock_set_ahead(planned):
    """F14: a worker whose clock is two hours ahead takes no row another holds."""
    planned(1)
    claims.claim()
    with clock.at(clock.now() + timedelta(hours=2)):
        assert claims.claim() == []


def test_give_back_makes_rows_due_as_before(planned):
    planned(1)
    claims.give_back(claims.claim())
    row = Delivery.objects.get()
    assert (row.state, row.attempts, row.token, row.lease_until) == (State.DUE, 0, "", None)


def test_claim_with_an_empty_ledger_takes_no_write_lock(db, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert claims.claim() == []


@pytest.mark.parametrize(
    "lost", [{"token": "somebody else's"}, {"lease_until": Now() - timedelta(seconds=1)}]
)
def test_row_whose_lease_ended_before_it_was_sent_is_left_to_another(planned, sink, lost):
    """F2, F14: a machine that was suspended between claim and send does not know how late it is."""
    planned(1)

    def compose(occurrence) -> Mail:
        Delivery.objects.filter(attempts=1).update(**lost)
        return word(occurrence)

    assert send(compose)["taken over"] == 1
    Delivery.objects.update(lease_until=Now() - timedelta(seconds=1))
    send(compose)
    assert (len(sink.taken), only().state, only().attempts) == (1, State.SENT, 2)


def test_database_that_goes_while_a_mail_is_composed_does_not_count_against_the_row(planned, sink):
    """F24, F7: a row tried many times, for whatever reason, is not given up because PostgreSQL restarts."""
    planned(1)
    Delivery.objects.update(attempts=sending.POISON_TRIES)

    def compose(occurrence) -> Mail:
        raise OperationalError("server closed the connection unexpectedly")

    assert send(compose) == {"postponed": 1}
    assert (only().state, only().last_error) == (State.DUE, "OperationalError")
    Delivery.objects.update(due_at=clock.now())
    assert send() == {"sent": 1}
