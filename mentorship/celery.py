"""The Celery app and the one beat table. Beat is a doorbell: what is due is computed from the database."""

import os
from typing import Any

from celery import Celery
from celery.signals import beat_init, worker_ready, worker_shutdown

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mentorship.settings")
# Every process comes by here before anything imports numpy, whose threads wait for each other by spinning: with two of
# them, on a busy machine of two cores, a hundred goals took 33 s to encode instead of 1.2. There are processes enough.
ONE_THREAD = "OPENBLAS_NUM_THREADS"
os.environ.setdefault(ONE_THREAD, "1")

app = Celery("mentorship")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.conf.update(
    # Mails on one queue, long runs on the other. A worker serves both with a process for planning, one for sending and
    # one for a long run at least; only one of these goes on at a time (mentorship/work), so mails never wait for one.
    task_default_queue="quick",
    task_routes={"mentorship.jobs.run_jobs": {"queue": "heavy"}},
    worker_concurrency=max(3, os.cpu_count() or 1),
    worker_prefetch_multiplier=1,
    task_ignore_result=True,
    task_acks_late=True,
    task_reject_on_worker_lost=True,
    task_publish_retry_policy={"max_retries": 1, "interval_start": 0, "interval_step": 0.1},
    broker_connection_retry_on_startup=True,
    worker_hijack_root_logger=False,
    timezone="UTC",
)
# Also in threads (those of gunicorn, and the bell's), which otherwise get an app that knows no settings.
app.set_default()
app.autodiscover_tasks(related_name="jobs")

MINUTE = 60.0
# `manage.py clock` reads this same table, so that a server without Redis does exactly the same work.
app.conf.beat_schedule = {
    "plan what is due": {"task": "mentorship.jobs.plan_due", "schedule": 5 * MINUTE},
    "send what is due": {"task": "mentorship.jobs.send_due", "schedule": MINUTE},
    "run what takes long": {"task": "mentorship.jobs.run_jobs", "schedule": MINUTE},
}


@worker_ready.connect
def watch_worker(**kwargs: Any) -> None:
    """In the main process of a worker, once its pool stands."""
    from mentorship.watchdog import Watchdog  # noqa: PLC0415 - the apps are loaded by now

    dog = Watchdog("worker")
    dog.start()
    worker_shutdown.connect(lambda **_: dog.stop(), weak=False)


@beat_init.connect
def watch_beat(**kwargs: Any) -> None:
    from mentorship.watchdog import Watchdog  # noqa: PLC0415

    Watchdog("beat").start()
