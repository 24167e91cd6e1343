"""What coordinators corrected, as the two and the coordinators read it: who, when, from what to what."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _

from mentorship.accounts.models import User
from programs.models import Mentorship, Program
from programs.queries.safeguarding import named
from sessions.models import Correction

MOST = 20


@dataclass(frozen=True)
class CorrectionCard:
    """`was` and `now` are instants for a meeting, days for the mentorship itself."""

    number: int
    kind: str
    words: str  # “noted a meeting”
    by: str
    at: datetime
    was: datetime | None
    now: datetime | None
    start: tuple[date, date] | None  # the first day before and after, where it moved
    end: tuple[date | None, date | None] | None  # the last day; None is the cohort's
    put_back_at: datetime | None
    put_back_by: str

    @property
    def is_of_meeting(self) -> bool:
        return self.kind != Correction.Kind.DATES


def correction_card(correction: Correction) -> CorrectionCard:
    return _cards([correction], correction.mentorship.cohort.program)[0]


def corrections_of(user: User, mentorship: Mentorship) -> list[CorrectionCard]:
    """The latest first. Two statements."""
    rows = Correction.objects.visible_to(user).filter(mentorship=mentorship)
    rows = rows.select_related("by", "put_back_by__enrolment__person").order_by("-number")
    return _cards(list(rows[:MOST]), mentorship.cohort.program)


def _cards(rows: Sequence[Correction], program: Program) -> list[CorrectionCard]:
    users = {row.by for row in rows if row.by}
    names = dict(zip(users, (one.name for one in named(program, list(users))), strict=True)) if users else {}
    return [_card(row, names.get(row.by, _("A coordinator")), program) for row in rows]  # type: ignore[arg-type]


def _card(row: Correction, by: str, program: Program) -> CorrectionCard:
    of_mentorship = row.kind == Correction.Kind.DATES
    return CorrectionCard(
        number=row.number,
        kind=row.kind,
        words=str(row.get_kind_display()),
        by=by,
        at=row.at,
        was=row.was_start,
        now=row.now_start,
        start=_moved(row, program) if of_mentorship else None,
        end=_ends(row, program) if of_mentorship else None,
        put_back_at=row.put_back_at,
        put_back_by=row.put_back_by.enrolment.person.shown_name if row.put_back_by else "",
    )


def _moved(row: Correction, program: Program) -> tuple[date, date] | None:
    if row.was_start is None or row.now_start is None or row.was_start == row.now_start:
        return None
    return _day(row.was_start, program), _day(row.now_start, program)


def _ends(row: Correction, program: Program) -> tuple[date | None, date | None] | None:
    if row.was_end is not None and row.now_end is not None and row.was_end != row.now_end:
        return _day(row.was_end, program), _day(row.now_end, program)
    return (row.was_day, row.now_day) if row.was_day != row.now_day else None


def _day(instant: datetime, program: Program) -> date:
    return instant.astimezone(program.zone).date()
