"""What a pair is asked about, and since when: read by the rules of when to ask and by the mails that ask."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Exists, Max, OuterRef, Q, QuerySet

from mentorship.lib import clock
from programs.models import Mentorship
from sessions.models import Meeting

GRACE = timedelta(days=7)
MORNING = time(8)


def agenda_period(starts_at: datetime) -> str:
    """A meeting that moves is a new thing to prepare."""
    return starts_at.strftime("%Y%m%dT%H%M")


@dataclass(frozen=True)
class Silence:
    """How long a pair has not met, and when to ask: once for each rhythm that goes by."""

    since: datetime
    started_at: datetime
    rhythm: timedelta
    zone: ZoneInfo

    @property
    def weeks(self) -> int:
        return (clock.now() - self.since) // timedelta(weeks=1)

    def latest(self) -> tuple[datetime, str] | None:
        """The latest moment to ask, at eight in the morning, and the rhythm it belongs to."""
        over = self.since + self.rhythm + GRACE
        if over > clock.now():
            return None
        passed = over + (clock.now() - over) // self.rhythm * self.rhythm
        return self._morning_after(passed), str((passed - self.started_at) // self.rhythm)

    def _morning_after(self, moment: datetime) -> datetime:
        day = moment.astimezone(self.zone).date()
        morning = clock.wall_time(day, MORNING, self.zone)
        return morning if morning >= moment else clock.wall_time(day + timedelta(days=1), MORNING, self.zone)


def quiet_mentorships() -> QuerySet[Any, Any]:
    """Active mentorships with no meeting ahead; `last_met` is the end of the last one that took place."""
    ahead = Meeting.objects.upcoming().filter(mentorship=OuterRef("pk"))
    held = Q(meetings__state=Meeting.State.HELD) | Q(
        meetings__state=Meeting.State.BOOKED, meetings__ends_at__lte=clock.now()
    )
    return (
        Mentorship.objects.active()
        .filter(~Exists(ahead))
        .annotate(last_met=Max("meetings__ends_at", filter=held))
    )


def silence_of(started_at: datetime, last_met: datetime | None, rhythm_weeks: int, zone: ZoneInfo) -> Silence:
    return Silence(last_met or started_at, started_at, timedelta(weeks=rhythm_weeks), zone)
