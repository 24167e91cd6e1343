"""What falls due for a pair, each rule one query; the ledger writes each of its rows down once.

A query is annotated with `subject`, `recipient`, `period`, `due` and `lapses` (`notifications.planning.NAMES`). A thing
is told at most three times, its period says which time it is, and the program says how often (`ReminderRule`). Rules
look back over an outage of some days, and ahead where a daily mail must come before the thing (`notifications.daily`).
"""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

from django.db.models import (
    CharField,
    DateTimeField,
    DurationField,
    Exists,
    ExpressionWrapper,
    F,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
)
from django.db.models.functions import Cast, Coalesce, Concat, Greatest, Least, TruncDate

from mentorship.notifications.daily import AHEAD
from programs.models import Agreement, Ending, Mentorship, News
from programs.models.reminder_rules import MOST, times_told
from sessions.models import ActionItem, AgendaItem, Feedback, Goal, Meeting, TimesProposal
from sessions.queries.news import KINDS

Rows = Iterator[tuple[str, QuerySet[Any]]]

HOUR, DAY, WEEK = timedelta(hours=1), timedelta(days=1), timedelta(weeks=1)
LOOK_BACK = timedelta(days=5)
AGENDA_BEFORE, SOON_BEFORE = 48 * HOUR, 24 * HOUR
FEEDBACK_AFTER, FEEDBACK_UNTIL = (2 * HOUR, 2 * DAY, 4 * DAY), 5 * DAY
GRACE = WEEK  # beyond the rhythm, before a pair is asked for a date
ACTION_AFTER = (timedelta(), 3 * DAY, 10 * DAY)
# A day begins fourteen hours before Greenwich at the earliest, and no daily mail comes before eight on that wall.
DAY_BEGINS = -14 * HOUR
GOAL_AFTER = (30 * DAY, 60 * DAY, 90 * DAY)
AGREEMENT_AFTER = (7 * DAY, 14 * DAY, 28 * DAY)
WAITING_AFTER = (timedelta(), 7 * DAY, 14 * DAY)
LAST_DAY = 2 * DAY  # before what waits lapses, it is told the last time
NEVER = Cast(Value(None), DateTimeField())
LONG_AGO = Cast(Value(datetime(1970, 1, 1, tzinfo=UTC)), DateTimeField())

State = Meeting.State


def agenda(now: datetime) -> Rows:
    """To whoever brings the topics, two days before a meeting nobody has prepared."""
    prepared = AgendaItem.objects.filter(meeting=OuterRef("pk"))
    brings = (
        Q(swapped=False, mentorship__members__role="mentee")
        | Q(swapped=True, mentorship__members__role="mentor")
        | Q(mentorship__cohort__program__kind="peer")
    )
    rows = _ahead(now, AGENDA_BEFORE, brings, ~Exists(prepared))
    yield (
        "agenda",
        _told(rows, "agenda", 1, "mentorship__cohort__program").annotate(
            subject=F("pk"),
            recipient=F("mentorship__members__enrolment__person__user"),
            period=Cast("sequence", CharField()),  # a meeting that moves is a new thing to prepare
            due=Greatest(_plus(F("starts_at"), -AGENDA_BEFORE), F("created_at")),
            lapses=F("starts_at"),
        ),
    )


def meeting_soon(now: datetime) -> Rows:
    """To both, the day before."""
    rows = _ahead(now, SOON_BEFORE)
    yield (
        "meeting_soon",
        _told(rows, "meeting_soon", 1, "mentorship__cohort__program").annotate(
            subject=F("pk"),
            recipient=F("mentorship__members__enrolment__person__user"),
            period=Cast("sequence", CharField()),
            due=_plus(F("starts_at"), -SOON_BEFORE),
            lapses=F("starts_at"),
        ),
    )


