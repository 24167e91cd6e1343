"""Questions for feedback between two people."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sessions.access import Seat
from sessions.models import FeedbackRequest
from sessions.queries.faces import face_of


@dataclass(frozen=True)
class Asked:
    number: int
    by: str
    is_mine: bool
    what: str
    link: str
    wants: str
    wants_word: str
    until: date | None
    asked_at: datetime
    state: str  # open, answered, declined or withdrawn

    @property
    def is_open(self) -> bool:
        return self.state == "open"


def open_requests(seat: Seat) -> list[Asked]:
    """What still waits for an answer, of both, and what was declined lately. One statement."""
    rows = FeedbackRequest.objects.visible_to(seat.user).filter(mentorship=seat.mentorship, answered_at=None)
    return [asked(seat, row) for row in rows.filter(withdrawn_at=None)]


def asked(seat: Seat, row: Any) -> Asked:
    mine = row.author_id == seat.me.pk
    return Asked(
        number=row.number,
        by=face_of(seat.me if mine else seat.partner).first_name,
        is_mine=mine,
        what=row.what,
        link=row.link,
        wants=row.wants,
        wants_word=str(row.get_wants_display()),
        until=row.until,
        asked_at=row.asked_at,
        state=_state(row),
    )


def _state(row: FeedbackRequest) -> str:
    if row.answered_at:
        return "answered"
    if row.declined_at:
        return "declined"
    return "withdrawn" if row.withdrawn_at else "open"
