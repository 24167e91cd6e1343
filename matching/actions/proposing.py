"""A published draft asks the two of each pair, where a program wants both to say yes."""

from collections.abc import Sequence

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from matching.actions.offers import Origin, State, send_out
from matching.models import Draft, Offer, OfferSide
from matching.queries.changes import PairNow
from mentorship.accounts.models import User
from mentorship.lib.codes import fresh_codes
from mentorship.lib.refusals import Conflict
from programs.actions import audit


def send_offers(*, draft: Draft, pairs: Sequence[PairNow], by: User | None) -> list[Offer]:
    """Part of publishing, which holds the locks of the cohort and of everybody concerned."""
    try:
        with transaction.atomic():
            codes = fresh_codes(Offer.objects.all(), len(pairs))
            offers = Offer.objects.bulk_create(
                _offer(draft, pair, by, code) for pair, code in zip(pairs, codes, strict=True)
            )
    except IntegrityError as error:
        raise Conflict(
            _("Two people of this draft are asking each other already. Load the board again.")
        ) from error
    OfferSide.objects.bulk_create(
        OfferSide(offer=offer, enrolment_id=place)
        for offer in offers
        for place in (offer.mentor_id, offer.mentee_id)
    )
    send_out(offers)
    organisation = draft.cohort.program.organisation
    audit.record_all("offer.sent", targets=offers, by=by, organisation=organisation)
    return offers


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
