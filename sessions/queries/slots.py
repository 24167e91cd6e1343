"""When both usually have time: concrete starts in the overlap of two people's usual hours."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from mentorship.lib import clock
from programs.models import Person
from sessions.access import Seat
from sessions.queries.faces import face_of, zone_of
from sessions.queries.frame import Frame, on_partners_wall
from sessions.queries.free import taken_by_either

DAYS_AHEAD = 21
STEP = timedelta(minutes=30)

Stretch = tuple[datetime, datetime]


@dataclass(frozen=True)
class Slot:
    """`value` is the time on the reader's wall, as the form sends it."""

    starts_at: datetime
    value: str
    for_partner: str


def suggested_slots(seat: Seat, wall: ZoneInfo, *, minutes: int = 45, most: int = 9) -> list[Slot]:
    """The first of each stretch that fits, on as many different days as there are; none without hours.

    Nothing inside the longer notice of the two is offered, and nothing one of them is taken at. One statement.
    """
    mine, theirs = (
        _stretches(member.enrolment.person, zone_of(member)) for member in (seat.me, seat.partner)
    )
    length, earliest, taken = timedelta(minutes=minutes), earliest_of(seat), _taken(seat)
    by_day: dict[date, list[datetime]] = {}
    for start in _starts(sorted(mine), sorted(theirs), length, earliest, taken):
        by_day.setdefault(start.astimezone(wall).date(), []).append(start)
    chosen: list[datetime] = []
    while by_day and len(chosen) < most:
        for day in list(by_day)[: most - len(chosen)]:
            chosen.append(by_day[day].pop(0))
            if not by_day[day]:
                del by_day[day]
    partner = face_of(seat.partner)
    return [
        Slot(start, start.astimezone(wall).strftime("%Y-%m-%dT%H:%M"), on_partners_wall(start, partner))
        for start in sorted(chosen)
    ]


def notice_of(seat: Seat) -> int:
    """Hours, the longer of the two."""
    return max(member.enrolment.person.notice_hours for member in (seat.me, seat.partner))


def earliest_of(seat: Seat) -> datetime:
    return clock.now() + timedelta(hours=notice_of(seat))


def _taken(seat: Seat) -> list[Stretch]:
    rows = taken_by_either(seat.mentorship).filter(
        ends_at__gt=clock.now(), starts_at__lt=clock.now() + timedelta(days=DAYS_AHEAD + 1)
    )
    return list(rows.values_list("starts_at", "ends_at"))


def _stretches(person: Person, zone: ZoneInfo) -> Iterator[Stretch]:
    """The usual hours of the next three weeks, as instants."""
    today = clock.today(zone)
    for offset in range(DAYS_AHEAD):
        day = today + timedelta(days=offset)
        for part, (begin, end) in Person.PARTS.items():
            if f"{Person.DAYS[day.weekday()]}-{part}" in person.usual_hours:
                yield clock.wall_time(day, time(begin), zone), clock.wall_time(day, time(end), zone)


def _starts(
    mine: list[Stretch], theirs: list[Stretch], length: timedelta, earliest: datetime, taken: list[Stretch]
) -> Iterator[datetime]:
    """One start in each shared stretch: the first half hour from which both are free for the whole length."""
    for my_start, my_end in mine:
        for their_start, their_end in theirs:
            start, end = _rounded(max(my_start, their_start, earliest)), min(my_end, their_end)
            while start + length <= end:
                if not any(begins < start + length and ends > start for begins, ends in taken):
                    yield start
                    break
                start += STEP


def _rounded(instant: datetime) -> datetime:
    """Up to the next half hour."""
    over = timedelta(minutes=instant.minute % 30, seconds=instant.second, microseconds=instant.microsecond)
    return instant + (STEP - over if over else timedelta())


def hours_in_words(person: Person) -> str:
    """“Mon mornings, Tue evenings”; empty where nothing was given."""
    days = {"mon": _("Mon"), "tue": _("Tue"), "wed": _("Wed"), "thu": _("Thu"), "fri": _("Fri"), "sat": _("Sat"),
            "sun": _("Sun")}  # fmt: skip
    parts = {"am": _("morning"), "pm": _("afternoon"), "eve": _("evening")}
    words = []
    for day in Person.DAYS:
        given = [parts[part] for part in Person.PARTS if f"{day}-{part}" in person.usual_hours]
        if given:
            words.append(f"{days[day]} {'/'.join(given)}")
    return ", ".join(words)


def time_for_partner(day: str, hour: str, frame: Frame) -> str:
    """“14:10”, with the date where it differs: the other's wall for a time typed on one's own; empty if none."""
    try:
        typed = datetime.combine(date.fromisoformat(day), time.fromisoformat(hour))
        instant = clock.wall_time(typed.date(), typed.time().replace(tzinfo=None), ZoneInfo(frame.my_zone))
        return on_partners_wall(instant, frame.partner)
    except (ValueError, OverflowError):
        return ""
