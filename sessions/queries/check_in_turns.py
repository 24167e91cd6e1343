"""Whose turn it is to be asked one question. Found in sets: few statements, however many people there are."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple

from django.db.models import Count, Exists, F, OuterRef

from mentorship.lib import clock
from programs.models import Member, Mentorship, Program
from programs.models.check_in_settings import monday_of
from programs.queries.check_in_settings import schedule_of
from sessions.models import CheckIn
from sessions.models.check_ins import About

# Two people who begin have other things to find out first.
FIRST_AFTER = timedelta(weeks=2)
# Before the daily mail of the same morning, so that it can name the question.
HOUR = time(8)
WORKING_DAYS = 5
OPEN_FOR, MOST = timedelta(days=10), 500


@dataclass(frozen=True)
class Turn:
    """Programs that ask in the same week, and those of its working days whose hour has come there."""

    monday: date
    days: tuple[int, ...]
    weeks: int
    programs: tuple[int, ...]

    def until(self, now: datetime) -> datetime:
        """Ten days, or until the next question."""
        return now + min(OPEN_FOR, timedelta(weeks=self.weeks))


class Due(NamedTuple):
    member: int
    asked: int  # how often they were asked before

    @property
    def about(self) -> str:
        """Every third question is about the two, the others about where they want to go."""
        return About.RELATIONSHIP if self.asked % 3 == 2 else About.GOALS


def turns(now: datetime) -> list[Turn]:
    """One statement. A week that is over is not caught up with: the next question comes soon enough."""
    live = Mentorship.objects.active().filter(cohort__program=OuterRef("pk"))
    programs = Program.objects.filter(Exists(live)).select_related("check_in_settings").order_by("pk")
    found: dict[tuple[date, tuple[int, ...], int], list[int]] = defaultdict(list)
    for program in programs:
        schedule, monday = schedule_of(program), monday_of(now.astimezone(program.zone).date())
        if schedule.is_asking_week(monday) and (days := _days(monday, program, now)):
            found[monday, days, schedule.weeks].append(program.pk)
    return [Turn(*key, programs=tuple(programs)) for key, programs in found.items()]


def _days(monday: date, program: Program, now: datetime) -> tuple[int, ...]:
    days = range(WORKING_DAYS)
    return tuple(
        day for day in days if clock.wall_time(monday + timedelta(days=day), HOUR, program.zone) <= now
    )


def due_in(turn: Turn) -> Iterator[list[Due]]:
    """Five hundred at a time, each in one statement. A member keeps the same working day from time to time."""
    began = datetime.combine(turn.monday, time(), tzinfo=UTC)
    rows = (
        Member.objects.annotate(day=F("pk") % WORKING_DAYS, asked=Count("check_ins"))
        .filter(
            ~Exists(CheckIn.objects.filter(member=OuterRef("pk"), period=turn.monday)),
            day__in=turn.days,
            mentorship__in=Mentorship.objects.awake().filter(
                cohort__program__in=turn.programs, started_at__lte=began - FIRST_AFTER
            ),
            enrolment__person__user__is_active=True,
        )
        .order_by("pk")
    )
    last = 0
    while batch := [Due(*row) for row in rows.filter(pk__gt=last).values_list("pk", "asked")[:MOST]]:
        last = batch[-1].member
        yield batch
