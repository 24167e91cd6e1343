"""Which of the topics a mentee wanted they work on with which mentor."""

from collections.abc import Iterable

from django.db import transaction

from mentorship.lib.refusals import Conflict
from programs import policies
from programs.models import Member, Mentorship

MOST = 12


@transaction.atomic
def choose_covers(*, by: Member, words: Iterable[str]) -> Mentorship:
    """The mentee's own map; the mentor reads it."""
    mentorship = Mentorship.objects.select_for_update(of=("self",)).get(pk=by.mentorship_id)
    if not (allowed := policies.may_choose_covers(by, mentorship)):
        raise Conflict(allowed.reason)
    mentorship.covers = list(dict.fromkeys(words))[:MOST]
    mentorship.save(update_fields=["covers"])
    return mentorship
