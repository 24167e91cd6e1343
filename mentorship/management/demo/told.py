"""A pair of the demo whose mentorship has begun: what the chapters of its story are told about."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from mentorship.lib import clock
from mentorship.management.demo.pieces import Pair
from programs.models import Member, Mentorship

DAY = timedelta(days=1)


@dataclass(frozen=True)
class Told:
    """A pair whose mentorship has begun; days count from `today` on its mentor's wall."""

    pair: Pair
    mentorship: Mentorship
    members: Mapping[str, Member]
    today: date
    zone: ZoneInfo

    def instant(self, days: int, hour: time) -> datetime:
        return clock.wall_time(self.today + days * DAY, hour, self.zone)
