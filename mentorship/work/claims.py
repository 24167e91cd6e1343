"""Taking a job for oneself, holding it while it runs, and saying how it ended.

As for mails (notifications/claims.py): a claim is a lease with a token. Whoever dies keeps nothing, whoever was only
slow finds its token gone. Leases alone use the database's clock; one job runs at a time, by a unique constraint.
"""

from datetime import timedelta
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import Exists, F, Q
from django.db.models.functions import Now

from mentorship.lib import clock
from mentorship.work.models import Job, JobQuerySet
from mentorship.work.queue import WRITING

State = Job.State
MOST_TRIES = 3  # whoever takes its process down with it does so three times


def claimable() -> JobQuerySet:
    """What was left by a process that is gone comes first; then what waits, if nothing runs."""
    gone = Q(state=State.RUNNING, lease_until__lt=Now())
    busy = Job.objects.filter(state=State.RUNNING)
    return Job.objects.filter(gone | (Q(state=State.QUEUED) & ~Exists(busy)))


def claim() -> Job | None:
    """The next job, now ours until the lease ends; None when nothing waits or somebody runs one.

    Whoever comes second waits for the first and then finds nothing. Passing over a locked row (SKIP LOCKED), as the
    mails do, would take a later job instead, and only one may run: the later could win over the one asked for first.
    """
    if not claimable().exists():
        return None
    token = str(uuid4())
    try:
        with transaction.atomic():
            rows = claimable().order_by("-state", "asked_at", "pk").select_for_update()
            claimable().filter(pk__in=list(rows.values_list("pk", flat=True)[:1])).update(
                state=State.RUNNING,
                token=token,
                lease_until=_lease(),
                started_at=clock.now(),
                attempts=F("attempts") + 1,
                stage="",
                done=0,
                total=0,
            )
    except IntegrityError:
        return None
    return Job.objects.held(token).select_related("by").first()


def hold(job: Job, *, stage: str, done: int, total: int) -> Job | None:
    """Go on holding, and write how far it is. Answers the row as it is now, None when it is no longer ours."""
    ours = Job.objects.held(job.token)
    ours.update(lease_until=_lease(), stage=stage, done=done, total=total)
    return ours.first()


def begin_writing(job: Job) -> bool:
    """The last moment at which a cancel counts; False when one was asked for, or the job is no longer ours."""
    ours = Job.objects.held(job.token).filter(cancel_asked=False)
    return bool(ours.update(stage=WRITING, lease_until=_lease()))


def end(job: Job, state: str, **facts: Any) -> bool:
    """Write down how it ended; False when it is no longer ours, and nothing was written."""
    return bool(
        Job.objects.held(job.token).update(
            state=state, token="", lease_until=None, ended_at=clock.now(), **facts
        )
    )


def give_back(job: Job) -> None:
    """Our process is to end: the job waits again, as if we had not taken it."""
    Job.objects.held(job.token).update(
        state=State.QUEUED, token="", lease_until=None, started_at=None, attempts=F("attempts") - 1
    )


def _lease() -> Any:
    return Now() + timedelta(seconds=settings.JOB_LEASE)