def feedback(now: datetime) -> Rows:
    """To each of the two who has not written, hours after the end, two days later, and on the last day."""
    written = Feedback.objects.filter(meeting=OuterRef("pk"), author=OuterRef("member"))
    rows = Meeting.objects.filter(
        state__in=[State.BOOKED, State.HELD],
        ends_at__gt=now - FEEDBACK_UNTIL,
        mentorship__in=Mentorship.objects.in_contact(),
        mentorship__members__enrolment__person__user__is_active=True,
    ).annotate(member=F("mentorship__members__pk"))
    for time, after in enumerate(FEEDBACK_AFTER, 1):
        due = rows.filter(~Exists(written), ends_at__lte=now - after)
        yield (
            "feedback",
            _told(due, "feedback", time, "mentorship__cohort__program").annotate(
                subject=F("pk"),
                recipient=F("mentorship__members__enrolment__person__user"),
                period=Value(str(time)),
                due=_plus(F("ends_at"), after),
                lapses=_plus(F("ends_at"), FEEDBACK_UNTIL),
            ),
        )


def rhythm(now: datetime) -> Rows:
    """To both, when their rhythm and a week have passed without a meeting and none is booked; then once a rhythm."""
    rows = silent().annotate(recipient=F("members__enrolment__person__user"))
    for time in range(1, MOST + 1):
        waited = ExpressionWrapper(F("step") * time, output_field=DurationField())
        over = _plus(_plus(F("counted"), GRACE), waited)
        # What began lately was not silent so long: said of a plain column, it spares most rows the look at meetings.
        begun = rows.annotate(earliest=_plus(_plus(F("started_at"), GRACE), waited)).filter(earliest__lte=now)
        due = begun.annotate(due=over).filter(due__gt=now - LOOK_BACK, due__lte=now)
        yield (
            "rhythm",
            _told(due, "rhythm", time, "cohort__program").annotate(
                subject=F("pk"),
                period=Concat(_day(Coalesce("last_met", "started_at")), Value(f".{time}")),
                lapses=NEVER,
            ),
        )


def silent() -> QuerySet[Any]:
    """Awake mentorships without a meeting ahead or times proposed. `last_met` ends the last one that took place;
    `counted` is the instant from which the next one is counted, `step` their rhythm (`queries.rhythm.counted_from`).
    """
    ahead = Meeting.objects.upcoming().filter(mentorship=OuterRef("pk"))
    asked = TimesProposal.objects.open().filter(mentorship=OuterRef("pk"))
    met = Meeting.objects.took_place().filter(mentorship=OuterRef("pk")).order_by("-ends_at")
    # Said inside the subquery, because the database writes out an expression wherever its name is used: last_met by
    # name, as the rule needs it, would be read 26 times a pair.
    written = Least(
        Greatest("ends_at", Coalesce(OuterRef("contact_at"), "ends_at")),
        _plus(F("ends_at"), OuterRef("step")),
    )
    step = ExpressionWrapper(Cast("rhythm_weeks", IntegerField()) * Value(WEEK), output_field=DurationField())
    return (
        Mentorship.objects.awake()
        .filter(~Exists(ahead), ~Exists(asked), ~Exists(Ending.objects.filter(mentorship=OuterRef("pk"))))
        .filter(members__enrolment__person__user__is_active=True)
        .annotate(step=step, last_met=Subquery(met.values("ends_at")[:1]))
        .annotate(spoke=Coalesce(Subquery(met.values(spoke=written)[:1]), "started_at"))
        .annotate(counted=Greatest("spoke", Coalesce(Cast("paused_until", DateTimeField()), LONG_AGO)))
    )


def action(now: datetime) -> Rows:
    """To its owner, on the day they chose, and again while it is open."""
    rows = ActionItem.objects.open().filter(
        due_on__isnull=False,
        mentorship__in=Mentorship.objects.awake(),
        owner__enrolment__person__user__is_active=True,
    )
    for time, after in enumerate(ACTION_AFTER, 1):
        due = rows.annotate(due=_plus(Cast("due_on", DateTimeField()), after + DAY_BEGINS))
        yield (
            "action",
            _told(_lately(due, now), "action", time, "mentorship__cohort__program").annotate(
                subject=F("pk"),
                recipient=F("owner__enrolment__person__user"),
                period=Concat(Cast("due_on", CharField()), Value(f".{time}")),
                lapses=NEVER,
            ),
        )


