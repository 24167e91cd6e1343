"""Introductions of a pair as its page shows them: who knows, who is to meet, what may be said next."""

from dataclasses import dataclass
from datetime import datetime

from sessions.access import Seat
from sessions.models import Introduction
from sessions.queries.faces import Face, face_of

Kind, State = Introduction.Kind, Introduction.State
# What may follow, and who says so: "introducer" knows the third person, "guest" is to meet them.
STEPS: dict[tuple[str, str], dict[str, tuple[str, ...]]] = {
    (Kind.ASKED, State.OPEN): {"introducer": (State.MADE, State.DECLINED)},
    (Kind.OFFERED, State.OPEN): {"guest": (State.WANTED, State.DECLINED)},
    (Kind.OFFERED, State.WANTED): {"introducer": (State.MADE, State.DECLINED)},
}


@dataclass(frozen=True)
class IntroductionCard:
    number: int
    by: Face
    is_mine: bool
    i_introduce: bool
    kind: str
    state: str
    whom: str
    reason: str
    answer: str
    outcome: str
    at: datetime
    changed_at: datetime
    steps: tuple[str, ...]

    @property
    def awaits_outcome(self) -> bool:
        return self.state == State.MADE and not self.i_introduce


def introductions_of(seat: Seat) -> list[IntroductionCard]:
    """What waits for the reader first, then the newest. One statement."""
    rows = Introduction.objects.visible_to(seat.user).filter(mentorship=seat.mentorship)
    cards = [introduction_card(seat, row) for row in rows.order_by("-number")]
    return sorted(cards, key=lambda card: not card.steps)


def introduction_card(seat: Seat, row: Introduction) -> IntroductionCard:
    mine = row.author_id == seat.me.pk
    return IntroductionCard(
        number=row.number,
        by=face_of(seat.me if mine else seat.partner),
        is_mine=mine,
        i_introduce=is_introducer(row, seat.me.pk),
        kind=row.kind,
        state=row.state,
        whom=row.whom,
        reason=row.reason,
        answer=row.answer,
        outcome=row.outcome,
        at=row.created_at,
        changed_at=row.changed_at,
        steps=steps_for(row, seat.me.pk),
    )


def is_introducer(row: Introduction, member: int) -> bool:
    return (row.author_id == member) == (row.kind == Kind.OFFERED)


def steps_for(row: Introduction, member: int) -> tuple[str, ...]:
    """What this member may say next; empty when it is not their turn."""
    side = "introducer" if is_introducer(row, member) else "guest"
    return STEPS.get((row.kind, row.state), {}).get(side, ())
