"""Lines that people sent the coordinators with a check-in. Never the answer itself."""

from dataclasses import dataclass
from datetime import datetime

from mentorship.accounts.models import User
from programs.models import Cohort, Person
from sessions.models import CheckInNote

MOST_READ = 30


@dataclass(frozen=True)
class SentNote:
    pk: int
    by: str
    by_code: str
    initials: str
    hue: int
    text: str
    sent_at: datetime
    read_at: datetime | None
    read_by: str


@dataclass(frozen=True)
class SentNotes:
    unread: list[SentNote]
    read: list[SentNote]


def notes_in(user: User, cohort: Cohort) -> SentNotes:
    """What waits, the oldest first; then what was read, the latest first. Three statements at most."""
    rows = CheckInNote.objects.for_coordinator(user).filter(check_in__member__mentorship__cohort=cohort)
    rows = rows.select_related("check_in__member__enrolment__person", "read_by")
    unread = list(rows.unread())
    read = list(rows.filter(read_at__isnull=False).order_by("-read_at", "-pk")[:MOST_READ])
    names = _names(cohort, {row.read_by_id for row in read} - {None})
    return SentNotes([_note(row, names) for row in unread], [_note(row, names) for row in read])


def _names(cohort: Cohort, users: set[int | None]) -> dict[int | None, str]:
    people = Person.objects.filter(organisation=cohort.program.organisation_id, user__in=users)
    return dict(people.exclude(name="").values_list("user_id", "name")) if users else {}


def _note(row: CheckInNote, names: dict[int | None, str]) -> SentNote:
    person = row.check_in.member.enrolment.person
    return SentNote(
        pk=row.pk,
        by=person.shown_name,
        by_code=person.code,
        initials=person.initials,
        hue=person.hue,
        text=row.text,
        sent_at=row.sent_at,
        read_at=row.read_at,
        read_by=names.get(row.read_by_id, row.read_by.email if row.read_by else ""),
    )
