"""The summary of a cohort on one page: how it goes, each figure beside the one of the period before.

Facts as they stand now and stood when the last month ended; of a period, as they stood when it and the one of equal
length before it ended, and what happened in each. What people say, and goals, only as the months were
closed: nothing of those is counted here.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mentorship.accounts.models import User
from mentorship.dashboards.queries.cohort_health import Told, told_of
from mentorship.dashboards.queries.definitions import (
    DEFINITIONS,
    HAPPENED,
    LIVE,
    MATCHED,
    MET,
    PEOPLE,
    REVIEWED,
    RUNNING,
    Definition,
)
from mentorship.dashboards.queries.figures import Figure, Measure, trend
from mentorship.dashboards.queries.moments import Happened, Moment, Moments, moments_of
from mentorship.dashboards.queries.month_chart import Bar, MonthChart, month_chart
from mentorship.dashboards.queries.share_bar import Part, share_bar
from mentorship.dashboards.queries.sources import ENDINGS, FEELS
from mentorship.lib.months import month_after
from mentorship.lib.periods import DAY, Period
from mentorship.lib.tables import Column, Fact, Table, Words, column
from programs.models import Cohort


@dataclass(frozen=True)
class Value:
    """A fact has `least` and `most` alike; `of` None is a plain number; without `least` nothing may be said yet."""

    period: str
    least: int | None
    most: int | None
    of: int | None
    text: str


@dataclass(frozen=True)
class Line:
    panel: str  # its key in DEFINITIONS
    name: Words
    good: Words  # what is counted of a question, after “12 of 15”
    now: Value
    before: Value | None
    change: str

    @property
    def how(self) -> Definition:
        return DEFINITIONS[self.panel]

    @property
    def is_asked(self) -> bool:
        """Of a question one has to see which answers are counted; a goal that is reached says it by its name."""
        return self.panel in {FEELS, ENDINGS}

    @property
    def is_live(self) -> bool:
        return self.how.fresh is LIVE


def _value(which: str, heading: Words) -> Column:
    """What stands in one of the two columns of values."""

    parts: tuple[tuple[str, Words], ...] = (
        ("period", gettext_lazy("period")),
        ("least", gettext_lazy("at least")),
        ("most", gettext_lazy("at most")),
        ("of", gettext_lazy("out of")),
    )
    return Column(
        which, heading, tuple(Fact(_beside(heading, words), _of(which, name)) for name, words in parts)
    )


def _beside(heading: Words, words: Words) -> Words:
    return format_lazy("{}: {}", heading, words)


def _of(which: str, name: str) -> Callable[[Any], object]:
    return lambda row: getattr(getattr(row, which), name, None)


SUMMARY = Table(
    "summary",
    (
        column(
            "name",
            gettext_lazy("Figure"),
            lambda row: row.name,
            Fact(gettext_lazy("Counted as"), lambda row: row.good),
            Fact(gettext_lazy("What is counted"), lambda row: row.how.counted),
            Fact(gettext_lazy("Out of what"), lambda row: row.how.out_of),
        ),
        _value("now", gettext_lazy("Now")),
        _value("before", gettext_lazy("Before")),
        column("change", gettext_lazy("Change"), lambda row: row.change),
    ),
)
MONTHS = Table(
    "by-month",
    (
        Column("name", gettext_lazy("When"), (Fact(gettext_lazy("When"), lambda row: row.name),)),
        column("mentors", gettext_lazy("Mentors"), lambda row: row.mentors, num=True),
        column("mentees", gettext_lazy("Mentees"), lambda row: row.mentees, num=True),
        column("matched", gettext_lazy("Mentees matched so far"), lambda row: row.matched, num=True),
        column("running", gettext_lazy("Mentorships running"), lambda row: row.running, num=True),
        column("met", gettext_lazy("Of them met"), lambda row: row.met, num=True),
        column("opened", gettext_lazy("Reviews opened so far"), lambda row: row.opened, num=True),
        column("reviewed", gettext_lazy("Reviews done so far"), lambda row: row.reviewed, num=True),
    ),
)


@dataclass(frozen=True)
class Summary:
    found: Moments
    told: Told
    period: Period | None = None

    @property
    def moments(self) -> list[Moment]:
        return self.found.rows

    @property
    def now(self) -> Moment:
        return self.found.now

    @cached_property
    def facts(self) -> list[Line]:
        names = (
            (PEOPLE, _("Mentors"), "mentors", ""),
            (PEOPLE, _("Mentees"), "mentees", ""),
            (MATCHED, _("Mentees matched so far"), "matched", "mentees"),
            (RUNNING, _("Mentorships running"), "running", ""),
            (MET, _("Of them met"), "met", "running"),
            (REVIEWED, _("Impact reviews done so far"), "reviewed", "opened"),
        )
        return [self._fact(*one) for one in names]

    @cached_property
    def happened(self) -> list[Line]:
        names = {
            "matched": _("Mentees matched for the first time"),
            "begun": _("Mentorships begun"),
            "ended": _("Mentorships ended"),
            "reviewed": _("Impact reviews done"),
        }
        if not self.found.happened:
            return []
        return [_happened(name, field, *self.found.happened) for field, name in names.items()]

    @cached_property
    def figures(self) -> list[Line]:
        """Of the months that are over: the rhythm, goals by kind, and what enough people said."""
        measures = {**self.told.parts, FEELS: self.told.feels, ENDINGS: self.told.endings}
        lines = (_figure(panel, one, self.period) for panel, group in measures.items() for one in group)
        return [line for line in lines if line]

    @property
    def lines(self) -> list[Line]:
        return [*self.facts, *self.happened, *self.figures]

    @property
    def mentees_bar(self) -> list[Part]:
        waiting = self.now.mentees - self.now.matched
        return share_bar((_("matched so far"), self.now.matched), (_("not yet"), waiting))

    @property
    def met_bar(self) -> list[Part]:
        return share_bar((_("have met"), self.now.met), (_("not yet"), self.now.running - self.now.met))

    @property
    def met_chart(self) -> MonthChart | None:
        """How many of those running had met, month by month."""
        bars = [
            Bar(one.month, *[one.met / one.running] * 2) for one in self.moments if one.month and one.running
        ]
        return month_chart(bars, _("Share of the running mentorships that have met, by month"))

    def _fact(self, panel: str, name: str, field: str, of: str) -> Line:
        now = _counted(self.now, field, of)
        before = _counted(self.found.before, field, of) if self.found.before else None
        return Line(panel, name, "", now, before, _difference(now, before))


def summary_of(user: User, cohort: Cohort, period: Period | None = None) -> Summary:
    """Four statements, however many people and months."""
    return Summary(moments_of(user, cohort, period), told_of(cohort), period)


def _counted(moment: Moment, field: str, of: str) -> Value:
    count, all_ = getattr(moment, field), getattr(moment, of) if of else None
    text = str(count) if all_ is None else _("%(n)s of %(all)s") % {"n": count, "all": all_}
    return Value(moment.name, count, count, all_, text)


def _happened(name: str, field: str, now: Happened, before: Happened) -> Line:
    values = [
        Value(one.name, getattr(one, field), getattr(one, field), None, str(getattr(one, field)))
        for one in (now, before)
    ]
    return Line(HAPPENED, name, "", values[0], values[1], _difference(*values))


def _difference(now: Value, before: Value | None) -> str:
    if before is None or now.least is None or before.least is None:
        return ""
    more = now.least - before.least
    if not more:
        return _("as before")
    words = _("%(n)s more") if more > 0 else _("%(n)s fewer")
    return words % {"n": abs(more)}


def _figure(panel: str, measure: Measure, period: Period | None) -> Line | None:
    """None before its first month is over, and where too few answered in both."""
    now, before = _two(measure.figures, period)
    if now is None or not (now.said or (before and before.said)):
        return None
    change = trend(before, now) if before and before.said and now.said else ""
    name, told = _name(panel, measure), _published(before) if before else None
    return Line(panel, name, measure.good, _published(now), told, change)


def _two(figures: list[Figure], period: Period | None) -> tuple[Figure | None, Figure | None]:
    """The last published month and the one before it; of a period, the last that was over in it and in the one before.

    Only what was published stands here: months are chosen, never counted anew.
    """
    if period is None:
        now = figures[-1] if figures else None
        return now, figures[-2] if len(figures) > 1 else None
    return _last_over(figures, period), _last_over(figures, period.before)


def _last_over(figures: list[Figure], period: Period) -> Figure | None:
    inside = [one for one in figures if period.first < month_after(one.month) <= period.last + DAY]
    return inside[-1] if inside else None


def _name(panel: str, measure: Measure) -> Words:
    """Kinds and outcomes are headed by a word or two, which say what they are of only on their panel."""
    group = measure.key.partition("_")[0]
    if group == "reached":
        return format_lazy("{}: {}", _("Goal reached"), measure.question)
    if group == "outcome":
        return format_lazy("{}: {}", _("Outcome"), measure.question)
    return format_lazy("{}: {}", _("At the end"), measure.question) if panel == ENDINGS else measure.question


def _published(one: Figure) -> Value:
    return Value(one.period, one.least, one.most, one.people, one.count)


def rows_of(summary: Summary, table: Table) -> Iterable[Line | Moment]:
    return summary.lines if table is SUMMARY else summary.moments
