"""What happened between two people, as sentences: the thread of their space, and what is new on Today."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from programs.models import News
from programs.queries.news import news_of
from sessions.access import Seat, parts_of
from sessions.queries.news import KINDS
from sessions.queries.news.kind import NewsKind

LATELY = 12


@dataclass(frozen=True)
class Event:
    """A line of the thread. `mark` is its dot: goal, thanks, review or none."""

    pk: int
    at: datetime
    words: str
    url: str
    mark: str
    name: str  # of the other
    initials: str
    hue: int


def kind_of(row: News) -> NewsKind:
    """An unknown kind is a KeyError: news without words must not ship."""
    return KINDS[row.kind]


def is_on(row: News, parts: frozenset[str]) -> bool:
    """What a program does not use leaves no line."""
    part = kind_of(row).part
    return part is None or part in parts


def thread_of(seat: Seat) -> list[Event]:
    """The whole story, the newest first. One statement."""
    parts = parts_of(seat.mentorship)
    told = (row for row in news_of(seat.user, seat.mentorship) if is_on(row, parts) and _is_for(row, seat))
    return [_event(row, seat) for row in told]


def _is_for(row: News, seat: Seat) -> bool:
    """What the calendar asked of one of the two is no news for the other."""
    return kind_of(row).in_thread and (row.by_id is not None or row.reader_id == seat.me.pk)


def _event(row: News, seat: Seat) -> Event:
    if row.staff_id:
        return staff_event(row, seat.mentorship.code)
    kind, partner = kind_of(row), seat.partner.enrolment.person
    words = kind.by_me if row.by_id == seat.me.pk else kind.to_me
    doer = seat.me.enrolment.person if row.by_id == seat.me.pk else partner
    return Event(
        pk=row.pk,
        at=row.at,
        words=str(words) % {"name": partner.first_name},
        url=kind.url(seat.mentorship.code, row.ref),
        mark=kind.mark,
        name=doer.shown_name,
        initials=doer.initials,
        hue=doer.hue,
    )


def staff_event(row: Any, code: str) -> Event:
    """What a coordinator did, by the name they have here. `row` comes from `programs.queries.news`."""
    kind, name = kind_of(row), row.staff_name or _("A coordinator")
    return Event(
        pk=row.pk,
        at=row.at,
        words=str(kind.to_me) % {"name": name},
        url=kind.url(code, row.ref),
        mark=kind.mark,
        name=name,
        initials=name[:1].upper(),
        hue=0,
    )
