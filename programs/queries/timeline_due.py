"""What the timeline tells by mail: a date the working day before, and a question of who comes.

A rule as in `sessions.reminders.rules`, for the people of a cohort instead of a pair. A row belongs to one day and time
(`moves`): what moved is asked anew, and the rows about the old time say nothing more.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import CharField, DateTimeField, Exists, ExpressionWrapper, F, OuterRef, QuerySet
from django.db.models.functions import Cast, Coalesce, Greatest

from mentorship.lib import clock
from mentorship.notifications.daily import AHEAD
from mentorship.notifications.models import Occurrence
from programs.models import DateReply, Enrolment, Part, TimelineDate
from programs.models.programs import that_use
from programs.models.reminder_rules import times_told
from programs.models.timeline import OFF
from programs.queries.timeline import DateCard, card_of

DAY, LOOK_BACK = timedelta(days=1), timedelta(days=5)
PEOPLE = "cohort__enrolments"
OPENS = Coalesce("starts_at", "begins_at")
Answer = DateReply.Answer


@dataclass(frozen=True)
class Told:
    """A date as one reader hears of it."""

    kind: str  # of mail
    date: DateCard
    off: bool = False


def timeline_due(now: datetime) -> Iterator[tuple[str, QuerySet[Any]]]:
    """To everybody in the cohort, with the last daily mail before its day begins; not to those who said no."""
    said = DateReply.objects.filter(date=OuterRef("pk"), person=OuterRef("person"))
    no = said.filter(answer=Answer.NO)
    rows = _of_people(now).filter(~Exists(no), begins_at__gt=now, begins_at__lte=now + DAY + AHEAD)
    yield (
        "timeline",
        _told(rows, "timeline").annotate(
            due=ExpressionWrapper(F("begins_at") - DAY, output_field=DateTimeField()), lapses=F("begins_at")
        ),
    )
    rows = _of_people(now).filter(~Exists(said), asks=True).annotate(opens=OPENS).filter(opens__gt=now)
    asked = rows.annotate(due=Greatest("asked_at", "came")).filter(due__gt=now - LOOK_BACK, due__lte=now)
    yield "event", _told(asked, "event").annotate(lapses=OPENS)


def _of_people(now: datetime) -> QuerySet[Any]:
    """Each date with each of the people of its cohort who has an account.

    Who they are is named here, where it is the join of this one filter: a later filter would join people once more.
    """
    rows = TimelineDate.objects.standing().filter(
        begins_at__gt=now - DAY,
        cohort__archived_at=None,
        cohort__enrolments__state=Enrolment.State.ACCEPTED,
        cohort__enrolments__person__user__is_active=True,
    )
    named = rows.annotate(
        person=F(f"{PEOPLE}__person"),
        recipient=F(f"{PEOPLE}__person__user"),
        came=Coalesce(f"{PEOPLE}__decided_at", f"{PEOPLE}__applied_at"),
    )
    return that_use(named, Part.TIMELINE, "cohort__program")


def _told(rows: QuerySet[Any], kind: str) -> QuerySet[Any]:
    """Somebody in both roles stands in two rows, which are one to the ledger."""
    often = rows.annotate(times=times_told(kind, "cohort__program")).filter(times__gte=1)
    return often.annotate(subject=F("pk"), period=Cast("moves", CharField()))


def read(kind: str, occurrences: list[Occurrence]) -> Mapping[int, Told | None]:
    """What still holds of these rows. Three statements."""
    pks = {one.subject_id for one in occurrences}
    users = {one.recipient_id for one in occurrences}
    dates = {row.pk: row for row in TimelineDate.objects.filter(pk__in=pks).select_related("cohort__program")}
    cohorts = {row.cohort_id for row in dates.values()}
    people = Enrolment.objects.accepted().filter(cohort__in=cohorts, person__user__in=users)
    seats = set(people.values_list("cohort", "person__user"))
    replies = DateReply.objects.filter(date__in=pks, person__user__in=users)
    said = {
        (date, user): answer for date, user, answer in replies.values_list("date", "person__user", "answer")
    }

    def found(one: Occurrence) -> Told | None:
        row = dates.get(one.subject_id)
        if row is None or (row.cohort_id, one.recipient_id) not in seats:
            return None
        answer = said.get((row.pk, one.recipient_id), "")
        if not _holds(kind, row, one.period, answer):
            return None
        return Told(kind, card_of(row, answer), off=one.period == OFF)

    return {one.pk: found(one) for one in occurrences}


def _holds(kind: str, row: TimelineDate, period: str, answer: str) -> bool:
    cohort = row.cohort
    gone = cohort.archived_at is not None or Part.TIMELINE not in cohort.program.parts
    if gone or row.opens_at <= clock.now():
        return False
    if period == OFF:
        return row.cancelled_at is not None
    if row.cancelled_at is not None or period != str(row.moves):
        return False
    return answer != Answer.NO if kind == "timeline" else row.asks and not answer
