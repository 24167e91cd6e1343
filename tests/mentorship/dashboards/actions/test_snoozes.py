"""“Not today”: until midnight, three times at most, then for good if one likes."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from mentorship.accounts.models import Snooze
from mentorship.dashboards.actions.snoozes import put_off
from mentorship.dashboards.queries.aside import aside_of
from mentorship.lib import clock
from mentorship.lib.refusals import Conflict
from mentorship.notifications.choosing import stop_line

EVENING = datetime(2026, 11, 18, 22, 0, tzinfo=UTC)


def hidden(user, after: timedelta) -> bool:
    with clock.at(EVENING + after):
        return "agenda-k7f3-1" in aside_of(user).snoozes.hidden


def test_a_line_comes_back_at_midnight_where_its_person_is(world):
    user = world.ben.user
    with clock.at(EVENING), timezone.override(ZoneInfo("America/New_York")):
        put_off(user=user, key="agenda-k7f3-1")
    assert Snooze.objects.get().until == datetime(2026, 11, 19, 5, 0, tzinfo=UTC)
    assert (hidden(user, timedelta(hours=6)), hidden(user, timedelta(hours=8))) == (True, False)


def test_pressed_twice_counts_once_and_the_fourth_day_asks_to_stop(world):
    user = world.ben.user
    for day in range(3):
        with clock.at(EVENING + timedelta(days=day, hours=day)):
            put_off(user=user, key="agenda-k7f3-1")
            put_off(user=user, key="agenda-k7f3-1")
    assert Snooze.objects.get().times == 3
    with clock.at(EVENING + timedelta(days=5)):
        assert aside_of(user).snoozes.tired == {"agenda-k7f3-1"}
        with pytest.raises(Conflict):
            put_off(user=user, key="agenda-k7f3-1")
        stop_line(user=user, key="agenda-k7f3-1")
    assert hidden(user, timedelta(days=4000))


def test_what_was_put_off_long_ago_is_forgotten(world):
    with clock.at(EVENING - timedelta(days=200)):
        put_off(user=world.ben.user, key="old")
    with clock.at(EVENING):
        put_off(user=world.ben.user, key="new")
    assert [row.key for row in Snooze.objects.all()] == ["new"]
