"""Calendar quarters in a program's zone, as `2026-q4`."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from mentorship.lib import clock


@dataclass(frozen=True, order=True)
class Quarter:
    """One calendar quarter; `number` is 1..4."""

    year: int
    number: int

    @classmethod
    def of(cls, day: date) -> "Quarter":
        return cls(day.year, (day.month - 1) // 3 + 1)

    @classmethod
    def from_slug(cls, slug: str) -> "Quarter":
        """Read `2026-q4`; anything else is a ValueError."""
        found = re.fullmatch(r"(\d{4})-q([1-4])", slug)
        if not found or int(found[1]) < 1:
            raise ValueError(f"not a quarter: {slug}")
        return cls(int(found[1]), int(found[2]))

    @property
    def slug(self) -> str:
        return f"{self.year:04}-q{self.number}"

    @property
    def first_day(self) -> date:
        return date(self.year, 3 * self.number - 2, 1)

    @property
    def last_day(self) -> date:
        month = 3 * self.number
        return date(self.year, month, monthrange(self.year, month)[1])

    def prompt_at(self, zone: ZoneInfo) -> datetime:
        """09:00 in `zone` on the first working day (Monday to Friday) of the quarter's last month."""
        day = date(self.year, 3 * self.number, 1)
        while day.weekday() >= 5:
            day += timedelta(days=1)
        return clock.wall_time(day, time(9), zone)
