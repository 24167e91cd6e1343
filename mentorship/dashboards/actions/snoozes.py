"""“Not today”: a line of Today is put off until tomorrow, at most three times; then one may stop it for good
(`mentorship.notifications.choosing.stop_line`, which the daily mail offers as well).
"""

from datetime import time, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from mentorship.accounts.models import Snooze, User
from mentorship.dashboards.queries.snoozes import TIMES
from mentorship.lib import clock
from mentorship.lib.refusals import Conflict

FORGOTTEN = timedelta(days=120)


@transaction.atomic
def put_off(*, user: User, key: str) -> Snooze:
    """Until midnight where this person is. A fourth time is a conflict: the line then asks whether to stop."""
    today = clock.today(timezone.get_current_timezone())
    until = clock.wall_time(today + timedelta(days=1), time(), timezone.get_current_timezone())
    row, made = Snooze.objects.select_for_update().get_or_create(
        user=user, key=key, defaults={"until": until}
    )
    if made:
        Snooze.objects.filter(user=user, until__lt=clock.now() - FORGOTTEN).delete()
        return row
    if row.until > clock.now():
        return row  # pressed twice
    if row.times >= TIMES:
        raise Conflict(_("You have put this off three times. You can stop it for good, or take it up."))
    row.until, row.times = until, row.times + 1
    row.save(update_fields=["until", "times"])
    return row
