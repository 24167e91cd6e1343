"""What happens to proposals and asks when their people are matched, or leave, in another way.

Whoever matched them holds the locks of their two places; offers are locked by id here. The next ask of a mentee goes
out by the clock (`send_waiting_asks`): to send it here would need locks that stand before those.
"""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import Q, QuerySet

from matching.actions.drafts import lock_cohort
from matching.actions.offers import State, can_take, close_offer, lock_places, send_next_asks
from matching.models import Offer, PairingWay
from programs.models import Enrolment, Mentorship


def close_overtaken(*, mentorships: Sequence[Mentorship]) -> None:
    """Places of a cohort were taken: what can no longer become a pair ends, and the others hear that no match was made.

    Where nobody chose how pairs begin there was never an offer: that is asked once, also for a thousand pairs.
    """
    if mentorships and PairingWay.of(mentorships[0].cohort.program).pk is not None:
        for mentorship in mentorships:
            _close_overtaken(mentorship)


def _close_overtaken(mentorship: Mentorship) -> None:
    places = list(Enrolment.objects.filter(members__mentorship=mentorship))
    same = {"mentor__in": places, "mentee__in": places}
    Offer.objects.filter(state__in=Offer.LIVE, **same).update(
        state=State.STARTED, mentorship=mentorship, closed_at=mentorship.started_at
    )
    full = [place for place in places if not can_take(place)]
    for one in _live(Q(mentor__in=full) | Q(mentee__in=full)):
        if one.state != State.TRIAL or _is_full(one):
            close_offer(one, State.FULL, send_next=False)


def _is_full(offer: Offer) -> bool:
    """A first call keeps its places, unless a mentorship has taken them."""
    return not (can_take(offer.mentor, but=offer) and can_take(offer.mentee, but=offer))


def close_for_withdrawn(*, enrolment: Enrolment) -> None:
    for one in _live(Q(mentor=enrolment) | Q(mentee=enrolment)):
        close_offer(one, State.WITHDRAWN, but=enrolment, send_next=False)


def _live(which: Q) -> "QuerySet[Offer]":
    rows = Offer.objects.select_for_update(of=("self",)).filter(which, state__in=Offer.LIVE)
    related = ("cohort__program", "mentor__person__user", "mentee__person__user")
    return rows.select_related(*related).order_by("pk")


def send_waiting_asks(as_of: datetime) -> int:
    """The next ask of every mentee who has room for one. By the clock; answers how many mentees were looked at."""
    waiting = Offer.objects.filter(state=State.QUEUED, made_at__lte=as_of).select_related("cohort", "mentee")
    mentees = {one.mentee_id: one for one in waiting}
    for mentee, one in sorted(mentees.items()):
        with transaction.atomic():
            lock_cohort(one.cohort)
            mentors = Offer.objects.filter(mentee=mentee, state=State.QUEUED).values_list("mentor", flat=True)
            lock_places(mentee, *mentors)
            send_next_asks([mentee])
    return len(mentees)
