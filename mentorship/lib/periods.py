"""A span of days somebody looks at, and the one of equal length before it; both ends belong to it."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from mentorship.lib import clock

DAY = timedelta(days=1)


@dataclass(frozen=True)
class Period:
    first: date
    last: date

    @property
    def before(self) -> "Period":
        """As many days, ending the day before this one begins."""
        return Period(self.first - (self.last - self.first) - DAY, self.first - DAY)

    def begins_at(self, zone: ZoneInfo) -> datetime:
        return clock.wall_time(self.first, time(), zone)

    def ends_at(self, zone: ZoneInfo) -> datetime:
        """Midnight after the last day, which is the first instant outside."""
        return clock.wall_time(self.last + DAY, time(), zone)
