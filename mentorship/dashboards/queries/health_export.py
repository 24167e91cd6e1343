"""Every number of the health page as a row, with how it came about."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mentorship.dashboards.models import MonthlyFigure
from mentorship.dashboards.queries.cohort_health import Health
from mentorship.dashboards.queries.definitions import BALANCE, DEFINITIONS, FIRST
from mentorship.dashboards.queries.figures import Measure
from mentorship.lib.tables import Table, Words, column
from programs.models import Cohort


@dataclass(frozen=True)
class HealthRow:
    """A fact has `least` and `most` alike, and a day; a figure the months it covers."""

    panel: str
    measure: Words
    who: str
    since: str
    until: str
    people: int | None
    least: int | None
    most: int | None


# The panels draw these; the file says them one by one.
HEALTH = Table(
    "health",
    (
        column("panel", gettext_lazy("Panel"), lambda row: row.panel),
        column("measure", gettext_lazy("Measure"), lambda row: row.measure),
        column("who", gettext_lazy("Who"), lambda row: row.who),
        column("since", gettext_lazy("From month"), lambda row: row.since),
        column("until", gettext_lazy("To month"), lambda row: row.until),
        column("people", gettext_lazy("Counted of"), lambda row: row.people, num=True),
        column("least", gettext_lazy("At least"), lambda row: row.least, num=True),
        column("most", gettext_lazy("At most"), lambda row: row.most, num=True),
        column("counted", gettext_lazy("What is counted"), lambda row: DEFINITIONS[row.panel].counted),
        column("out_of", gettext_lazy("Out of"), lambda row: DEFINITIONS[row.panel].out_of),
        column("period", gettext_lazy("Period"), lambda row: DEFINITIONS[row.panel].period),
        column("fresh", gettext_lazy("How fresh"), lambda row: DEFINITIONS[row.panel].fresh),
    ),
)


def health_rows(health: Health, cohort: Cohort) -> Iterable[HealthRow]:
    """The facts as of today, then the closed months."""
    yield from _facts(health, health.now.astimezone(cohort.program.zone).date().isoformat())
    for panel, measures in health.told.parts.items():
        for measure in measures:
            yield from _figures(panel, measure)


def _facts(health: Health, day: str) -> Iterable[HealthRow]:
    balance, first = health.balance, health.first
    pairs = (
        (BALANCE, _("Mentors"), balance.people, balance.mentors),
        (BALANCE, _("Mentees"), balance.people, balance.mentees),
        (BALANCE, _("Places taken"), balance.places, balance.active),
        (BALANCE, _("Mentees matched so far"), balance.mentees, balance.matched),
        (BALANCE, _("Mentees waiting for a mentor"), balance.mentees, balance.waiting),
        (BALANCE, _("Applications to decide"), balance.applied, balance.applied),
        (FIRST, _("Met within 21 days"), first.old, first.soon),
        (FIRST, _("Met later"), first.old, first.later),
        (FIRST, _("Running and not met yet"), first.old, first.silent),
    )
    for panel, words, people, count in pairs:
        yield HealthRow(panel, words, "", day, day, people, count, count)


def _figures(panel: str, measure: Measure) -> Iterable[HealthRow]:
    for group, figures in measure.groups.items():
        who = str(MonthlyFigure.Group(group).label)
        for one in figures:
            span = (f"{one.since:%Y-%m}", f"{one.month:%Y-%m}")
            words = f"{measure.question} {measure.good}"
            yield HealthRow(panel, words, who, *span, one.people, one.least, one.most)
