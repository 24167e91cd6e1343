"""The import of a long file is ordered here and done by a worker (programs/jobs.py); files nobody wrote are dropped."""

from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from mentorship.accounts.models import User
from mentorship.lib import clock
from mentorship.lib.refusals import Conflict
from mentorship.work import queue
from mentorship.work.models import Job
from programs.models import PeopleImport

# A longer file takes longer than somebody should wait for a page.
MOST_IN_A_REQUEST = 500
# What was uploaded and never written is people's data that nobody uses.
KEPT = timedelta(days=14)


@transaction.atomic
def order_import(
    *,
    upload: PeopleImport,
    by: User,
    skip_problems: bool,
    announce: bool = False,
    update: bool = False,
    asked_from: str = "",
) -> Job:
    wishes = {"skip_problems": skip_problems, "announce": announce, "update": update}
    mapping = {**upload.mapping, "wishes": wishes}
    waiting = PeopleImport.objects.filter(pk=upload.pk, state=PeopleImport.State.UPLOADED)
    if not waiting.update(mapping=mapping):
        raise Conflict(_("This file is already imported."))
    return queue.add("import", subject_id=upload.pk, by=by, asked_from=asked_from)


def drop_old_files() -> None:
    """Part of the night's work. What can no longer be taken back needs no trail, either."""
    old = PeopleImport.objects.filter(created_at__lt=clock.now() - KEPT)
    old.filter(state=PeopleImport.State.UPLOADED).delete()
    old.exclude(skipped="").update(skipped="")
    late = PeopleImport.objects.filter(done_at__lt=clock.now() - PeopleImport.UNDO_FOR)
    late.exclude(trail="").update(trail="")
