"""Taking back mentorships that were started by mistake, as if they had never been, while nobody has used them."""

from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mentorship.accounts.models import User
from mentorship.lib.refusals import Conflict
from mentorship.notifications import ledger
from programs.actions import audit
from programs.models import Cohort, Member, Mentorship
from programs.queries.begun import begun

NAMED = 3


@transaction.atomic
def take_back(*, cohort: Cohort, mentorships: Sequence[int], by: User | None) -> None:
    """All of them or none. The caller holds the cohort's turn.

    Refused, by name, where two have begun (a message, a date, a signature), and when a first mail has left.
    """
    # FOR UPDATE, so that whoever writes into one of them just now is waited for, and is seen below.
    rows = list(Mentorship.objects.select_for_update().filter(pk__in=mentorships).order_by("pk"))
    members = list(Member.objects.filter(mentorship__in=rows).values_list("pk", flat=True))
    ledger.take_back("matched", subject_ids=members)  # 1 the mails, or a refusal because one has left
    if used := begun([row.pk for row in rows]):
        raise Conflict(_begun_words(sorted(used)))
    audit.record_all("mentorship.taken_back", targets=rows, by=by, organisation=cohort.program.organisation)
    Mentorship.objects.filter(
        pk__in=[row.pk for row in rows]
    ).delete()  # 2 the rows, and with them every line of Today


def _begun_words(mentorships: Sequence[int]) -> str:
    members = Member.objects.filter(mentorship__in=mentorships[:NAMED]).select_related("enrolment__person")
    names: dict[int, list[str]] = {}
    for member in members.order_by("mentorship", "-role"):
        names.setdefault(member.mentorship_id, []).append(member.enrolment.person.shown_name)
    pairs = ", ".join(
        _("%(one)s with %(other)s") % {"one": both[0], "other": both[-1]} for both in names.values()
    )
    words = ngettext(
        "Nothing was taken back: %(pairs)s have begun already. End theirs on its own page if it was a mistake.",
        "Nothing was taken back: %(count)s pairs have begun already (%(pairs)s). End theirs on their own pages if it "
        "was a mistake.",
        len(mentorships),
    )
    return words % {"pairs": pairs, "count": len(mentorships)}
