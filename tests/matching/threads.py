"""Many at once, each in a thread of its own; only on PostgreSQL, where rows are locked."""

import os
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

from django.db import connections

from mentorship.lib.refusals import Conflict


def together(count: int, work: Callable[[int], Any]) -> list[Any]:
    """Run `work(number)` in so many threads that start at once; what each answered or raised."""
    barrier = Barrier(count)

    def run(number: int) -> Any:
        barrier.wait(10)
        try:
            return work(number)
        except Conflict as conflict:
            return conflict
        finally:
            connections.close_all()

    with ThreadPoolExecutor(count) as pool:
        return list(pool.map(run, range(count)))


def priority() -> int:
    """Of this thread; the higher, the later its turn."""
    return os.getpriority(os.PRIO_PROCESS, threading.get_native_id())
