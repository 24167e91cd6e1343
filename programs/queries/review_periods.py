"""The periods that impact reviews look back on: a calendar quarter, or one round of a program's own cycle.

Nothing of a pair is read here. A period is named by a word in an address (`2026-q4`, `round-2`) and by a number
where only a number fits (news): 20264, or 2.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from mentorship.lib import clock
from mentorship.lib.quarters import Quarter
from programs.models import Cohort, Program, ReviewSettings

HOUR = time(9)
# Reviews of a period do not all open on one morning: nobody wants sixty mails about them on the same Monday.
SPREAD_DAYS = 5
# Somebody who rested, or a server that was down, finds the review within so many days of its opening.
OPENS_FOR = timedelta(days=14)
DAY = timedelta(days=1)


@dataclass(frozen=True)
class Period:
    """`first_day` to `last_day` are what it looks back on; reviews open from the first working day after `from_day`."""

    slug: str
    first_day: date
    last_day: date
    from_day: date

    @property
    def number(self) -> int:
        return number_of(self.slug)

    def opens_at(self, mentorship: int, zone: ZoneInfo) -> datetime:
        """At nine in the program's zone, on one of five working days; always the same one for the same pair."""
        return clock.wall_time(_working_day(self.from_day, mentorship % SPREAD_DAYS), HOUR, zone)

    def opening_days(self) -> tuple[date, date]:
        """From the first to the last day on which its reviews open."""
        return _working_day(self.from_day, 0), _working_day(self.from_day, SPREAD_DAYS - 1)


def settings_of(program: Program) -> ReviewSettings:
    """The program's own, or the usual ones. One statement at most."""
    return ReviewSettings.objects.filter(program=program).first() or ReviewSettings(program=program)


def quarter_period(quarter: Quarter) -> Period:
    """It opens in the last month, so that both still remember the first."""
    last_month = quarter.last_day.replace(day=1)
    return Period(quarter.slug, quarter.first_day, quarter.last_day, last_month)


def round_period(cohort: Cohort, number: int, weeks: int) -> Period:
    """Round 1 looks back on the first so many weeks, and opens when they are over."""
    length = timedelta(weeks=weeks)
    over = cohort.starts_on + number * length
    return Period(f"round-{number}", over - length, over - DAY, over)


def period_on(cohort: Cohort, settings: ReviewSettings, day: date) -> Period | None:
    """The one whose reviews open, or opened last, on this day; None before the first round is over."""
    if settings.rhythm == ReviewSettings.Rhythm.QUARTERS:
        return quarter_period(Quarter.of(day))
    number = (day - cohort.starts_on).days // (7 * settings.cycle_weeks)
    return round_period(cohort, number, settings.cycle_weeks) if number > 0 else None


def periods_of(cohort: Cohort, settings: ReviewSettings) -> Iterator[Period]:
    """Those whose reviews open while the cohort runs, the earliest first."""
    seen: set[str] = set()
    for week in range((cohort.ends_on - cohort.starts_on).days // 7 + 2):
        found = period_on(cohort, settings, min(cohort.starts_on + week * timedelta(weeks=1), cohort.ends_on))
        if found and found.slug not in seen and cohort.starts_on <= found.opening_days()[0] <= cohort.ends_on:
            seen.add(found.slug)
            yield found


def named_period(slug: str, cohort: Cohort, settings: ReviewSettings) -> Period | None:
    """What an address names, if somebody could live through it."""
    if found := re.fullmatch(r"round-([1-9][0-9]?)", slug):
        return round_period(cohort, int(found[1]), settings.cycle_weeks)
    try:
        quarter = Quarter.from_slug(slug)
    except ValueError:
        return None
    return quarter_period(quarter) if 2000 <= quarter.year <= 2200 else None


def number_of(slug: str) -> int:
    kind, _dash, rest = slug.partition("-")
    return int(rest) if kind == "round" else int(kind) * 10 + int(rest[1:])


def slug_of(number: int) -> str:
    """The word in an address for a number in a line of news."""
    return f"round-{number}" if number < 1000 else f"{number // 10:04}-q{number % 10}"


def name_of(slug: str) -> str:
    """“Impact review, quarter 4 of 2026”."""
    number = number_of(slug)
    if number < 1000:
        return _("Impact review %(number)s") % {"number": number}
    return _("Impact review, quarter %(number)s of %(year)s") % {"number": number % 10, "year": number // 10}


def _working_day(day: date, further: int) -> date:
    """The first Monday to Friday from `day` on, and so many working days further."""
    while True:
        if day.weekday() < 5:
            if not further:
                return day
            further -= 1
        day += DAY
