"""What the two learn from each other, and the balance of it in words."""

from dataclasses import dataclass
from datetime import datetime, time

from mentorship.lib import clock
from mentorship.lib.quarters import Quarter
from programs.models import News
from sessions.access import Seat
from sessions.models import LearningEntry, Meeting
from sessions.queries.faces import face_of

ASKED = "learning_asked"


@dataclass(frozen=True)
class Learned:
    pk: int
    by: str
    is_mine: bool
    text: str
    at: datetime
    meeting: int | None  # its number in the mentorship


@dataclass(frozen=True)
class Balance:
    """Counted from the entries of this quarter: the other's are what one taught."""

    taught: int
    learned: int


def learning_of(seat: Seat) -> list[Learned]:
    """The latest first. One statement."""
    rows = LearningEntry.objects.visible_to(seat.user).filter(mentorship=seat.mentorship)
    return [
        Learned(
            pk=row.pk,
            by=face_of(seat.me if row.author_id == seat.me.pk else seat.partner).first_name,
            is_mine=row.author_id == seat.me.pk,
            text=row.text,
            at=row.at,
            meeting=row.meeting.number if row.meeting else None,
        )
        for row in rows.select_related("meeting").order_by("-at", "-pk")
    ]


def balance_of(seat: Seat, entries: list[Learned]) -> Balance:
    """This calendar quarter in the program's zone. No statement."""
    zone = seat.mentorship.cohort.program.zone
    start = clock.wall_time(Quarter.of(clock.today(zone)).first_day, time(0), zone)
    lately = [entry for entry in entries if entry.at >= start]
    return Balance(
        taught=sum(not entry.is_mine for entry in lately), learned=sum(entry.is_mine for entry in lately)
    )


def is_asked(seat: Seat) -> bool:
    """The question that is asked once stands open."""
    return News.objects.visible_to(seat.user).open().filter(reader=seat.me, kind=ASKED).exists()


def learned_in(seat: Seat, meeting: Meeting) -> str:
    """One's own words beside the feedback on a meeting; empty where there are none. One statement."""
    rows = LearningEntry.objects.visible_to(seat.user).filter(meeting=meeting, author=seat.me)
    entry = rows.first()
    return entry.text if entry else ""
