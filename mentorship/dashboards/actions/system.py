"""What an owner may set going again."""

from django.db import transaction
from django.utils.translation import gettext as _

from mentorship.accounts.models import User
from mentorship.dashboards.queries.system import CAUSES, failed_deliveries
from mentorship.lib import clock
from mentorship.lib.refusals import Refusal
from mentorship.notifications.models import Delivery
from mentorship.work import queue
from mentorship.work.models import Job
from programs.actions import audit
from programs.models import Organisation


@transaction.atomic
def send_mail_again(*, kind: str, cause: str, by: User, organisation: Organisation) -> int:
    """Failed mails of one kind and cause are due again. What has lost its point meanwhile is dropped when its turn
    comes, as the ledger always does. Answers how many.
    """
    if cause not in CAUSES:
        raise Refusal(_("There is no such mail any more."))
    failed = failed_deliveries().filter(occurrence__kind=kind, cause=cause)
    count = Delivery.objects.filter(pk__in=list(failed.values_list("pk", flat=True))).update(
        state=Delivery.State.DUE, due_at=clock.now(), attempts=0, last_error=""
    )
    audit.record("mail.sent_again", target=organisation, by=by, organisation=organisation)
    return count


@transaction.atomic
def do_job_again(*, job: Job, by: User, organisation: Organisation) -> None:
    queue.try_again(job)
    audit.record("job.done_again", target=job, by=by, organisation=organisation)
