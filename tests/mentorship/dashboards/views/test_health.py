"""Probes: the process answers; the site is ready, or says what it lacks."""

from datetime import timedelta

import pytest
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client

from mentorship.lib import clock
from mentorship.notifications.models import Heartbeat


def ready() -> tuple[int, dict]:
    answer = Client().get("/readyz")
    return answer.status_code, answer.json()


def test_health_touches_no_database(django_assert_num_queries, db):
    with django_assert_num_queries(0):
        answer = Client().get("/healthz")
    assert (answer.status_code, answer.content) == (200, b"ok")


def test_a_fresh_site_is_ready(db):
    assert ready() == (200, {"ready": True, "database": True, "migrated": True, "clock": True})


@pytest.mark.parametrize(("minutes", "ticks"), [(9, True), (11, False)])
def test_a_clock_that_stopped_is_told_and_the_site_stays_ready(db, minutes, ticks):
    Heartbeat.objects.create(name="send_due", beat_at=clock.now() - timedelta(minutes=minutes))
    assert ready() == (200, {"ready": True, "database": True, "migrated": True, "clock": ticks})


def test_a_pending_migration_makes_it_unready(db):
    MigrationRecorder.Migration.objects.filter(app="matching").order_by("-pk")[:1].get().delete()
    assert ready() == (503, {"ready": False, "database": True, "migrated": False, "clock": False})


@pytest.mark.django_db(transaction=True)
def test_a_database_that_does_not_answer_is_a_503_and_no_traceback(monkeypatch):
    connection.close()
    with monkeypatch.context() as broken:
        for name, value in (("NAME", "/nowhere/at/all"), ("HOST", "127.0.0.1"), ("PORT", 1)):
            broken.setitem(connection.settings_dict, name, value)
        answer = ready()
        connection.close()
    assert answer == (503, {"ready": False, "database": False, "migrated": False, "clock": False})
