"""When mail may come to one person: quiet hours, weekends, a pause, and the time of the daily mail.

Everything is told by the clock on that person's wall and answered as an instant. UX.md 8.3 has the defaults.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from mentorship.lib import clock
from mentorship.notifications.models import MailHours

MORNING = time(8, 30)
DAY = timedelta(days=1)
FAR = 400  # days: nobody's next mail is further away but by a pause


@dataclass(frozen=True)
class Hours:
    """Quiet from 19:00 until 08:00, at weekends, and before `paused_until`; the daily mail comes at half past eight."""

    zone: ZoneInfo
    quiet_from: time = time(19)
    quiet_until: time = time(8)
    on_weekends: bool = False
    paused_until: date | None = None

    @classmethod
    def of(cls, zone: ZoneInfo, chosen: MailHours | None) -> "Hours":
        if chosen is None:
            return cls(zone)
        return cls(zone, chosen.quiet_from, chosen.quiet_until, chosen.on_weekends, chosen.paused_until)

    def is_quiet(self, instant: datetime) -> bool:
        local = instant.astimezone(self.zone)
        return not self.comes_on(local.date()) or self._at_rest(local.time())

    def comes_on(self, day: date) -> bool:
        """A day on which mail comes at all."""
        if self.paused_until is not None and day < self.paused_until:
            return False
        return self.on_weekends or day.weekday() < 5

    def _at_rest(self, hour: time) -> bool:
        if self.quiet_from <= self.quiet_until:
            return self.quiet_from <= hour < self.quiet_until
        return hour >= self.quiet_from or hour < self.quiet_until

    @property
    def daily_at(self) -> time:
        """Half past eight, or as soon as the quiet hours end where they cover it."""
        return self.quiet_until if self._at_rest(MORNING) else MORNING

    def wakes(self, instant: datetime) -> datetime:
        """The first moment from `instant` on that is not quiet."""
        if not self.is_quiet(instant):
            return instant
        day = max(instant.astimezone(self.zone).date(), self.paused_until or date.min)
        for _ in range(FAR):
            if self.comes_on(day):
                for moment in self._ends_of_rest(day):
                    if moment > instant and not self.is_quiet(moment):
                        return moment
            day += DAY
        return instant

    def _ends_of_rest(self, day: date) -> tuple[datetime, ...]:
        """Midnight, and the end of the quiet hours; where an hour comes twice, its second time too."""
        again = datetime.combine(day, self.quiet_until, tzinfo=self.zone).replace(fold=1)
        first = [clock.wall_time(day, hour, self.zone) for hour in (time(), self.quiet_until)]
        return (*first, again.astimezone(UTC))

    def daily_on(self, day: date) -> datetime | None:
        """When the daily mail of a day comes; None on a day without one, or one that never was (Apia has such)."""
        moment = clock.wall_time(day, self.daily_at, self.zone)
        return moment if self.comes_on(day) and moment.astimezone(self.zone).date() == day else None

    def daily_until(self, day: date) -> datetime:
        """From here on the daily mail of a day has lost its point: its quiet hours begin, or the day ends."""
        if self.quiet_from > self.daily_at:
            return clock.wall_time(day, self.quiet_from, self.zone)
        return clock.wall_time(day + DAY, time(), self.zone)

    def next_daily(self, after: datetime) -> datetime:
        """The first daily mail later than `after`."""
        day = max(after.astimezone(self.zone).date(), self.paused_until or date.min)
        for _ in range(FAR):
            moment = self.daily_on(day)
            if moment is not None and moment > after:
                return moment
            day += DAY
        raise ValueError("no day on which mail comes")

    def begins_week(self, day: date) -> bool:
        """Is this the first day of its week on which mail comes? Then what somebody wants weekly comes along."""
        monday = day - day.weekday() * DAY
        return not any(self.comes_on(monday + n * DAY) for n in range(day.weekday()))
