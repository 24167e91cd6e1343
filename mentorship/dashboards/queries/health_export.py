"""Every number of the health page as a row, with how it came about."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from mentorship.dashboards.models import MonthlyFigure
from mentorship.dashboards.queries.cohort_health import Health
from mentorship.dashboards.queries.definitions import BALANCE, DEFINITIONS, FIRST, Definition
from mentorship.dashboards.queries.figures import Measure
from programs.models import Cohort

Row = list[object]


def csv_header() -> list[str]:
    return [
        _("Panel"),
        _("Measure"),
        _("Who"),
        _("From month"),
        _("To month"),
        _("Counted of"),
        _("At least"),
        _("At most"),
        _("What is counted"),
        _("Out of"),
        _("Period"),
        _("How fresh"),
    ]


def csv_rows(health: Health, cohort: Cohort) -> Iterable[Row]:
    """The facts as of today, then the closed months."""
    yield from _facts(health, health.now.astimezone(cohort.program.zone).date().isoformat())
    for part, measures in health.told.parts.items():
        for measure in measures:
            yield from _figures(part, measure)


def _facts(health: Health, day: str) -> Iterable[Row]:
    balance, first = health.balance, health.first
    pairs = (
        (BALANCE, _("Mentors"), balance.people, balance.mentors),
        (BALANCE, _("Mentees"), balance.people, balance.mentees),
        (BALANCE, _("Places taken"), balance.places, balance.active),
        (BALANCE, _("Mentees matched"), balance.mentees, balance.matched),
        (BALANCE, _("Applications to decide"), balance.applied, balance.applied),
        (FIRST, _("Met within 21 days"), first.old, first.soon),
        (FIRST, _("Met later"), first.old, first.later),
        (FIRST, _("Running and not met yet"), first.old, first.silent),
    )
    for part, words, people, count in pairs:
        yield [part, words, "", day, day, people, count, count, *_how(DEFINITIONS[part])]


def _figures(part: str, measure: Measure) -> Iterable[Row]:
    for group, figures in measure.groups.items():
        who = str(MonthlyFigure.Group(group).label)
        for one in figures:
            span = [f"{one.since:%Y-%m}", f"{one.month:%Y-%m}"]
            counts = [one.people, one.least, one.most]
            yield [part, f"{measure.question} {measure.good}", who, *span, *counts, *_how(DEFINITIONS[part])]


def _how(one: Definition) -> Row:
    return [one.counted, one.out_of, one.period, one.fresh]
