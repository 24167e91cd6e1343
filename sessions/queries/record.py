"""A mentor's own record: with whom, from when to when, how often and how long. Facts, no words."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, F, Max, Min, Sum
from django.utils.translation import gettext_lazy as _

from mentorship.accounts.models import User
from mentorship.lib.tables import Table, column
from programs.models import Member, Mentorship
from sessions.models import Meeting
from sessions.queries.faces import Face, face_of


@dataclass(frozen=True)
class RecordRow:
    code: str
    partner: Face
    program: str
    started_at: datetime
    ended_at: datetime | None
    meetings: int
    hours: float
    first_at: datetime | None
    last_at: datetime | None


def record_of(user: User) -> list[RecordRow]:
    """Every mentorship one was the mentor of, the latest first. Two statements."""
    own = Mentorship.objects.filter(members__role="mentor", members__enrolment__person__user=user)
    rows = (
        Member.objects.filter(mentorship__in=own)
        .exclude(enrolment__person__user=user)
        .select_related("mentorship__cohort__program", "enrolment__person__user")
        .order_by("-mentorship__started_at", "-pk")
    )
    met = _met(user)
    return [_row(row, met.get(row.mentorship_id, {})) for row in rows]


def _met(user: User) -> dict[int, dict[str, object]]:
    rows: Any = (
        Meeting.objects.of_member(user)
        .took_place()
        .order_by()
        .values("mentorship")
        .annotate(
            n=Count("pk", distinct=True),
            long=Sum(F("ends_at") - F("starts_at")),
            first=Min("starts_at"),
            last=Max("starts_at"),
        )
    )
    return {row["mentorship"]: row for row in rows}


def _row(member: Member, met: dict[str, object]) -> RecordRow:
    one = member.mentorship
    long = met.get("long")
    return RecordRow(
        code=one.code,
        partner=face_of(member),
        program=one.cohort.program.name,
        started_at=one.started_at,
        ended_at=one.ended_at,
        meetings=met.get("n", 0),  # type: ignore[arg-type]
        hours=round(long.total_seconds() / 3600, 1) if long else 0.0,  # type: ignore[attr-defined]
        first_at=met.get("first"),  # type: ignore[arg-type]
        last_at=met.get("last"),  # type: ignore[arg-type]
    )


RECORD = Table(
    "mentoring-record",
    (
        column("mentee", _("Mentee"), lambda row: row.partner.name),
        column("program", _("Program"), lambda row: row.program),
        column("from", _("From"), lambda row: row.started_at),
        column("until", _("Until"), lambda row: row.ended_at),
        column("meetings", _("Meetings"), lambda row: row.meetings, num=True),
        column("hours", _("Hours"), lambda row: row.hours, num=True),
        column("last", _("Last meeting"), lambda row: row.last_at),
    ),
)
