"""A run for many people is ordered here and made by a worker: matching/jobs.py."""

from django.db import transaction

from matching.engine import Rules, as_plain
from matching.models import Draft, DraftOrder
from mentorship.accounts.models import User
from mentorship.lib import clock
from mentorship.work import queue
from mentorship.work.models import Job
from programs.models import Cohort

# Beyond this many on one side a run takes longer than somebody should wait for a page.
MOST_IN_A_REQUEST = 300


@transaction.atomic
def order_draft(
    *,
    cohort: Cohort,
    by: User,
    rules: Rules,
    policy: str,
    before: Draft | None = None,
    asked_from: str = "",
) -> Job:
    order = DraftOrder.objects.create(
        cohort=cohort, by=by, rules=as_plain(rules), policy=policy, before=before, at=clock.now()
    )
    return queue.add("matching", subject_id=order.pk, by=by, asked_from=asked_from)
