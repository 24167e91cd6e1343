"""Long thinking steps back, so that pages and mails go first.

Linux gives every thread a priority of its own, which nobody but root can raise again. So it is lowered for a thread
that lives as long as the one piece of work, and the worker, which sends mails next, keeps its own.
"""

import os
import sys
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

Found = TypeVar("Found")

# A tenth of the share of a processor that everybody else wants at the same moment; all of it when nobody does.
STEPS_BACK = 10


def aside(work: Callable[[], Found]) -> Found:
    """What `work` answers or raises. It may not ask the database: a thread has a connection of its own."""
    with ThreadPoolExecutor(1, thread_name_prefix="aside", initializer=_step_back) as pool:
        return pool.submit(work).result()


def _step_back() -> None:
    if sys.platform == "linux":  # elsewhere it would be the whole process
        os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), STEPS_BACK)
