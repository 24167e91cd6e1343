"""Is this pair on rhythm: one rule for the list of mentorships, the space, Today and the coordinator."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from mentorship.lib import clock

SOON = timedelta(days=7)

WORDS: dict[str, str | Promise] = {
    "on_rhythm": _("on rhythm"),
    "due": _("due"),
    "resting": _("resting"),
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


def rhythm_of(
    *, weeks: int, started_at: datetime, last_met: datetime | None, booked: bool, live: bool = True
) -> Rhythm:
    """A date is booked: on rhythm. None, and a week or less to go: due. Two rhythms of silence: resting."""
    step = timedelta(weeks=weeks)
    due_at = last_met + step if last_met else started_at + min(step, SOON)
    now = clock.now()
    if not live:
        key = "ended"
    elif booked or due_at > now + SOON:
        key = "on_rhythm"
    elif now > (last_met or started_at) + 2 * step:
        key = "resting"
    else:
        key = "due"
    return Rhythm(weeks=weeks, due_at=due_at, key=key)
