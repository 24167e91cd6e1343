"""One question each before one says yes, and its answer, carried between two people who do not know each other yet."""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from matching.actions.offers import closed_words, locked_side
from matching.models import Offer, OfferQuestion
from mentorship.lib import clock
from mentorship.lib.refusals import Conflict
from mentorship.notifications import ledger
from programs.models import Enrolment


@transaction.atomic
def ask_first(*, offer: Offer, by: Enrolment, text: str) -> OfferQuestion:
    """“I’d like to know something first”: it goes to the other, who answers here. One each."""
    found, side = locked_side(offer, by)
    if not found.is_open:
        raise Conflict(closed_words(found), field="text")
    try:
        with transaction.atomic():
            question = OfferQuestion.objects.create(offer=found, by=side, text=text)
    except IntegrityError as error:
        raise Conflict(_("You have asked your question already."), field="text") from error
    _tell_other(found, by, period="asked")
    return question


@transaction.atomic
def reply_to_question(*, question: OfferQuestion, by: Enrolment, text: str) -> OfferQuestion:
    found, _side = locked_side(question.offer, by)
    now = OfferQuestion.objects.select_for_update(of=("self",)).get(pk=question.pk)
    if not found.is_open:
        raise Conflict(closed_words(found), field="reply")
    if now.replied_at:
        raise Conflict(_("You have answered this already."), field="reply")
    now.reply, now.replied_at = text, clock.now()
    now.save(update_fields=["reply", "replied_at"])
    _tell_other(found, by, period="replied")
    return now


def _tell_other(offer: Offer, by: Enrolment, *, period: str) -> None:
    for side in offer.sides.exclude(enrolment=by).select_related("enrolment__person__user"):
        if (user := side.enrolment.person.user) is not None:
            ledger.plan(
                "proposal_question",
                subject_id=side.pk,
                recipient=user,
                period=period,
                lapses_at=offer.expires_at,
                by=by.person.user,
            )
