"""The writing side of jobs for actions and pages: queue one, take it back, try it again.

Queueing a row is all a request does; running.py does the rest, in a process that serves no pages.
"""

from collections.abc import Callable

from django.db import transaction

from mentorship.accounts.models import User
from mentorship.lib import clock
from mentorship.work.models import Job

# Rung after the commit, so that a run need not wait for a minute. Best effort: the row is what counts.
BELLS: list[Callable[[], None]] = []
# From here on a run writes what it found, in one transaction: taking it back would not be true any more.
WRITING = "writing"

State = Job.State


@transaction.atomic
def add(kind: str, *, subject_id: int, by: User | None, asked_from: str = "", behind: bool = False) -> Job:
    """A job that waits. The same one, if this person has it waiting or running already.

    `behind`: one that runs may have read before what is new now, so another waits behind it.
    """
    states = [State.QUEUED] if behind else [State.QUEUED, State.RUNNING]
    same = Job.objects.filter(kind=kind, subject_id=subject_id, by=by, state__in=states)
    job = same.first() or Job.objects.create(
        kind=kind, subject_id=subject_id, by=by, asked_from=asked_from[:300]
    )
    _ring()
    return job


@transaction.atomic
def cancel(job: Job) -> None:
    """What waits is over at once; what runs stops at its next step, unless it is writing already."""
    now = clock.now()
    waiting = Job.objects.filter(pk=job.pk, state=State.QUEUED)
    if not waiting.update(state=State.CANCELLED, ended_at=now):
        running = Job.objects.filter(pk=job.pk, state=State.RUNNING)
        running.exclude(stage=WRITING).update(cancel_asked=True)


@transaction.atomic
def try_again(job: Job) -> None:
    """A failed or cancelled job goes back to the end of the queue. One that is neither is left alone."""
    over = Job.objects.filter(pk=job.pk, state__in=[State.FAILED, State.CANCELLED])
    over.update(
        state=State.QUEUED,
        asked_at=clock.now(),
        started_at=None,
        ended_at=None,
        seen_at=None,
        stage="",
        done=0,
        total=0,
        attempts=0,
        cancel_asked=False,
        refusal="",
        failure="",
    )
    _ring()


def see(job: Job) -> None:
    """Its starter goes on from the result: the line on Today has done its work."""
    Job.objects.filter(pk=job.pk, seen_at=None).update(seen_at=clock.now())


def _ring() -> None:
    for ring in BELLS:
        transaction.on_commit(ring, robust=True)
