"""Running what is queued: claim, think, then write the whole of it and the end of the job in one transaction.

Promise: what a job changes is there once or not at all. Whoever dies in the middle leaves nothing, and the job is
done again; whoever was only slow finds at the end that the job is no longer theirs, and writes nothing.
"""

import logging
import traceback
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager

from django.conf import settings
from django.db import transaction
from django.utils import timezone, translation

from mentorship.accounts.zones import zone
from mentorship.lib.refusals import Refusal
from mentorship.work import claims
from mentorship.work.models import Job
from mentorship.work.progress import Cancelled, Progress, Stopped, TakenOver, stopping

# Writes what a run found, and answers the path of the page that shows it.
Write = Callable[[], str]
# Reads and thinks, as long as it takes, outside any transaction.
Think = Callable[[Job, Progress], Write]

State = Job.State
logger = logging.getLogger(__name__)


def run_queued(kinds: Mapping[str, Think]) -> int:
    """Everything that waits, one after the other. Answers how many were run."""
    count = 0
    while not stopping.is_set() and (job := claims.claim()):
        run_one(job, kinds)
        count += 1
    return count


def run_one(job: Job, kinds: Mapping[str, Think]) -> None:
    """A claimed job to its end, or back into the queue."""
    if job.attempts > claims.MOST_TRIES:
        _fail(job, "its process ended each time")
        return
    progress = Progress(job)
    try:
        with progress.kept(), _as_its_starter(job):
            _do(job, progress, kinds[job.kind])
    except Stopped:
        claims.give_back(job)
    except Cancelled:
        claims.end(job, State.CANCELLED)
    except TakenOver:
        logger.warning("Job %s (%s) was taken over by another process.", job.code, job.kind)
    except Refusal as refusal:
        claims.end(job, State.FAILED, refusal=refusal.sentence[:300])
    except Exception as error:  # one bad job must not stop the others
        _fail(job, where(error))


def _do(job: Job, progress: Progress, think: Think) -> None:
    write = think(job, progress)
    progress.begin_writing()
    with transaction.atomic():
        path = write()
        if not claims.end(job, State.DONE, result_path=path[:300]):
            raise TakenOver


@contextmanager
def _as_its_starter(job: Job) -> Iterator[None]:
    """In the language and the time zone of whoever started it: a refusal is a sentence for them."""
    here = zone(job.by.time_zone) if job.by and job.by.time_zone else None
    language = (job.by and job.by.language) or settings.LANGUAGE_CODE
    with translation.override(language), timezone.override(here):
        yield


def where(error: Exception) -> str:
    """Without the text of the error, which may quote what somebody wrote."""
    frame = traceback.extract_tb(error.__traceback__)[-1]
    return f"{type(error).__name__} at {frame.name}, line {frame.lineno}"


def _fail(job: Job, why: str) -> None:
    """One line in the log for each failure; its page shows the code, by which the line is found."""
    if claims.end(job, State.FAILED, failure=why[:200]):
        logger.error("Job %s (%s) failed: %s", job.code, job.kind, why)
