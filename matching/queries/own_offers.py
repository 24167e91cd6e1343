"""What proposals and asks wait for from one person: for Today and for the reminder in the daily mail."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q

from matching.models import Offer, OfferQuestion, OfferSide
from mentorship.accounts.models import User
from mentorship.notifications.models import Occurrence

State, Answer = Offer.State, OfferSide.Answer


@dataclass(frozen=True)
class Waits:
    """`what`: proposal, ask, question or call."""

    what: str
    code: str
    name: str
    program: str
    until: datetime

    @property
    def key(self) -> str:
        return f"offer-{self.code}-{self.what}"


def own_offers(user: User) -> list[Waits]:
    """One statement."""
    return [one for side in _sides().filter(enrolment__person__user=user) if (one := _waits(side))]


def due_offers(occurrences: Iterable[Occurrence]) -> Mapping[int, Waits]:
    """Of reminders, what still waits. One statement."""
    rows = list(occurrences)
    sides = {side.pk: side for side in _sides().filter(pk__in=[one.subject_id for one in rows])}
    found = {one.pk: _waits(sides[one.subject_id]) for one in rows if _is_theirs(sides, one)}
    return {pk: waits for pk, waits in found.items() if waits is not None}


def _is_theirs(sides: Mapping[int, Any], one: Occurrence) -> bool:
    side = sides.get(one.subject_id)
    return side is not None and side.enrolment.person.user_id == one.recipient_id


def _sides() -> Any:
    asked = OfferQuestion.objects.filter(~Q(by=OuterRef("pk")), offer=OuterRef("offer"), replied_at=None)
    rows = OfferSide.objects.filter(offer__state__in=Offer.OPEN).annotate(is_asked=Exists(asked))
    return rows.select_related(
        "enrolment__person",
        "offer__mentor__person",
        "offer__mentee__person",
        "offer__cohort__program",
    ).order_by("offer__expires_at", "pk")


def _waits(side: Any) -> Waits | None:
    offer: Offer = side.offer
    what = ""
    if offer.state == State.TRIAL:
        what = "" if side.after_call else "call"
    elif side.is_asked:
        what = "question"
    elif not side.answer:
        what = "ask" if offer.is_ask else "proposal"
    if not what or offer.expires_at is None:
        return None
    other = offer.mentee if side.enrolment_id == offer.mentor_id else offer.mentor
    return Waits(what, offer.code, other.person.shown_name, offer.cohort.program.name, offer.expires_at)
