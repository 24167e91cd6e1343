"""What a pair is asked about, and since when: read by the rules of when to ask and by the mails that ask."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Exists, Max, OuterRef, Q, QuerySet

from mentorship.lib import clock
from programs.models import Mentorship
from sessions.models import Meeting
from sessions.queries.rhythm import counted_from, morning_of

GRACE = timedelta(days=7)
MORNING = time(8)


def agenda_period(starts_at: datetime) -> str:
    """A meeting that moves is a new thing to prepare."""
    return starts_at.strftime("%Y%m%dT%H%M")


@dataclass(frozen=True)
class Silence:
    """How long a pair has not met, and when to ask: once for each rhythm that goes by."""

    since: datetime
    counted: datetime  # as `since`, or later where the two wrote to each other (`rhythm.counted_from`)
    started_at: datetime
    rhythm: timedelta
    zone: ZoneInfo

    @property
    def weeks(self) -> int:
        return (clock.now() - self.since) // timedelta(weeks=1)

    def latest(self) -> tuple[datetime, str] | None:
        """The latest moment to ask, at eight in the morning, and the rhythm it belongs to."""
        over = self.counted + self.rhythm + GRACE
        if over > clock.now():
            return None
        passed = over + (clock.now() - over) // self.rhythm * self.rhythm
        return self._morning_after(passed), str((passed - self.started_at) // self.rhythm)

    def _morning_after(self, moment: datetime) -> datetime:
        day = moment.astimezone(self.zone).date()
        morning = clock.wall_time(day, MORNING, self.zone)
        return morning if morning >= moment else clock.wall_time(day + timedelta(days=1), MORNING, self.zone)


def quiet_mentorships() -> QuerySet[Any, Any]:
    """Active, not resting, with no meeting ahead; `last_met` is the end of the last one that took place."""
    ahead = Meeting.objects.upcoming().filter(mentorship=OuterRef("pk"))
    held = Q(meetings__state=Meeting.State.HELD) | Q(
        meetings__state=Meeting.State.BOOKED, meetings__ends_at__lte=clock.now()
    )
    return (
        Mentorship.objects.awake()
        .filter(~Exists(ahead))
        .annotate(last_met=Max("meetings__ends_at", filter=held))
    )


def silence_of(
    started_at: datetime,
    last_met: datetime | None,
    rhythm_weeks: int,
    zone: ZoneInfo,
    contact_at: datetime | None = None,
    rested: date | None = None,
) -> Silence:
    rhythm = timedelta(weeks=rhythm_weeks)
    counted = counted_from(last_met, contact_at, rhythm) or started_at
    counted = max(counted, morning_of(rested) or counted)  # after a rest nobody is asked at once
    return Silence(last_met or started_at, counted, started_at, rhythm, zone)
