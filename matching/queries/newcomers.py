"""Mentees who wait and are not in a draft: they came after it, or their pair was taken back since."""

from django.db.models import Exists, OuterRef

from matching.models import Draft, Offer
from programs.models import Enrolment, Member, Mentorship


def newcomers(draft: Draft) -> int:
    """How many; none of a draft that is closed, which is a record. Those who meet or are asked wait for nobody."""
    if draft.state != Draft.State.OPEN:
        return 0
    own = {"enrolment": OuterRef("pk")}
    meets = Member.objects.filter(mentorship__state=Mentorship.State.ACTIVE, **own)
    asked = Offer.objects.holding().filter(mentee=OuterRef("pk"))
    known = [draft.proposals.filter(mentee=OuterRef("pk")), draft.leftovers.filter(**own), meets, asked]
    rows = Enrolment.objects.filter(cohort=draft.cohort_id, asks_paused=False).mentees().accepted()
    for one in known:
        rows = rows.exclude(Exists(one))
    return rows.count()
