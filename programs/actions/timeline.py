"""The dates of a cohort: added, changed, called off by its coordinators; answered by whoever is invited."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from mentorship.accounts.models import User
from mentorship.lib import clock
from mentorship.lib.refusals import Conflict, Refusal
from mentorship.notifications import ledger
from mentorship.notifications.ledger import Due
from programs.actions import audit
from programs.actions.timeline_calendar import call_off, put_into_calendar, send_again
from programs.models import Cohort, DateReply, Person, Program, TimelineDate
from programs.models.timeline import OFF, day_begins

MOST = 100
USUAL_LENGTH = timedelta(hours=1)
Kind, Answer = TimelineDate.Kind, DateReply.Answer


@dataclass(frozen=True)
class Wanted:
    """What a coordinator wants a date to be. Times are those of the program's zone."""

    day: date
    kind: str = Kind.OWN
    name: str = ""
    hour: time | None = None
    until: time | None = None
    place: str = ""
    about: str = ""
    asks: bool = False


@transaction.atomic
def add_date(*, cohort: Cohort, by: User, wanted: Wanted) -> TimelineDate:
    """Everybody in the cohort sees it at once; where it asks, they are asked with their next daily mail."""
    Cohort.objects.select_for_update().get(pk=cohort.pk)
    if TimelineDate.objects.standing().filter(cohort=cohort).count() >= MOST:
        raise Refusal(_("A hundred dates are no timeline any more. Remove one first."), field="day")
    made = TimelineDate.objects.create(cohort=cohort, **_facts(wanted, cohort.program), **_now(wanted.asks))
    audit.record("timeline.added", target=made, by=by, organisation=cohort.program.organisation)
    return made


@transaction.atomic
def add_usual_dates(*, cohort: Cohort, by: User) -> list[TimelineDate]:
    """Kick-off on the day the cohort starts, closing on its last, the mid-point between; only those it lacks.

    The days a coordinator chose stay as they are; the one nobody chose is a working day.
    """
    half = cohort.starts_on + (cohort.ends_on - cohort.starts_on) / 2
    half += timedelta(days=8 - half.isoweekday() if half.isoweekday() > 5 else 0)
    days = {Kind.KICKOFF: cohort.starts_on, Kind.MIDPOINT: half, Kind.CLOSING: cohort.ends_on}
    Cohort.objects.select_for_update().get(pk=cohort.pk)
    has = set(TimelineDate.objects.standing().filter(cohort=cohort).values_list("kind", flat=True))
    return [
        add_date(cohort=cohort, by=by, wanted=Wanted(day=day, kind=kind))
        for kind, day in days.items()
        if kind not in has
    ]


@transaction.atomic
def edit_date(*, date: TimelineDate, by: User, sequence: int, wanted: Wanted) -> TimelineDate:
    """Over the version somebody read. With a new day or time nobody has answered yet: a yes was to the old one."""
    found = TimelineDate.objects.select_for_update().get(pk=date.pk)
    if found.cancelled_at:
        raise Conflict(_("Another coordinator removed this date meanwhile."))
    if found.sequence != sequence:
        raise Conflict(_("Another coordinator changed this meanwhile. What you typed is kept here."))
    facts = _facts(wanted, date.cohort.program)
    moved = any(facts[name] != getattr(found, name) for name in ("day", "starts_at", "ends_at"))
    changed = any(value != getattr(found, name) for name, value in facts.items() if name != "asks")
    asks_anew = wanted.asks and (moved or not found.asks)
    if moved:
        DateReply.objects.filter(date=found).delete()
    TimelineDate.objects.filter(pk=found.pk).update(
        **facts,
        moves=found.moves + moved,
        sequence=sequence + 1,
        modified_at=clock.now(),
        asked_at=clock.now() if asks_anew else found.asked_at,
    )
    date.refresh_from_db()
    audit.record("timeline.changed", target=date, by=by, organisation=date.cohort.program.organisation)
    if changed:
        send_again(date)  # whoever has it in their calendar
    return date


@transaction.atomic
def remove_date(*, date: TimelineDate, by: User) -> None:
    """Off the timeline. Whoever said yes or maybe hears of it with the next daily mail."""
    rows = TimelineDate.objects.filter(pk=date.pk, cancelled_at=None)
    if not rows.update(cancelled_at=clock.now(), sequence=date.sequence + 1, modified_at=clock.now()):
        return  # pressed twice
    date.refresh_from_db()
    audit.record("timeline.removed", target=date, by=by, organisation=date.cohort.program.organisation)
    if date.opens_at > clock.now():
        ledger.plan_all(
            Due("event", date.pk, user, clock.now(), OFF, lapses_at=date.opens_at) for user in _coming(date)
        )
        call_off(date)


@transaction.atomic
def answer_date(*, date: TimelineDate, person: Person, answer: str) -> DateReply:
    """Yes, maybe or no; the last one holds."""
    found = TimelineDate.objects.select_for_update().get(pk=date.pk)
    if answer not in Answer.values:
        raise Refusal(_("Choose one of the three answers."), field="answer")
    if found.moves != date.moves:
        raise Conflict(_("It has just moved to another day or time. Look at it once more."))
    if not found.can_be_answered:
        raise Conflict(_("This can’t be answered any more."))
    reply, made = DateReply.objects.get_or_create(date=found, person=person, defaults={"answer": answer})
    if not made:
        reply.changes += reply.answer != answer
        reply.answer, reply.answered_at = answer, clock.now()
        reply.save(update_fields=["answer", "answered_at", "changes"])
    put_into_calendar(found, reply)
    return reply


def keep_days(*, program: Program) -> None:
    """In a new zone a day stays that day; an event keeps its instant."""
    for one in TimelineDate.objects.filter(cohort__program=program):
        TimelineDate.objects.filter(pk=one.pk).update(begins_at=day_begins(one.day, program))


def _coming(date: TimelineDate) -> list[int]:
    rows = DateReply.objects.filter(date=date, person__user__is_active=True).exclude(answer=Answer.NO)
    return list(rows.values_list("person__user", flat=True))


def _now(asks: bool) -> dict[str, Any]:
    now = clock.now()
    return {"created_at": now, "modified_at": now, "asked_at": now if asks else None}


def _facts(wanted: Wanted, program: Program) -> dict[str, Any]:
    if wanted.kind == Kind.OWN and not wanted.name:
        raise Refusal(_("Say what it is."), field="name")
    starts_at, ends_at = _times(wanted, program)
    return {
        "kind": wanted.kind,
        "name": wanted.name,
        "day": wanted.day,
        "begins_at": day_begins(wanted.day, program),
        "starts_at": starts_at,
        "ends_at": ends_at,
        "place": wanted.place,
        "about": wanted.about,
        "asks": wanted.asks,
    }


def _times(wanted: Wanted, program: Program) -> tuple[datetime | None, datetime | None]:
    if wanted.hour is None:
        if wanted.until is not None:
            raise Refusal(_("Say when it begins, or leave both times out."), field="hour")
        return None, None
    for field, hour in (("hour", wanted.hour), ("until", wanted.until)):
        if hour is not None and not clock.exists_on_the_wall(wanted.day, hour, program.zone):
            raise Refusal(_("On this day the clocks leave out this time. Choose another."), field=field)
    starts_at = clock.wall_time(wanted.day, wanted.hour, program.zone)
    if wanted.until is None:
        return starts_at, starts_at + USUAL_LENGTH
    if (ends_at := clock.wall_time(wanted.day, wanted.until, program.zone)) <= starts_at:
        raise Refusal(_("It ends before it begins. Choose a later time."), field="until")
    return starts_at, ends_at
