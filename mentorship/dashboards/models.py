"""The one table of the dashboards: figures that were published once and stay as they are.

A figure counts rows of both branches, so it can belong to neither of them.
"""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from mentorship.lib import clock
from mentorship.lib.disclosure import ALL
from programs.models import Cohort
from programs.models.enrolments import Role


class FigureQuerySet(models.QuerySet["MonthlyFigure"]):
    def of(self, cohort: Cohort) -> "FigureQuerySet":
        """The caller fetched the cohort as its coordinator."""
        return self.filter(cohort=cohort)


class MonthlyFigure(models.Model):
    """What `mentorship.lib.disclosure` lets be said of one question, month and group; a fact is least = most.

    Written when the month has closed and never again: neither a late answer nor somebody who leaves changes it.
    `since`: the first month it covers, for months in which too few answered go into the next one.
    """

    class Group(models.TextChoices):
        ALL = ALL, _("everybody")
        MENTOR = Role.MENTOR.value, _("mentors")
        MENTEE = Role.MENTEE.value, _("mentees")

    cohort = models.ForeignKey(Cohort, on_delete=models.CASCADE, related_name="figures")
    month = models.DateField()
    since = models.DateField()
    question = models.CharField(max_length=24)
    group = models.CharField(max_length=8, choices=Group, default=Group.ALL)
    people = models.PositiveIntegerField(null=True)
    least = models.PositiveIntegerField(null=True)
    most = models.PositiveIntegerField(null=True)
    published_at = models.DateTimeField(default=clock.now)

    objects = FigureQuerySet.as_manager()

    class Meta:
        ordering = ["month", "question", "group"]
        constraints = [
            models.UniqueConstraint(fields=["cohort", "month", "question", "group"], name="figure_once"),
            models.CheckConstraint(name="figure_begins_before_it_ends", condition=Q(since__lte=F("month"))),
            models.CheckConstraint(
                name="figure_is_a_range",
                condition=Q(least=None, most=None) | Q(least__lte=F("most"), most__lte=F("people")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.question} of {self.group} in {self.month:%Y-%m}"