def goal(now: datetime) -> Rows:
    """To its owner, when a goal in focus has not moved for a month."""
    rows = Goal.objects.filter(
        state=Goal.State.IN_FOCUS,
        mentorship__in=Mentorship.objects.awake(),
        owner__enrolment__person__user__is_active=True,
    )
    for time, after in enumerate(GOAL_AFTER, 1):
        due = _lately(rows.annotate(due=_plus(F("touched_at"), after)), now)
        yield (
            "goal",
            _told(due, "goal", time, "mentorship__cohort__program").annotate(
                subject=F("pk"),
                recipient=F("owner__enrolment__person__user"),
                period=Concat(_day("touched_at"), Value(f".{time}")),
                lapses=NEVER,
            ),
        )


def agreement(now: datetime) -> Rows:
    """To both, while they have signed nothing: after one week, two and four."""
    signed = Agreement.objects.signed().filter(mentorship=OuterRef("pk"))
    rows = Mentorship.objects.awake().filter(
        ~Exists(signed), ending=None, members__enrolment__person__user__is_active=True
    )
    for time, after in enumerate(AGREEMENT_AFTER, 1):
        due = _lately(rows.annotate(due=_plus(F("started_at"), after)), now)
        yield (
            "agreement",
            _told(due, "agreement", time, "cohort__program").annotate(
                subject=F("pk"),
                recipient=F("members__enrolment__person__user"),
                period=Value(str(time)),
                lapses=NEVER,
            ),
        )


def waiting(now: datetime) -> Rows:
    """What a partner or the calendar asks and nobody answered: as it opens, a week later, and on the last day."""
    outlive = [name for name, kind in KINDS.items() if kind.outlives]
    reminding: dict[str, list[str]] = {}
    for name, kind in KINDS.items():
        if kind.reminds:
            reminding.setdefault(kind.reminds, []).append(name)
    for told, names in reminding.items():
        rows = News.objects.open().filter(
            Q(mentorship__in=Mentorship.objects.in_contact()) | Q(kind__in=outlive),
            Q(until=None) | Q(until__gt=now),
            kind__in=names,
            reader__enrolment__person__user__is_active=True,
        )
        for time, after in enumerate(WAITING_AFTER, 1):
            due = rows.annotate(due=_plus(F("at"), after))
            if time == MOST:
                due = rows.annotate(due=Coalesce(_plus(F("until"), -LAST_DAY), _plus(F("at"), after)))
            yield (
                told,
                _told(_lately(due, now), told, time, "mentorship__cohort__program").annotate(
                    subject=F("pk"),
                    recipient=F("reader__enrolment__person__user"),
                    period=Concat(_day("at"), Value(f".{time}")),
                    lapses=F("until"),
                ),
            )


RULES = (agenda, meeting_soon, feedback, rhythm, action, goal, agreement, waiting)


def _ahead(now: datetime, before: timedelta, *conditions: Any) -> QuerySet[Any]:
    """Meetings whose reminder is due by the next daily mail, with each member who has an account.

    Conditions on the member belong into this one filter: another would be about another member.
    """
    return Meeting.objects.filter(
        *conditions,
        state=State.BOOKED,
        starts_at__gt=now,
        starts_at__lte=now + before + AHEAD,
        mentorship__in=Mentorship.objects.in_contact(),
        mentorship__members__enrolment__person__user__is_active=True,
    )


def _told(rows: QuerySet[Any], kind: str, time: int, program: str) -> QuerySet[Any]:
    """Only where the program tells it so often."""
    return rows.annotate(times=times_told(kind, program)).filter(times__gte=time)


def _lately(rows: QuerySet[Any], now: datetime) -> QuerySet[Any]:
    return rows.filter(due__gt=now - LOOK_BACK, due__lte=now)


def _plus(instant: Any, span: Any) -> ExpressionWrapper:
    return ExpressionWrapper(instant + span, output_field=DateTimeField())


def _day(instant: Any) -> Cast:
    return Cast(TruncDate(instant), CharField())
