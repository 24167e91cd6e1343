"""The long runs of matching; mentorship/heavy.py names them, mentorship/work runs them."""

from django.urls import reverse

from matching.actions import drafts, meaning
from matching.engine import as_rules, from_plain
from matching.models import DraftOrder
from mentorship.lib.refusals import Refusal
from mentorship.work.models import Job
from mentorship.work.progress import Progress
from mentorship.work.running import Write
from programs import policies
from programs.models import Cohort


def _refuse_former(job: Job, cohort: Cohort) -> None:
    """It may have waited, or failed and been tried again, while its starter’s role ended."""
    if not (allowed := policies.may_run_for(cohort, job.by)):
        raise Refusal(allowed.reason)


def make_draft(job: Job, progress: Progress) -> Write:
    """Think outside any transaction, so that nobody waits for the solver; then write the draft."""
    order = DraftOrder.objects.select_related("cohort__program__organisation", "before").get(
        pk=job.subject_id
    )
    cohort = order.cohort
    _refuse_former(job, cohort)
    progress.report("reading")
    meaning.keep(meaning.understand(cohort.pk))  # this process may load the encoder: no text is left behind
    plan = drafts.plan_draft(
        cohort=cohort,
        rules=from_plain(order.rules) if order.rules else as_rules(order.weights),
        policy=order.policy,
        before=order.before,
        report=progress.report,
    )

    def write() -> str:
        _refuse_former(job, cohort)
        draft = drafts.make_draft(cohort=cohort, by=job.by, plan=plan)
        return reverse("matching:board", args=[cohort.program.code, cohort.code, draft.number])

    return write


def understand(job: Job, progress: Progress) -> Write:
    """Goals and tags of a cohort, or of all of them, read by the encoder. Nobody waits for it."""
    found = meaning.understand(job.subject_id, lambda done, total: progress.report("encoding", done, total))

    def write() -> str:
        meaning.keep(found)
        return ""

    return write
