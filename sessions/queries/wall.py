"""A time as somebody reads it off their own wall."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from mentorship.lib import clock
from mentorship.lib.refusals import Refusal

FAR = timedelta(days=731)


@dataclass(frozen=True)
class When:
    """A time as somebody reads it off their own wall, and for how long."""

    day: date
    hour: time
    minutes: int
    zone: ZoneInfo

    def ahead(self) -> tuple[datetime, datetime]:
        """Start and end, if a clock will show this time and it is neither past nor beyond two years."""
        today = clock.today(self.zone)
        if self.day > today + FAR:
            raise Refusal(_("Choose a date within the next two years."), field="day")
        start, end = self._instants(today)
        if start <= clock.now():
            raise Refusal(_("This time has passed. Choose one that is still ahead."), field=self._past(today))
        return start, end

    def behind(self) -> tuple[datetime, datetime]:
        """The same for a meeting that took place already."""
        today = clock.today(self.zone)
        if self.day < today - FAR:
            raise Refusal(_("Choose a date within the last two years."), field="day")
        if self.day > today:
            raise Refusal(_("This date is still ahead: book it instead."), field="day")
        start, end = self._instants(today)
        if end > clock.now():
            raise Refusal(_("This meeting is not over yet."), field="hour")
        return start, end

    def _instants(self, today: date) -> tuple[datetime, datetime]:
        if self.day < today - FAR:
            raise Refusal(_("This day has passed. Choose one that is still ahead."), field="day")
        if not clock.exists_on_the_wall(self.day, self.hour, self.zone):
            sentence = _("Clocks in %(zone)s skip %(hour)s that night. Choose another time.")
            facts = {"zone": self.zone.key, "hour": self.hour.strftime("%H:%M")}
            raise Refusal(sentence % facts, field="hour")
        start = clock.wall_time(self.day, self.hour, self.zone)
        return start, start + timedelta(minutes=self.minutes)

    def later(self, weeks: int) -> "When":
        """The same time on the same wall, some weeks on, whatever its clock did in between."""
        return When(self.day + timedelta(weeks=weeks), self.hour, self.minutes, self.zone)

    def _past(self, today: date) -> str:
        return "day" if self.day < today else "hour"
