"""The daily mail: what waits for one person, as lines of one mail at half past eight on their working day.

Rows of the lane DAILY are never claimed by themselves. `plan_daily` finds whose morning it is and plans one
occurrence of kind "daily" for each person and day; when that is sent, `gather` says which rows it takes along. A row
that would lose its point before the next daily mail goes with this one, even ahead of its own date: what is about a
meeting on Monday at nine comes on Friday.
"""

import logging
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from enum import Enum
from typing import Any

from django.db.models import (
    Case,
    CharField,
    DateTimeField,
    Exists,
    F,
    Min,
    OuterRef,
    Q,
    QuerySet,
    Value,
    When,
)
from django.db.models.expressions import BaseExpression

from mentorship.accounts.models import Snooze, User
from mentorship.accounts.zones import zone
from mentorship.lib import clock
from mentorship.lib.lines import Line
from mentorship.notifications.hours import Hours
from mentorship.notifications.kinds import DAILY
from mentorship.notifications.ledger import Due, plan_all
from mentorship.notifications.models import Delivery, Lane, MailChoice, MailHours, Occurrence
from mentorship.notifications.planning import plan_rows

AHEAD = timedelta(days=5)  # how far ahead of its date a row may be taken along; rules plan as far
LEAD = timedelta(hours=2)  # what is about a moment is of use only so long before it
STALE = timedelta(days=8)  # a row nobody's mail took for so long is dropped with a record
FOR_GOOD = datetime(9000, 1, 1, tzinfo=UTC)  # put off until here: “stop asking”

logger = logging.getLogger(__name__)
State = Delivery.State
Choice = MailChoice.When


class Verdict(Enum):
    LATER = "later"  # not today; it waits for another daily mail


@dataclass(frozen=True)
class Item:
    """A row that still has a point. `words` makes its line in the reader's language and zone, when it is written.

    Of several items about the same thing (`about`) only the most pressing is told. `key` is that of the line on Today.
    """

    rank: int
    key: str
    words: Callable[[], Line]
    about: str = ""


# Answers for each occurrence of one kind what it is now, in a constant number of statements; None: no longer wanted.
Reader = Callable[[list[Occurrence]], Mapping[int, Item | Verdict | None]]


