"""Do the long runs that wait, once: what a worker does on its queue `heavy`, without a worker."""

import signal
from typing import Any

from django.core.management.base import BaseCommand

from mentorship import jobs
from mentorship.work import progress


class Command(BaseCommand):
    help = "Do every long run that waits, one after the other, then end."

    def handle(self, *args: Any, **options: Any) -> None:
        for name in (signal.SIGTERM, signal.SIGINT):
            signal.signal(name, lambda *_: progress.stopping.set())  # a run stops at its next step
        jobs.run_jobs()
