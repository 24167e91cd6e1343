"""The usual spans of a summary, as links beside the two dates."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from mentorship.lib.months import month_of
from mentorship.lib.periods import DAY, Period
from mentorship.lib.quarters import Quarter
from programs.models import Cohort


@dataclass(frozen=True)
class Preset:
    key: str
    label: str
    period: Period
    chosen: bool

    @property
    def query(self) -> str:
        return query_of(self.period)


def query_of(period: Period | None) -> str:
    """How a period stands in an address: the page’s links and its files name the same one."""
    return f"since={period.first}&until={period.last}" if period else ""


def presets_of(cohort: Cohort, today: date, chosen: Period | None) -> list[Preset]:
    month_end = month_of(today) - DAY
    quarter = Quarter.of(Quarter.of(today).first_day - DAY)
    spans = [
        ("month", _("Last month"), Period(month_of(month_end), month_end)),
        ("quarter", _("Last quarter"), Period(quarter.first_day, quarter.last_day)),
    ]
    if cohort.starts_on <= today:
        whole = Period(cohort.starts_on, min(cohort.ends_on, today))
        spans.append(("whole", _("Whole program"), whole))
    return [Preset(key, label, period, period == chosen) for key, label, period in spans]
