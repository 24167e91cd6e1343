"""When a pair that has not met is asked: at eight where they are, once for each rhythm, never backwards."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from mentorship.lib import clock
from sessions.queries.prompts import GRACE, MORNING, Silence, silence_of
from tests.zones import DAY, MINUTE, shown, zones_and_days

HOUR, WEEK = timedelta(hours=1), timedelta(weeks=1)


@st.composite
def silences(draw: st.DrawFn) -> Silence:
    """Of pairs that may have met since they began, on a day near a change of clocks."""
    zone, day = draw(zones_and_days())
    started = datetime.combine(day, time(), UTC) + draw(st.integers(0, 24 * 60)) * MINUTE
    met = draw(st.none() | st.integers(0, 400).map(lambda days: started + days * DAY))
    return silence_of(started, met, draw(st.integers(1, 26)), zone)


def asked(silence: Silence, now: datetime) -> tuple[datetime, str] | None:
    with clock.at(now):
        return silence.latest()


@given(silences(), st.integers(-60 * 24 * 60, 3 * 365 * 24 * 60))
def test_nobody_is_asked_within_a_rhythm_and_a_week_and_then_in_the_morning(silence, minutes):
    over = silence.counted + silence.rhythm + GRACE
    now = over + minutes * MINUTE
    found = asked(silence, now)
    assert (found is None) is (now < over)
    if found:
        moment, _period = found
        assert over <= moment < now + 26 * HOUR
        day = shown(moment, silence.zone).date()
        # Eight, or where the clock went over that day: the first instant after it.
        assert moment in {clock.wall_time(day - number * DAY, MORNING, silence.zone) for number in (0, 1)}
        if clock.exists_on_the_wall(day - DAY, time(12), silence.zone):
            assert shown(moment, silence.zone).time() == MORNING


@given(silences(), st.integers(0, 27))
def test_each_rhythm_that_goes_by_is_one_period_with_one_morning(silence, phase):
    """However often one looks: within a rhythm the answer stays, from one to the next it is another, and later."""
    over = silence.counted + silence.rhythm + GRACE
    passed = [over + number * silence.rhythm for number in range(5)]
    looks = [
        [asked(silence, moment + part * silence.rhythm / 28) for part in (0, phase, 27.999)]
        for moment in passed
    ]
    assert [len(set(found)) for found in looks] == [1] * 5
    periods, mornings = [int(found[0][1]) for found in looks], [found[0][0] for found in looks]
    assert [period - periods[0] for period in periods] == list(range(5))
    assert mornings == sorted(set(mornings))
    assert [moment for moment, at in zip(passed, mornings, strict=True) if not moment <= at] == []


def test_three_days_of_outage_ask_once():
    """By name, on the day after the clocks changed in Berlin: what was due on the Monday is so on the Thursday."""
    started = datetime(2026, 8, 24, 10, tzinfo=UTC)
    silence = silence_of(started, None, 8, ZoneInfo("Europe/Berlin"))
    monday = datetime(2026, 10, 26, 10, tzinfo=UTC)
    answers = {asked(silence, monday + number * DAY) for number in range(4)}
    assert answers == {(datetime(2026, 10, 27, 7, tzinfo=UTC), "1")}
