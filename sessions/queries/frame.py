"""What every page of a pair shows around its own matter: who the two are, where, and how to reach each other."""

from dataclasses import dataclass
from datetime import datetime

from django.template.defaultfilters import date as format_date
from django.utils import timezone

from mentorship.accounts.zones import zone
from mentorship.lib import clock
from programs.models import Mentorship
from sessions.access import Seat
from sessions.queries.faces import Face, face_of


@dataclass(frozen=True)
class Frame:
    code: str
    program: str
    live: bool
    is_mentor: bool
    weeks: int
    started_at: datetime
    ended_at: datetime | None
    me: Face
    partner: Face
    my_zone: str  # where this page shows times
    apart: bool  # the two walls show different times now
    partner_now: str


def frame_of(seat: Seat) -> Frame:
    """No statement: everything came with the seat."""
    here, partner = timezone.get_current_timezone(), face_of(seat.partner)
    now, there = clock.now(), zone(partner.zone)
    return Frame(
        code=seat.mentorship.code,
        program=seat.mentorship.cohort.program.name,
        live=seat.mentorship.state == Mentorship.State.ACTIVE,
        is_mentor=seat.me.is_mentor,
        weeks=seat.mentorship.rhythm_weeks,
        started_at=seat.mentorship.started_at,
        ended_at=seat.mentorship.ended_at,
        me=face_of(seat.me),
        partner=partner,
        my_zone=timezone.get_current_timezone_name(),
        apart=now.astimezone(here).utcoffset() != now.astimezone(there).utcoffset(),
        partner_now=format_date(now.astimezone(there), "H:i"),
    )


def on_partners_wall(instant: datetime, partner: Face) -> str:
    """“16:10” where the other's clock shows another time than the reader's; the day too if that differs."""
    mine = instant.astimezone(timezone.get_current_timezone())
    theirs = instant.astimezone(zone(partner.zone))
    if mine.utcoffset() == theirs.utcoffset():
        return ""
    return format_date(theirs, "H:i" if mine.date() == theirs.date() else "D j M, H:i")
