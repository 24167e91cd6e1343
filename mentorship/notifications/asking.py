"""A person's own question leaves alone, in waking hours: one a day and three a week from one sender to one reader.

What is more than that, and what its reader wants so, becomes a line of the daily mail. UX.md 8.3.
"""

from datetime import timedelta
from typing import Any

from mentorship.lib import clock
from mentorship.notifications.hours import Hours
from mentorship.notifications.models import Delivery, Lane, MailChoice

DAY, WEEK = timedelta(days=1), timedelta(weeks=1)
MOST = ((DAY, 1), (WEEK, 3))  # so many of one sender in so long

State = Delivery.State


def not_now(delivery: Delivery, hours: Hours, choice: str | None) -> dict[str, Any]:
    """What to change on a row that must not leave now, to be due again; empty when it may leave."""
    asks = delivery.lane == Lane.ASK
    if asks and choice == MailChoice.When.DAILY:
        return {"lane": Lane.DAILY}
    if not asks and (delivery.lane != Lane.OWN or delivery.occurrence.lapses_at is not None):
        return {}
    if hours.is_quiet(clock.now()):
        return {"due_at": hours.wakes(clock.now())}
    if asks and _too_many(delivery):
        return {"lane": Lane.DAILY}
    return {}


def _too_many(delivery: Delivery) -> bool:
    one = delivery.occurrence
    if one.by_id is None:
        return False
    mine = Delivery.objects.filter(
        state=State.SENT, lane=Lane.ASK, occurrence__by=one.by_id, occurrence__recipient=one.recipient_id
    )
    return any(mine.filter(sent_at__gt=clock.now() - span).count() >= most for span, most in MOST)
