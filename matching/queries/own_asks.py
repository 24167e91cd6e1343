"""What a mentee has asked, as they read it."""

from dataclasses import dataclass
from datetime import datetime

from matching.models import Offer
from programs.models import Enrolment

State = Offer.State
SHOWN = 12


@dataclass(frozen=True)
class OwnAsk:
    code: str
    name: str
    state: str
    words: str
    until: datetime | None
    live: bool


@dataclass(frozen=True)
class OwnAsks:
    rows: list[OwnAsk]
    open: int
    left: int


def own_asks(place: Enrolment, most: int = 3) -> OwnAsks:
    """The live ones first. One statement."""
    rows = Offer.objects.filter(mentee=place, origin=Offer.Origin.ASK).select_related("mentor__person")
    found = [_ask(one) for one in rows.order_by("-pk")]
    live = sum(one.state in Offer.OPEN for one in found)
    return OwnAsks(sorted(found, key=lambda one: not one.live)[:SHOWN], live, max(most - live, 0))


def _ask(offer: Offer) -> OwnAsk:
    """However one ended: that no match was made, as the other side reads it."""
    live = offer.is_open or offer.state == State.QUEUED
    told = live or offer.state == State.STARTED
    return OwnAsk(
        code=offer.code,
        name=offer.mentor.person.shown_name,
        state=offer.state,
        words=str(offer.get_state_display() if told else State.DECLINED.label),
        until=offer.expires_at if offer.is_open else None,
        live=live,
    )
