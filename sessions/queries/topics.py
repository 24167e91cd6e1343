"""The topics of a meeting, as both see them."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sessions.access import Seat
from sessions.models import AgendaItem, Meeting
from sessions.queries.carrying import left_open

Direction = AgendaItem.Direction
# Who learns, in the words of whoever reads: (direction, is the reader the mentor).
DIRECTIONS: dict[tuple[str, bool], str | Promise] = {
    (Direction.TO_MENTEE, False): gettext_lazy("you’re learning"),
    (Direction.TO_MENTEE, True): gettext_lazy("you’re sharing"),
    (Direction.TO_MENTOR, False): gettext_lazy("you’re sharing"),
    (Direction.TO_MENTOR, True): gettext_lazy("you’re learning"),
    (Direction.BOTH, False): gettext_lazy("together"),
    (Direction.BOTH, True): gettext_lazy("together"),
}


@dataclass(frozen=True)
class Topic:
    pk: int
    title: str
    kind: str
    kind_word: str
    tried: str
    direction: str | Promise  # in the reader's words; empty where nobody said
    minutes: int | None
    by: str
    is_mine: bool
    discussed: bool
    parked: bool
    carried: bool
    is_first: bool
    is_last: bool


def topics_of(seat: Seat, meeting: Meeting) -> list[Topic]:
    """One statement."""
    return _topics(seat, _rows(seat).filter(meeting=meeting).order_by("position", "pk"))


def left_topics(seat: Seat, meeting: Meeting) -> list[Topic]:
    """What was left open before and is not on this agenda yet. One statement."""
    return _topics(seat, left_open(_rows(seat), meeting))


def _rows(seat: Seat) -> QuerySet[AgendaItem]:
    return AgendaItem.objects.visible_to(seat.user)


def _topics(seat: Seat, found: Iterable[AgendaItem]) -> list[Topic]:
    rows, partner = list(found), seat.partner.enrolment.person.first_name
    return [
        Topic(
            pk=row.pk,
            title=row.title,
            kind=row.kind,
            kind_word=str(row.get_kind_display()),
            tried=row.tried,
            direction=DIRECTIONS.get((row.direction, seat.me.is_mentor), ""),
            minutes=row.minutes,
            by=_("You") if row.author_id == seat.me.pk else partner,
            is_mine=row.author_id == seat.me.pk,
            discussed=row.discussed,
            parked=row.parked,
            carried=row.carried_from_id is not None,
            is_first=place == 0,
            is_last=place == len(rows) - 1,
        )
        for place, row in enumerate(rows)
    ]