@dataclass
class Taken:
    """What a daily mail takes along: rows with their items, the most pressing first; and rows that lost their point."""

    told: list[tuple[Delivery, Item]] = field(default_factory=list)
    gone: dict[int, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Morning:
    """A daily mail that may be sent now."""

    day: date
    at: datetime
    until: datetime
    next_at: datetime
    begins_week: bool

    @classmethod
    def of(cls, hours: Hours) -> "Morning | None":
        now = clock.now()
        day = now.astimezone(hours.zone).date()
        at, until = hours.daily_on(day), hours.daily_until(day)
        if at is None or not at <= now < until:
            return None
        return cls(day, at, until, hours.next_daily(now), hours.begins_week(day))


def waiting(zone_of_reader: BaseExpression) -> QuerySet[Any]:
    """Rows for a daily mail, with the zone of their reader."""
    rows = Delivery.objects.filter(state=State.DUE, lane=Lane.DAILY, occurrence__recipient__is_active=True)
    return rows.annotate(zone=zone_of_reader)


def plan_daily(zone_of_reader: BaseExpression) -> int:
    """One daily mail for everybody whose morning it is and for whom something is ripe. Answers how many."""
    rows = waiting(zone_of_reader)
    if MailChoice.objects.filter(
        when=Choice.AT_ONCE
    ).exists():  # else every row would be looked at, for nothing
        Delivery.objects.filter(
            Exists(_chose(Choice.AT_ONCE)), state=State.DUE, lane=Lane.DAILY, due_at__lte=clock.now()
        ).update(lane=Lane.OWN)
    soon = rows.filter(Q(due_at__lte=clock.now()) | Q(occurrence__lapses_at__lt=clock.now() + AHEAD))
    return _plan_usual(soon) + _plan_chosen(soon)


def _chose(*choices: str) -> QuerySet[MailChoice]:
    """Of the reader of the row at hand, about its kind."""
    return MailChoice.objects.filter(
        user=OuterRef("occurrence__recipient"), kind=OuterRef("occurrence__kind"), when__in=choices
    )


def _plan_usual(rows: QuerySet[Any]) -> int:
    """Those who chose no hours of their own: everybody in a zone has the same morning."""
    usual = rows.filter(occurrence__recipient__mail_hours=None)
    mornings = {name: found for name in _zones(usual) if (found := Morning.of(Hours(zone(name))))}
    if not mornings:
        return 0
    weeks = [name for name, morning in mornings.items() if morning.begins_week]

    def told(value: Callable[[Morning], object], kind: type = DateTimeField) -> Case:
        whens = (When(zone=name, then=Value(value(one))) for name, one in mornings.items())
        return Case(*whens, output_field=kind())

    # What came up since half past eight waits for the next mail, also where today's has not been sent.
    ripe = Q(due_at__lte=told(lambda one: one.at)) | Q(
        occurrence__lapses_at__lt=told(lambda one: one.next_at + LEAD)
    )
    wanted = ~Exists(_chose(Choice.NEVER)) & (Q(zone__in=weeks) | ~Exists(_chose(Choice.WEEKLY)))
    return plan_rows(
        DAILY,
        usual.filter(ripe, wanted, zone__in=list(mornings))
        .annotate(
            subject=F("occurrence__recipient"),
            recipient=F("occurrence__recipient"),
            period=told(lambda one: one.day.isoformat(), CharField),
            due=told(lambda one: one.at),
            lapses=told(lambda one: one.until),
        )
        .distinct(),
    )


def _zones(rows: QuerySet[Any]) -> set[str]:
    """Of the readers of these rows, and perhaps more. Most people said where they live: that is one column to read,
    and only where somebody did not are the rows looked at.
    """
    said = set(User.objects.order_by().values_list("time_zone", flat=True).distinct())
    if "" not in said:
        return said
    unsaid = rows.filter(occurrence__recipient__time_zone="").order_by().values_list("zone", flat=True)
    return said - {""} | set(unsaid.distinct())


def _plan_chosen(rows: QuerySet[Any]) -> int:
    """Those with hours of their own: each has a morning of their own."""
    found = rows.filter(occurrence__recipient__mail_hours__isnull=False).order_by()
    readers = {
        pk: (name, first, lapses)
        for pk, name, first, lapses in found.values_list("occurrence__recipient", "zone").annotate(
            first=Min("due_at"), lapses=Min("occurrence__lapses_at")
        )
    }
    dues = []
    for hours in MailHours.objects.filter(user__in=list(readers)):
        name, first, lapses = readers[hours.user_id]
        morning = Morning.of(Hours.of(zone(name), hours))
        if morning and (first <= morning.at or (lapses and lapses < morning.next_at + LEAD)):
            reader = hours.user_id
            dues.append(
                Due(DAILY, reader, reader, morning.at, morning.day.isoformat(), lapses_at=morning.until)
            )
    return plan_all(dues)


def gather(
    recipients: Iterable[int], readers: Mapping[str, Reader], hours: Mapping[int, Hours]
) -> dict[int, Taken]:
    """What the daily mails of these people say now; `hours` holds each of them. A few statements a kind."""
    taken = {pk: Taken() for pk in recipients}
    ripe = _ripe(taken, hours)
    put_off = _put_off(list(taken))
    by_kind: dict[str, list[Delivery]] = {}
    for row in ripe:
        by_kind.setdefault(row.occurrence.kind, []).append(row)
    for kind, rows in by_kind.items():
        found, bad = _read(readers[kind], kind, [row.occurrence for row in rows])
        for row in rows:
            if why := bad.get(row.occurrence_id):
                taken[row.occurrence.recipient_id].gone[row.pk] = why
            else:
                _sort_in(taken[row.occurrence.recipient_id], row, found.get(row.occurrence_id), put_off)
    for one in taken.values():
        one.told.sort(key=lambda pair: (pair[1].rank, pair[0].due_at, pair[0].pk))
    return taken


def _read(
    reader: Reader, kind: str, occurrences: list[Occurrence]
) -> tuple[dict[int, Item | Verdict | None], dict[int, str]]:
    """All of a kind at once; where that fails each by itself, so that one bad row keeps nobody's mail back (F7)."""
    try:
        return dict(reader(occurrences)), {}
    except Exception as error:
        if len(occurrences) == 1:
            why = f"{type(error).__name__} when it was read"
            logger.error("A line of kind %s (occurrence %s): %s", kind, occurrences[0].pk, why)  # noqa: TRY400
            return {}, {occurrences[0].pk: why}
    found: dict[int, Item | Verdict | None] = {}
    bad: dict[int, str] = {}
    for one in occurrences:
        good, failed = _read(reader, kind, [one])
        found, bad = {**found, **good}, {**bad, **failed}
    return found, bad


def _ripe(taken: Mapping[int, Taken], hours: Mapping[int, Hours]) -> list[Delivery]:
    now = clock.now()
    chosen = MailChoice.objects.filter(user__in=list(taken)).values_list("user", "kind", "when")
    choices = {(user, kind): when for user, kind, when in chosen}
    rows = Delivery.objects.filter(
        Q(due_at__lte=now) | Q(occurrence__lapses_at__isnull=False, due_at__lte=now + AHEAD),
        state=State.DUE,
        lane=Lane.DAILY,
        occurrence__recipient__in=list(taken),
    ).select_related("occurrence__recipient")
    days = {pk: now.astimezone(hours[pk].zone).date() for pk in taken}
    at = {pk: hours[pk].daily_on(days[pk]) or now for pk in taken}
    next_at = {pk: hours[pk].next_daily(now) for pk in taken}
    weekly = {pk: hours[pk].begins_week(days[pk]) for pk in taken}
    ripe = []
    for row in rows:
        one, reader = row.occurrence, row.occurrence.recipient_id
        choice = choices.get((reader, one.kind))
        if gone := _lost_its_point(row, choice):
            taken[reader].gone[row.pk] = gone
        elif row.due_at > at[reader] and not (one.lapses_at and one.lapses_at < next_at[reader] + LEAD):
            continue
        elif choice != Choice.WEEKLY or weekly[reader]:
            ripe.append(row)
    return ripe


def _lost_its_point(row: Delivery, choice: str | None) -> str:
    now, lapses_at = clock.now(), row.occurrence.lapses_at
    if choice == Choice.NEVER:
        return "not wanted by mail"
    if lapses_at is not None and lapses_at <= now:
        return "lapsed"
    return "more than eight days late" if row.due_at < now - STALE else ""


def _put_off(users: list[int]) -> dict[tuple[int, str], datetime]:
    """What these people put off on Today, or stopped for good."""
    rows = Snooze.objects.filter(user__in=users, until__gt=clock.now()).values_list("user", "key", "until")
    return {(user, key): until for user, key, until in rows}


def _sort_in(
    one: Taken,
    row: Delivery,
    item: Item | Verdict | None,
    put_off: Mapping[tuple[int, str], datetime],
) -> None:
    if item is None:
        one.gone[row.pk] = "no longer wanted"
    elif isinstance(item, Item):
        until = put_off.get((row.occurrence.recipient_id, item.key))
        if until is None:
            one.told.append((row, item))
        elif until >= FOR_GOOD:
            one.gone[row.pk] = "stopped by its reader"


def lines_of(taken: Taken) -> list[Item]:
    """Of several about the same thing the first."""
    seen: set[str] = set()
    items = []
    for _row, item in taken.told:
        if item.key in seen or (item.about and item.about in seen):
            continue
        seen |= {item.key, item.about} - {""}
        items.append(item)
    return items
