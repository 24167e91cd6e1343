"""Is this pair on rhythm: one rule for the list of mentorships, the space, Today and the coordinator."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from mentorship.lib import clock

SOON = timedelta(days=7)

WORDS: dict[str, str | Promise] = {
    "on_rhythm": _("on rhythm"),
    "due": _("due"),
    "resting": _("resting"),
    "paused": _("resting"),  # by their own wish: nothing is due
    "ending": _("ending"),
    "ended": _("ended"),
}


@dataclass(frozen=True)
class Rhythm:
    """`due_at`: when the next meeting would be, counted from the last one held, or from the start."""

    weeks: int
    due_at: datetime
    key: str  # one of WORDS

    @property
    def word(self) -> str | Promise:
        return WORDS[self.key]

    @property
    def is_due(self) -> bool:
        return self.key in {"due", "resting"}


def counted_from(last_met: datetime | None, contact_at: datetime | None, step: timedelta) -> datetime | None:
    """The instant from which the next meeting is counted.

    A message or an update after the last meeting is contact: it postpones “time to find a date” and the check-in,
    by one rhythm at most, for writing does not replace meeting. Before the first meeting it postpones nothing.
    """
    if last_met is None or contact_at is None:
        return last_met
    return min(max(last_met, contact_at), last_met + step)


def morning_of(day: date | None) -> datetime | None:
    """The instant a day begins, for what is counted in days."""
    return datetime.combine(day, time(), UTC) if day else None


def rhythm_of(
    *,
    weeks: int,
    started_at: datetime,
    last_met: datetime | None,
    booked: bool,
    live: bool = True,
    contact_at: datetime | None = None,
    rests_until: date | None = None,
    ending: bool = False,
) -> Rhythm:
    """A date is booked: on rhythm. None, and a week or less to go: due. Two rhythms of silence: resting.

    Two who have begun to end find their own last date. While the two rest by their own wish nothing is due;
    when that is over, silence counts from its last day.
    """
    step = timedelta(weeks=weeks)
    since = counted_from(last_met, contact_at, step)
    due_at = since + step if since else started_at + min(step, SOON)
    now, rested = clock.now(), morning_of(rests_until)
    if rested and rested > (since or started_at):
        since, due_at = rested, rested + min(step, SOON)
    if not live:
        key = "ended"
    elif ending:
        key = "ending"
    elif rested and rested > now:
        key = "paused"
    elif booked or due_at > now + SOON:
        key = "on_rhythm"
    elif now > (since or started_at) + 2 * step:
        key = "resting"
    else:
        key = "due"
    return Rhythm(weeks=weeks, due_at=due_at, key=key)
