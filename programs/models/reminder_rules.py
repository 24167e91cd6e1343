"""How often a program's people are reminded of one thing: coordinators choose it for each kind of reminder."""

from typing import Any

from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import OuterRef, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from programs.models.programs import Program

MOST = 3  # opening, middle, last day; then silence


class Pace(models.TextChoices):
    """Three sets of rules to begin from."""

    FEW = "few", _("Few: only what would be missed")
    USUAL = "usual", _("Usual")
    CLOSE = "close", _("Close: until it is done, three times at most")


# How often each kind is told about one thing. 0: never by mail; Today still shows it.
TIMES: dict[str, dict[str, int]] = {
    Pace.FEW: {
        "agenda": 1,
        "meeting_soon": 0,
        "feedback": 1,
        "rhythm": 1,
        "action": 0,
        "goal": 0,
        "agreement": 1,
        "check_in": 1,
        "review": 2,
        "partner": 1,
        "timeline": 1,
        "event": 1,
        "survey": 1,
    },
    Pace.USUAL: {
        "agenda": 1,
        "meeting_soon": 1,
        "feedback": 2,
        "rhythm": 2,
        "action": 1,
        "goal": 1,
        "agreement": 2,
        "check_in": 1,
        "review": 3,
        "partner": 2,
        "timeline": 1,
        "event": 1,
        "survey": 2,
    },
    Pace.CLOSE: {
        "agenda": 1,
        "meeting_soon": 1,
        "feedback": 3,
        "rhythm": 3,
        "action": 3,
        "goal": 3,
        "agreement": 3,
        "check_in": 2,
        "review": 3,
        "partner": 3,
        "timeline": 1,
        "event": 1,
        "survey": 3,
    },
}
USUAL = TIMES[Pace.USUAL]


class ReminderRuleQuerySet(models.QuerySet["ReminderRule"]):
    def times_of(self, program: Program) -> dict[str, int]:
        """For each kind of reminder, as this program has it."""
        return {**USUAL, **dict(self.filter(program=program).values_list("kind", "times"))}


class ReminderRule(models.Model):
    """Where a program differs from the usual. A change holds for reminders from now on, never for what two agreed."""

    program = models.ForeignKey(Program, on_delete=models.CASCADE, related_name="reminder_rules")
    kind = models.CharField(max_length=40)
    times = models.PositiveSmallIntegerField(validators=[MaxValueValidator(MOST)])

    objects = ReminderRuleQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["program", "kind"], name="reminder_rule_once")]

    def __str__(self) -> str:
        return f"{self.kind} {self.times} times in program {self.program_id}"


def times_told(kind: str, program: str) -> Any:
    """How often `kind` is told in the program at hand; `program` is the lookup path to it."""
    chosen = ReminderRule.objects.filter(program=OuterRef(program), kind=kind)
    return Coalesce(
        Subquery(chosen.values("times")[:1]), Value(USUAL[kind]), output_field=models.IntegerField()
    )
