"""The Celery tasks, and the bell."""

import threading
import time

from celery.app.task import Task

from mentorship import jobs
from mentorship.celery import app
from mentorship.notifications.models import Heartbeat


def test_celery_finds_exactly_our_tasks_and_none_keeps_results_or_waits_for_a_time():
    app.loader.import_default_modules()
    ours: dict[str, Task] = {name: task for name, task in app.tasks.items() if not name.startswith("celery.")}
    named = {
        name for name in ours if name.split(".")[0] in {"mentorship", "programs", "matching", "sessions"}
    }
    assert {"mentorship.jobs.plan_due", "mentorship.jobs.send_due"} <= named
    assert {ours[name].expires for name in ("mentorship.jobs.plan_due", "mentorship.jobs.send_due")} == {55}
    assert app.conf.task_ignore_result is True


def test_tasks_do_their_sweep_and_beat(world, mailoutbox):
    jobs.plan_due.apply().get()
    jobs.send_due.apply().get()
    assert len(mailoutbox) == 4
    assert set(Heartbeat.objects.values_list("name", flat=True)) == {"plan_due", "send_due"}


def test_bell_is_silent_without_redis(settings):
    settings.REDIS_URL = ""
    before = threading.active_count()
    jobs.ring()
    assert threading.active_count() == before


def test_bell_rings_outside_the_callers_thread(settings):
    """F4: whatever the broker does, the request goes on at once."""
    settings.REDIS_URL = "redis://somewhere"
    before = time.monotonic()
    for _ in range(20):
        jobs.ring()
    assert time.monotonic() - before < 0.5
    bells = [thread for thread in threading.enumerate() if thread.name == "bell"]
    assert all(thread.daemon for thread in bells)
    for thread in bells:
        thread.join(10)
