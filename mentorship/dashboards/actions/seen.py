"""That somebody has looked at Today: what stood there then, no mail repeats."""

from datetime import timedelta

from mentorship.accounts.models import User
from mentorship.lib import clock

OFTEN = timedelta(minutes=10)  # a page opened again and again is one look


def see_today(user: User) -> None:
    if user.seen_today_at is None or user.seen_today_at < clock.now() - OFTEN:
        User.objects.filter(pk=user.pk).update(seen_today_at=clock.now())
