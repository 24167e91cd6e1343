"""Naming whom one would like to be matched with. No log: whom somebody named stands on the coordinators' pages only."""

from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from matching.models import Wish
from matching.queries.ways import way_of
from mentorship.lib.refusals import Refusal
from programs.models import Enrolment


@transaction.atomic
def rank_wishes(*, by: Enrolment, named: Sequence[Enrolment]) -> list[Wish]:
    """Best first. What was named before is replaced, so that two windows end with one list."""
    Enrolment.objects.select_for_update(of=("self",)).get(pk=by.pk)
    most = way_of(by.cohort.program).wishes
    if len(named) > most:
        words = ngettext("Name one person at most.", "Name %(n)s people at most.", most)
        raise Refusal(words % {"n": most})
    if len({one.pk for one in named}) < len(named):
        raise Refusal(_("You named somebody twice."))
    if any(one.cohort_id != by.cohort_id or one.role == by.role for one in named):
        raise Refusal(_("Choose from the list."))
    Wish.objects.filter(author=by).delete()
    return Wish.objects.bulk_create(
        Wish(author=by, about=one, rank=rank) for rank, one in enumerate(named, start=1)
    )
