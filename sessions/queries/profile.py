"""What two people know of each other's strengths and gaps, and what became of feedback: from data, for the pair."""

from dataclasses import dataclass
from datetime import datetime

from sessions.queries.faces import Face
from sessions.queries.feedback import FeedbackCard


@dataclass(frozen=True)
class Seen:
    """A strength or a gap that the other one saw, and the strategy that came with it."""

    text: str
    strategy: str
    at: datetime
    url: str


@dataclass(frozen=True)
class Profile:
    of: Face
    is_mine: bool
    strengths: list[Seen]
    gaps: list[Seen]


@dataclass(frozen=True)
class Acted:
    """Of the feedback somebody received: how much they took something from, and how much they did."""

    received: int
    taken: int
    actions: int
    done: int


def profiles(me: Face, partner: Face, cards: list[FeedbackCard]) -> list[Profile]:
    """One's own first; nobody without a point. No statement: the cards were read already."""
    made = [
        Profile(
            of=face,
            is_mine=mine,
            strengths=[seen for card in cards if card.is_mine != mine for seen in _seen(card, "strengths")],
            gaps=[seen for card in cards if card.is_mine != mine for seen in _seen(card, "gaps")],
        )
        for face, mine in ((me, True), (partner, False))
    ]
    return [profile for profile in made if profile.strengths or profile.gaps]


def _seen(card: FeedbackCard, kind: str) -> list[Seen]:
    points = card.strengths if kind == "strengths" else card.gaps
    return [Seen(point.text, point.strategy, card.recorded_at, card.url) for point in points]


def acted_on(cards: list[FeedbackCard]) -> Acted:
    received = [card for card in cards if not card.is_mine]
    return Acted(
        received=len(received),
        taken=sum(bool(card.taken) for card in received),
        actions=sum(card.action_id is not None for card in received),
        done=sum(card.action_done for card in received),
    )
