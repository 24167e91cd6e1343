"""The published figures of a cohort, as the health page and its export say them. One statement."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from math import sqrt

from django.template.defaultfilters import date as format_date
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mentorship.dashboards.models import MonthlyFigure
from mentorship.dashboards.queries.month_chart import Bar, MonthChart, month_chart
from mentorship.dashboards.queries.sources import Words
from mentorship.lib.disclosure import ALL, FEWEST_ANSWERED
from programs.models import Cohort

ROLES = (MonthlyFigure.Group.MENTOR, MonthlyFigure.Group.MENTEE)


@dataclass(frozen=True)
class Figure:
    """One question, group and month (or several, from `since` to `month`)."""

    month: date
    since: date
    people: int | None
    least: int | None
    most: int | None

    @property
    def period(self) -> str:
        until = format_date(self.month, "F Y")
        return until if self.since == self.month else f"{format_date(self.since, 'F')} – {until}"

    @property
    def said(self) -> bool:
        return self.least is not None

    @property
    def count(self) -> str:
        """“19 to 24 of 30 people”, or that too few answered."""
        if self.people is None or self.least is None or self.most is None:
            return ngettext("fewer than %(n)s answered", "fewer than %(n)s answered", FEWEST_ANSWERED) % {
                "n": FEWEST_ANSWERED
            }
        facts = {"least": self.least, "most": self.most, "people": self.people}
        if self.least == self.most:
            return _("%(least)s of %(people)s") % facts
        if self.most == self.people:
            return _("%(least)s or more of %(people)s") % facts
        if self.least == 0:
            return _("%(most)s or fewer of %(people)s") % facts
        return _("%(least)s to %(most)s of %(people)s") % facts

    @property
    def bar(self) -> Bar:
        if not self.people or self.least is None or self.most is None:
            return Bar(self.month, None, None)
        return Bar(self.month, self.least / self.people, self.most / self.people)


@dataclass(frozen=True)
class MonthRow:
    """What everybody’s answers show, and each role’s where it is shown."""

    period: str
    count: str
    apart: list[tuple[str, str]]


@dataclass(frozen=True)
class Measure:
    """A question through the months. `good` is what is counted, after “12 of 15”."""

    key: str
    question: Words
    good: Words
    groups: dict[str, list[Figure]] = field(default_factory=dict)

    @property
    def figures(self) -> list[Figure]:
        return self.groups.get(ALL, [])

    @property
    def last(self) -> Figure | None:
        """The latest that says something."""
        return next((one for one in reversed(self.figures) if one.said), None)

    @property
    def sentence(self) -> str:
        if self.last is None:
            return _("The first numbers appear when %(n)s people have answered.") % {"n": FEWEST_ANSWERED}
        return f"{self.last.period}: {self.last.count} {self.good}"

    @property
    def chart(self) -> MonthChart | None:
        if self.last is None:
            return None
        return month_chart([one.bar for one in self.figures], f"{self.question} {self.sentence}")

    @property
    def trend(self) -> str:
        """One word, where the last two figures differ by more than chance makes of so few people."""
        said = [one for one in self.figures if one.said][-2:]
        return trend(*said) if len(said) == 2 else ""

    @property
    def rows(self) -> list[MonthRow]:
        """The table, the latest first."""
        roles = {role: {one.month: one for one in self.groups.get(role, [])} for role in ROLES}
        return [
            MonthRow(
                one.period,
                one.count,
                [
                    (str(role.label), found[one.month].count)
                    for role, found in roles.items()
                    if one.month in found
                ],
            )
            for one in reversed(self.figures)
        ]


def trend(before: Figure, after: Figure) -> str:
    """Chance moves a share of n people by about 1/√n. Ranges count from their nearer ends."""
    old, new = before.bar, after.bar
    if old.least is None or old.most is None or new.least is None or new.most is None:
        return ""
    noise = 1 / sqrt(min(before.people or 1, after.people or 1))
    if new.least - old.most > noise:
        return _("more than before")
    if old.least - new.most > noise:
        return _("fewer than before")
    return ""


def figures_of(cohort: Cohort) -> dict[str, dict[str, list[Figure]]]:
    """By question and group, in the order of the months."""
    rows = MonthlyFigure.objects.of(cohort).order_by("month")
    facts = rows.values_list("question", "group", "month", "since", "people", "least", "most")
    found: dict[str, dict[str, list[Figure]]] = defaultdict(lambda: defaultdict(list))
    for question, group, month, since, people, least, most in facts:
        found[question][group].append(Figure(month, since, people, least, most))
    return found
