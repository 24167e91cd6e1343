"""The ledger of advice: what is open, what was tried, what was not for somebody."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sessions.access import Seat
from sessions.models import Advice
from sessions.queries.faces import face_of


@dataclass(frozen=True)
class AdviceCard:
    number: int
    by: str
    is_mine: bool  # I gave it; else what became of it is mine to say
    text: str
    why: str
    first_step: str
    step_by: date | None
    state: str
    state_word: str
    tried: str
    result: str
    has_action: bool
    action_done: bool
    version: int
    given_at: datetime
    settled_at: datetime | None

    @property
    def is_open(self) -> bool:
        return self.state == Advice.State.OPEN


def advice_of(seat: Seat) -> list[AdviceCard]:
    """Open ones first, then the latest. One statement."""
    rows = Advice.objects.visible_to(seat.user).filter(mentorship=seat.mentorship)
    cards = [advice_card(seat, row) for row in rows.select_related("action").order_by("-number")]
    return sorted(cards, key=lambda card: not card.is_open)


def open_advice(seat: Seat) -> list[AdviceCard]:
    """What the next agenda starts with: given by either, and nobody has said what became of it. One statement."""
    rows = Advice.objects.visible_to(seat.user).filter(mentorship=seat.mentorship).open()
    return [advice_card(seat, row) for row in rows.select_related("action").order_by("number")]


def advice_card(seat: Seat, row: Any) -> AdviceCard:
    mine = row.giver_id == seat.me.pk
    return AdviceCard(
        number=row.number,
        by=face_of(seat.me if mine else seat.partner).first_name,
        is_mine=mine,
        text=row.text,
        why=row.why,
        first_step=row.first_step,
        step_by=row.step_by,
        state=row.state,
        state_word=str(row.get_state_display()),
        tried=row.tried,
        result=row.result,
        has_action=row.action_id is not None,
        action_done=bool(row.action and row.action.done_at),
        version=row.version,
        given_at=row.given_at,
        settled_at=row.settled_at,
    )
