"""A published draft asks the two of each pair, where a program wants both to say yes."""

from collections.abc import Sequence

from matching.actions.offers import Origin, State, send_out
from matching.models import Draft, Offer, OfferSide
from matching.queries.changes import PairNow
from mentorship.accounts.models import User
from mentorship.lib import clock
from mentorship.lib.codes import fresh_codes
from programs.actions import audit


def send_offers(*, draft: Draft, pairs: Sequence[PairNow], by: User | None) -> list[Offer]:
    """Part of publishing, which holds the locks of the cohort and of everybody concerned."""
    _make_way(draft, pairs)
    codes = fresh_codes(Offer.objects.all(), len(pairs))
    offers = Offer.objects.bulk_create(
        _offer(draft, pair, by, code) for pair, code in zip(pairs, codes, strict=True)
    )
    OfferSide.objects.bulk_create(
        OfferSide(offer=offer, enrolment_id=place)
        for offer in offers
        for place in (offer.mentor_id, offer.mentee_id)
    )
    send_out(offers)
    organisation = draft.cohort.program.organisation
    audit.record_all("offer.sent", targets=offers, by=by, organisation=organisation)
    return offers


def _make_way(draft: Draft, pairs: Sequence[PairNow]) -> None:
    """An ask that waits for its turn has reached nobody: the proposal to the same two takes its place.

    It ends without a word, and what was written in it stays its author's alone. Refusing the pair for it would tell a
    coordinator of it. Asks that went out mark their pair as changed, so none of these gets here.
    """
    two = {(pair.mentor.pk, pair.mentee.pk) for pair in pairs}
    waiting = Offer.objects.filter(cohort=draft.cohort, state=State.QUEUED)
    rows = waiting.values_list("pk", "mentor_id", "mentee_id")
    made_way = [pk for pk, *asked in rows if tuple(asked) in two]
    Offer.objects.filter(pk__in=made_way).update(state=State.WITHDRAWN, closed_at=clock.now())


def _offer(draft: Draft, pair: PairNow, by: User | None, code: str) -> Offer:
    return Offer(
        code=code,
        cohort=draft.cohort,
        draft=draft,
        mentor_id=pair.mentor.pk,
        mentee_id=pair.mentee.pk,
        origin=Origin.DRAFT,
        state=State.OPEN,
        points=pair.points,
        made_by=by,
    )
