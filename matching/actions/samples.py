"""Both mails of a publication, with invented people, to the coordinator who asks for them."""

from django.db import transaction

from matching.models import Draft
from mentorship.accounts.models import User
from mentorship.lib import clock
from mentorship.notifications import ledger

WHICH = ("matched", "unmatched")


@transaction.atomic
def send_samples(*, draft: Draft, to: User) -> None:
    """Within one minute a second press sends nothing more."""
    minute = f"{clock.now():%d%H%M}"
    for which in WHICH:
        ledger.plan("match_sample", subject_id=draft.pk, recipient=to, period=f"{which}-{minute}")
