"""The clock without Redis runs the beat table."""

import os
import signal
import threading
import time

import pytest
from django.core.management import call_command
from django.db import connection

from mentorship.celery import app
from mentorship.lib import clock
from mentorship.notifications import sending
from mentorship.notifications.models import Delivery, Heartbeat
from mentorship.work import nightly
from mentorship.work.models import Job


def test_beat_table_names_tasks_that_exist_and_repeat_within_the_hour():
    assert {entry["task"] for entry in app.conf.beat_schedule.values()} == {
        "mentorship.jobs.plan_due",
        "mentorship.jobs.send_due",
        "mentorship.jobs.run_jobs",
    }
    assert {entry["task"] for entry in app.conf.beat_schedule.values()} <= set(app.tasks)
    assert max(entry["schedule"] for entry in app.conf.beat_schedule.values()) <= 300


@pytest.mark.django_db(transaction=True)
def test_clock_plans_sends_beats_and_ends_at_once_when_told(request, mailoutbox):
    request.getfixturevalue("world")
    nightly.queue_the_night()
    Job.objects.update(state="done")  # a second process would not find this database
    told = []

    def tell() -> None:
        while Heartbeat.objects.count() < 2:
            time.sleep(0.05)
        connection.close()
        told.append(time.monotonic())
        os.kill(os.getpid(), signal.SIGTERM)

    threading.Thread(target=tell, daemon=True).start()
    handlers = {name: signal.getsignal(name) for name in (signal.SIGTERM, signal.SIGINT)}
    try:
        call_command("clock")
    finally:
        sending.stopping.clear()
        for name, handler in handlers.items():
            signal.signal(name, handler)
    assert time.monotonic() - told[0] < 1.5
    assert set(Delivery.objects.values_list("state", flat=True)) == {"sent"}
    assert len(mailoutbox) == 4
    beats = dict(Heartbeat.objects.values_list("name", "beat_at"))
    assert set(beats) == {"plan_due", "send_due"}
    assert all(abs((clock.now() - at).total_seconds()) < 5 for at in beats.values())
