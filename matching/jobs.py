"""The long runs of matching; mentorship/heavy.py names them, mentorship/work runs them."""

from django.urls import reverse

from matching.actions import drafts
from matching.models import DraftOrder
from mentorship.work.models import Job
from mentorship.work.progress import Progress
from mentorship.work.running import Write


def make_draft(job: Job, progress: Progress) -> Write:
    """Think outside any transaction, so that nobody waits for the solver; then write the draft."""
    order = DraftOrder.objects.select_related("cohort__program__organisation", "before").get(
        pk=job.subject_id
    )
    cohort = order.cohort
    plan = drafts.plan_draft(
        cohort=cohort,
        weights=order.weights,
        policy=order.policy,
        before=order.before,
        report=progress.report,
    )

    def write() -> str:
        draft = drafts.make_draft(cohort=cohort, by=job.by, plan=plan)
        return reverse("matching:board", args=[cohort.program.code, cohort.code, draft.number])

    return write
