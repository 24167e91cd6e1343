"""Planning and settling."""

from datetime import timedelta

import pytest
from django.db import transaction

from mentorship.accounts.models import User
from mentorship.lib import clock
from mentorship.notifications import ledger
from mentorship.notifications.ledger import Due
from mentorship.notifications.models import Delivery, Lane, Occurrence


def test_plan_twice_is_one_row(planned):
    """F1: planning is an insert that a second planner's repeats do not change."""
    first, second = planned(7), planned(7)
    assert first.pk == second.pk
    assert Occurrence.objects.count() == 1


def test_plan_again_after_settle_stays_cancelled(planned, reader):
    planned(7)
    ledger.settle("word", subject_id=7, recipient=reader)
    assert planned(7).state == Delivery.State.CANCELLED


def test_plan_inside_a_transaction_that_fails_leaves_nothing(reader):
    """F6: the intent is a row of the same transaction; there is nothing to lose between commit and bell."""
    with transaction.atomic():
        ledger.plan("word", subject_id=7, recipient=reader)
        transaction.set_rollback(True)
    assert (Occurrence.objects.count(), Delivery.objects.count()) == (0, 0)


def test_plan_rings_after_the_commit_and_only_then(reader, monkeypatch, django_capture_on_commit_callbacks):
    rung = []
    monkeypatch.setattr(ledger, "BELLS", [lambda: rung.append(Occurrence.objects.count())])
    with django_capture_on_commit_callbacks(execute=True):
        ledger.plan("word", subject_id=7, recipient=reader)
        assert rung == []
    assert rung == [1]


@pytest.mark.parametrize("rows", [1, 3, 30])
def test_plan_all_takes_the_same_statements_for_any_number(reader, django_assert_num_queries, rows):
    dues = [Due("word", number, reader.pk, clock.now(), fast=number % 2 == 0) for number in range(rows)]
    with django_assert_num_queries(5):  # savepoint, rows, which are new, their deliveries, release
        assert ledger.plan_all(dues) == rows
    assert Delivery.objects.filter(lane=Lane.FAST).count() == (rows + 1) // 2
    assert ledger.plan_all(dues) == rows
    assert Delivery.objects.count() == rows


def test_settle_names_one_reader_or_all(planned, reader):
    other = User.objects.create_user("other@orchard.example")
    planned(7), planned(7, to=other), planned(8)
    ledger.settle("word", subject_id=7, recipient=reader)
    assert Delivery.objects.filter(state="due").count() == 2
    ledger.settle("word", subject_id=7)
    assert [row.occurrence.subject_id for row in Delivery.objects.filter(state="due")] == [8]


def test_key_is_the_same_for_the_same_thing(planned, reader):
    row = planned(7, period="2026-q4", lapses_at=clock.now() + timedelta(days=1))
    assert row.occurrence.key == f"word.7.{reader.pk}.2026-q4"
