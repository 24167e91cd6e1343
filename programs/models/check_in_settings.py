"""How often the people of a program are asked one short question: a schedule of weeks, on unless turned off."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from mentorship.lib import clock
from programs.models.programs import Program

USUAL_WEEKS = 4


def monday_of(day: date) -> date:
    return day - timedelta(days=day.weekday())


@dataclass(frozen=True)
class CheckInSchedule:
    """Every so many weeks, counted from the Monday `first_week`."""

    asks: bool
    weeks: int
    first_week: date

    def is_asking_week(self, monday: date) -> bool:
        since = (monday - self.first_week).days // 7
        return self.asks and since >= 0 and since % self.weeks == 0

    def next_week(self, after: date) -> date:
        """The Monday of the first week of questions that begins after this day."""
        monday = max(monday_of(after) + timedelta(weeks=1), self.first_week)
        passed = (monday - self.first_week).days // 7 % self.weeks
        return monday + timedelta(weeks=(self.weeks - passed) % self.weeks)

    def last_week(self, until: date) -> date | None:
        """The Monday of the latest week of questions that has begun by this day."""
        if monday_of(until) < self.first_week:
            return None
        passed = (monday_of(until) - self.first_week).days // 7 % self.weeks
        return monday_of(until) - timedelta(weeks=passed)


class CheckInSettings(models.Model):
    """What a coordinator chose. A program without this row asks every four weeks from the week it was made in.

    Who was asked already, and until when they may answer, stands in rows of their own, which a change leaves alone.
    """

    program = models.OneToOneField(Program, on_delete=models.CASCADE, related_name="check_in_settings")
    asks = models.BooleanField(_("Ask one short question"), default=True)
    weeks = models.PositiveSmallIntegerField(
        _("weeks between questions"),
        default=USUAL_WEEKS,
        validators=[MinValueValidator(1), MaxValueValidator(26)],
    )
    # The Monday from which the weeks are counted; a change begins to count anew, never in a week that has begun.
    first_week = models.DateField()
    changed_at = models.DateTimeField(default=clock.now)

    def __str__(self) -> str:
        return f"check-in settings of program {self.program_id}"

    @property
    def schedule(self) -> CheckInSchedule:
        return CheckInSchedule(self.asks, self.weeks, self.first_week)


def usual_schedule(program: Program) -> CheckInSchedule:
    """Of a program nobody has changed it for."""
    made_on = program.created_at.astimezone(program.zone).date()
    return CheckInSchedule(asks=True, weeks=USUAL_WEEKS, first_week=monday_of(made_on))
