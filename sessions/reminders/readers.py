"""What a row of the ledger is now: a thing that waits, or nothing any more. A few statements for all rows of a kind.

Answers are `Waiting` (or `Asked`, the news that asks). Today's lines give them words, so a mail and Today say the same.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import time
from typing import Any

from django.db.models import Exists, F, OuterRef

from mentorship.lib import clock
from mentorship.notifications.daily import Verdict
from mentorship.notifications.models import Occurrence
from programs.models import Agreement, Mentorship, News
from sessions.access import parts_of
from sessions.models import ActionItem, AgendaItem, Feedback, Goal, Meeting
from sessions.queries.faces import Face, face_of, zone_of
from sessions.queries.news import KINDS
from sessions.queries.sides import Sides, sides_by_reader
from sessions.queries.thread import is_on, kind_of
from sessions.queries.waiting import Waiting
from sessions.reminders.rules import FEEDBACK_UNTIL, silent

State = Meeting.State


@dataclass(frozen=True)
class Asked:
    """A question that is still open, and who sits opposite its reader."""

    row: News
    partner: Face


Found = Mapping[int, Waiting | Asked | Verdict | None]


def agenda(occurrences: list[Occurrence]) -> Found:
    topics = AgendaItem.objects.filter(meeting=OuterRef("pk"))
    rows = _meetings(occurrences, state=State.BOOKED).annotate(prepared=Exists(topics))
    return _of_meetings(occurrences, rows, "agenda", lambda meeting, _me: not meeting.prepared)


def meeting_soon(occurrences: list[Occurrence]) -> Found:
    return _of_meetings(
        occurrences, _meetings(occurrences, state=State.BOOKED), "meeting_soon", lambda _meeting, _me: True
    )


def feedback(occurrences: list[Occurrence]) -> Found:
    rows = list(_meetings(occurrences, state__in=[State.BOOKED, State.HELD]))
    written = set(Feedback.objects.filter(meeting__in=rows).values_list("meeting", "author"))
    now = clock.now()

    def asked(meeting: Any, me: Any) -> bool:
        over = meeting.took_place and meeting.ends_at + FEEDBACK_UNTIL > now
        return over and (meeting.pk, me.pk) not in written

    return _of_meetings(occurrences, rows, "feedback", asked)


def _meetings(occurrences: list[Occurrence], **facts: Any) -> Any:
    return Meeting.objects.filter(pk__in={one.subject_id for one in occurrences}, **facts)


def _of_meetings(
    occurrences: list[Occurrence], rows: Iterable[Any], kind: str, asks: Callable[[Any, Any], bool]
) -> Found:
    meetings = {row.pk: row for row in rows}
    sides = sides_by_reader(Mentorship.objects.in_contact(), (row.mentorship_id for row in meetings.values()))

    def found(one: Occurrence) -> Waiting | None:
        meeting = meetings.get(one.subject_id)
        seats = sides.get((meeting.mentorship_id, one.recipient_id)) if meeting else None
        if meeting is None or seats is None or not asks(meeting, seats[0]):
            return None
        if kind != "feedback" and (str(meeting.sequence) != one.period or meeting.starts_at <= clock.now()):
            return None  # it was moved, or has begun
        return _waits(kind, seats, number=meeting.number, at=meeting.starts_at)

    return {one.pk: found(one) for one in occurrences}


def _waits(kind: str, seats: Sides, **facts: Any) -> Waiting:
    mentorship = seats[0].mentorship
    return Waiting(
        kind=kind,
        code=mentorship.code,
        partner=face_of(seats[1]),
        program=mentorship.cohort.program.name,
        **facts,
    )


def rhythm(occurrences: list[Occurrence]) -> Found:
    """Silence that is over, by a date or a rest, asks nobody any more; one that began anew has rows of its own."""
    rows = silent().filter(pk__in={one.subject_id for one in occurrences})
    due = {row.pk: row for row in rows.annotate(due=F("counted") + F("step")).distinct()}
    sides = sides_by_reader(Mentorship.objects.awake(), due)

    def found(one: Occurrence) -> Waiting | None:
        row, seats = due.get(one.subject_id), sides.get((one.subject_id, one.recipient_id))
        if row is None or seats is None or not one.period.startswith(_since(row)):
            return None
        if row.last_met is None:
            return _waits("first_meeting", seats, at=row.started_at, weeks=row.rhythm_weeks)
        return _waits("rhythm", seats, at=row.due, weeks=row.rhythm_weeks)

    return {one.pk: found(one) for one in occurrences}


def _since(row: Any) -> str:
    return str((row.last_met or row.started_at).date())


def action(occurrences: list[Occurrence]) -> Found:
    """Only once its day has come where its owner lives."""
    rows = ActionItem.objects.open().filter(
        pk__in={one.subject_id for one in occurrences}, due_on__isnull=False
    )
    items = {row.pk: row for row in rows}
    sides = sides_by_reader(Mentorship.objects.awake(), (row.mentorship_id for row in items.values()))

    def found(one: Occurrence) -> Waiting | Verdict | None:
        item = items.get(one.subject_id)
        seats = sides.get((item.mentorship_id, one.recipient_id)) if item else None
        if item is None or seats is None or item.due_on is None or seats[0].pk != item.owner_id:
            return None
        if not one.period.startswith(item.due_on.isoformat()):
            return None
        if clock.today(zone_of(seats[0])) < item.due_on:
            return Verdict.LATER
        at = clock.wall_time(item.due_on, time(), zone_of(seats[0]))
        return _waits("action_due", seats, number=item.pk, at=at)

    return {one.pk: found(one) for one in occurrences}


def goal(occurrences: list[Occurrence]) -> Found:
    rows = Goal.objects.filter(pk__in={one.subject_id for one in occurrences}, state=Goal.State.IN_FOCUS)
    goals = {row.pk: row for row in rows}
    sides = sides_by_reader(Mentorship.objects.awake(), (row.mentorship_id for row in goals.values()))

    def found(one: Occurrence) -> Waiting | None:
        row = goals.get(one.subject_id)
        seats = sides.get((row.mentorship_id, one.recipient_id)) if row else None
        if row is None or seats is None or seats[0].pk != row.owner_id:
            return None
        if not one.period.startswith(str(row.touched_at.date())):
            return None
        return _waits("goal_untouched", seats, number=row.number, at=row.touched_at)

    return {one.pk: found(one) for one in occurrences}


def agreement(occurrences: list[Occurrence]) -> Found:
    pks = {one.subject_id for one in occurrences}
    signed = set(Agreement.objects.signed().filter(mentorship__in=pks).values_list("mentorship", flat=True))
    sides = sides_by_reader(Mentorship.objects.awake().filter(ending=None), pks - signed)
    found = {one.pk: sides.get((one.subject_id, one.recipient_id)) for one in occurrences}
    return {
        pk: _waits("agreement", seats, at=seats[0].mentorship.started_at) if seats else None
        for pk, seats in found.items()
    }


def waiting(occurrences: list[Occurrence]) -> Found:
    """The question itself, as long as it is open, its part is on, and the two are in contact."""
    rows = (
        News.objects.open()
        .filter(pk__in={one.subject_id for one in occurrences})
        .select_related("mentorship__cohort__program", "by__enrolment__person")
    )
    asked = {row.pk: row for row in rows if _still_asked(row)}
    sides = sides_by_reader(Mentorship.objects.all(), (row.mentorship_id for row in asked.values()))

    def found(one: Occurrence) -> Asked | None:
        row = asked.get(one.subject_id)
        seats = sides.get((row.mentorship_id, one.recipient_id)) if row else None
        if row is None or seats is None or seats[0].pk != row.reader_id:
            return None
        if not one.period.startswith(str(row.at.date())):
            return None  # asked anew since: that has rows of its own
        return Asked(row, face_of(seats[1]))

    return {one.pk: found(one) for one in occurrences}


def _still_asked(row: News) -> bool:
    mentorship = row.mentorship
    if not is_on(row, parts_of(mentorship)) or (row.until is not None and row.until <= clock.now()):
        return False
    if mentorship.contact_stopped_at is not None:
        return False
    return mentorship.state == Mentorship.State.ACTIVE or kind_of(row).outlives


READERS: dict[str, Callable[[list[Occurrence]], Found]] = {
    "agenda": agenda,
    "meeting_soon": meeting_soon,
    "feedback": feedback,
    "rhythm": rhythm,
    "action": action,
    "goal": goal,
    "agreement": agreement,
    **{kind.reminds: waiting for kind in KINDS.values() if kind.reminds},
}
