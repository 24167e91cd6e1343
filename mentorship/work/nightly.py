"""What is done once a night, in the hour when nobody is here: a list of functions, each on its own.

Periodic work that is long goes here: `NIGHTLY` is filled by mentorship/apps.py, so that an app below may not know it.
"""

import logging
from collections.abc import Callable
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from mentorship.lib import clock
from mentorship.work import queue
from mentorship.work.models import Job, Process
from mentorship.work.progress import Progress
from mentorship.work.running import Write, where

HOUR = 3  # in the server's zone
KEPT = timedelta(days=30)
LONG_SILENT = timedelta(days=1)

logger = logging.getLogger(__name__)


def drop_old_rows() -> None:
    """Jobs that ended long ago, and processes that are gone."""
    Job.objects.exclude(pk__in=Job.objects.live()).filter(asked_at__lt=clock.now() - KEPT).delete()
    Process.objects.filter(beat_at__lt=clock.now() - LONG_SILENT).delete()


# Each in a transaction of its own; one that fails does not keep the others from their night.
NIGHTLY: list[Callable[[], object]] = [drop_old_rows]


def queue_the_night() -> None:
    """One job for each night, from three o'clock on. Asked often; the night is its subject, as a number."""
    here = clock.now().astimezone(timezone.get_default_timezone())
    night = int(f"{here - timedelta(hours=HOUR):%Y%m%d}")
    if not Job.objects.filter(kind="nightly", subject_id=night).exists():
        queue.add("nightly", subject_id=night, by=None)


def tidy(job: Job, progress: Progress) -> Write:
    failed = []
    for at, do in enumerate(NIGHTLY):
        progress.report("tidying", at, len(NIGHTLY))
        try:
            with transaction.atomic():
                do()
        except Exception as error:  # the next one may go well
            logger.error("Nightly %s failed: %s", do.__name__, where(error))  # noqa: TRY400 - quotes no text
            failed.append(do.__name__)
    if failed:
        raise RuntimeError("some of the night's work failed")
    return lambda: ""
