"""Kind lines: of a pair, of a person by year, and those fresh enough for Today."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import QuerySet
from django.utils import timezone

from mentorship.accounts.models import User
from mentorship.lib import clock
from programs.models import Part
from sessions.access import Seat
from sessions.models import Thanks

FRESH = timedelta(days=7)


@dataclass(frozen=True)
class ThanksNote:
    """A line of `templates/sessions/_thanks_note.html`."""

    pk: int
    text: str
    by: str
    code: str
    at: datetime
    is_mine: bool


@dataclass(frozen=True)
class Year:
    year: int
    notes: list[ThanksNote]


def thanks_of(seat: Seat) -> list[ThanksNote]:
    """What the two said to each other, the latest first. One statement."""
    rows = Thanks.objects.visible_to(seat.user).filter(mentorship=seat.mentorship)
    return [_note(row, seat.user) for row in _with_people(rows)]


def thanks_received(user: User) -> list[Year]:
    """Everything anybody thanked this person for, by year. One statement."""
    here = timezone.get_current_timezone()
    years: dict[int, list[ThanksNote]] = {}
    for row in _received(user):
        years.setdefault(row.said_at.astimezone(here).year, []).append(_note(row, user))
    return [Year(year, notes) for year, notes in years.items()]


def fresh_thanks(user: User) -> list[ThanksNote]:
    """Received within a week, in programs that use it: for Today. One statement."""
    rows = _received(user).filter(said_at__gt=clock.now() - FRESH)
    return [_note(row, user) for row in rows if Part.THANKS in row.mentorship.cohort.program.parts]


def _received(user: User) -> QuerySet[Thanks]:
    return _with_people(Thanks.objects.visible_to(user).exclude(author__enrolment__person__user=user))


def _with_people(rows: QuerySet[Thanks]) -> QuerySet[Thanks]:
    return rows.select_related("author__enrolment__person", "mentorship__cohort__program").order_by(
        "-said_at", "-pk"
    )


def _note(row: Thanks, user: User) -> ThanksNote:
    person = row.author.enrolment.person
    return ThanksNote(
        pk=row.pk,
        text=row.text,
        by=person.first_name,
        code=row.mentorship.code,
        at=row.said_at,
        is_mine=person.user_id == user.pk,
    )
