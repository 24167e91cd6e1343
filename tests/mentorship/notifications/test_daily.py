"""The daily mail: whose morning it is, what it takes along, and what it leaves."""

from datetime import UTC, datetime, timedelta
from functools import partial

import pytest

from mentorship.accounts.models import User
from mentorship.lib import clock
from mentorship.notifications import choosing, ledger
from mentorship.notifications.daily import Item, Verdict
from mentorship.notifications.models import Delivery, Lane, Occurrence
from tests.mentorship.notifications.conftest import (
    AT,
    DAY,
    EARLY,
    FRIDAY,
    HOUR,
    MONDAY,
    State,
    left,
    line,
    plain,
    sweep,
    wait,
)


def test_nothing_leaves_before_half_past_eight_on_the_readers_wall_and_then_one_mail(berlin, sink):
    for subject in (2, 1, 3):
        wait(subject, berlin)
    assert Delivery.objects.filter(lane=Lane.DAILY).count() == 3
    assert sweep(AT - timedelta(seconds=1)) == {}
    assert sweep(AT) == {"sent": 1}
    assert sweep(AT + HOUR) == {}
    (mail,) = sink.taken
    assert mail.message["Subject"] == "Thing 1, and 2 more"
    assert mail.key == f"<daily.{berlin.pk}.{berlin.pk}.2026-11-18@127.0.0.1>"
    assert left() == dict.fromkeys((1, 2, 3), (State.SENT, ""))
    assert Delivery.objects.filter(daily__occurrence__kind="daily").count() == 3


def test_no_mail_comes_where_nothing_waits(berlin, sink):
    wait(1, berlin, due_at=AT + DAY)
    assert sweep(AT) == {}
    assert Occurrence.objects.filter(kind="daily").exists() is False


@pytest.mark.parametrize(
    ("zone", "at"),
    [
        ("Europe/Berlin", AT),
        ("Asia/Kathmandu", datetime(2026, 11, 18, 2, 45, tzinfo=UTC)),
        ("America/Los_Angeles", datetime(2026, 11, 18, 16, 30, tzinfo=UTC)),
    ],
)
def test_half_past_eight_is_told_by_each_readers_own_wall(reader, sink, zone, at):
    User.objects.filter(pk=reader.pk).update(time_zone=zone)
    wait(1, reader, due_at=at - DAY)
    assert sweep(at - timedelta(minutes=1)) == {}
    assert sweep(at) == {"sent": 1}


def test_at_the_weekend_things_wait_for_monday(berlin, sink):
    wait(1, berlin, due_at=FRIDAY + HOUR)
    assert sweep(FRIDAY + HOUR) == sweep(FRIDAY + DAY) == sweep(FRIDAY + 2 * DAY) == {}
    assert sweep(MONDAY) == {"sent": 1}


@pytest.mark.parametrize(("hour", "day"), [(9, FRIDAY), (12, MONDAY)])
def test_what_loses_its_point_on_monday_morning_comes_on_friday(berlin, sink, hour, day):
    """About Monday nine o'clock on Friday, although it is due on Saturday; about noon on Monday."""
    start = datetime(2026, 11, 23, hour - 1, tzinfo=UTC)
    wait(1, berlin, due_at=start - 2 * DAY, lapses_at=start)
    sent = [at for at in (FRIDAY, FRIDAY + DAY, MONDAY) if sweep(at)]
    assert sent == [day]


def test_what_comes_up_after_the_mail_waits_for_the_next_day(berlin, sink):
    """Also where nothing was sent this morning: half past eight is half past eight."""
    wait(1, berlin, due_at=AT + HOUR)
    assert sweep(AT + 2 * HOUR) == {}
    assert sweep(AT + DAY) == {"sent": 1}


def test_what_lapsed_before_any_mail_is_dropped_with_a_record(berlin, sink):
    wait(1, berlin, due_at=FRIDAY + HOUR, lapses_at=FRIDAY + 5 * HOUR)
    wait(2, berlin, due_at=FRIDAY + HOUR)
    wait(3, berlin, due_at=FRIDAY - 7 * DAY)
    assert sweep(MONDAY) == {"sent": 1}
    assert left() == {
        1: (State.CANCELLED, "lapsed"),
        2: (State.SENT, ""),
        3: (State.CANCELLED, "more than eight days late"),
    }


def test_three_days_without_a_clock_are_one_mail(berlin, sink):
    """F11."""
    for subject in range(1, 8):
        wait(subject, berlin, due_at=EARLY - subject * HOUR)
    assert sweep(AT + DAY + 3 * HOUR) == {"sent": 1}
    text = sink.taken[0].message.get_body(("plain",)).get_content()
    assert (text.count("Thing "), "And 2 more things stand on Today." in text) == (5, True)
    assert set(left().values()) == {(State.SENT, "")}


def test_a_server_that_was_away_all_day_writes_the_next_morning(berlin, sink):
    wait(1, berlin)
    sink.answer = lambda address, number: "451 later"
    assert sweep(AT) == {"postponed": 1}
    sink.answer = lambda address, number: None
    assert sweep(AT + 12 * HOUR) == {"cancelled": 1}  # quiet hours have begun
    assert left() == {1: (State.DUE, "")}
    assert sweep(AT + DAY) == {"sent": 1}
    assert left() == {1: (State.SENT, "")}


def test_a_mail_sent_and_not_written_down_comes_again_with_the_same_lines(berlin, sink):
    wait(1, berlin)
    sink.drop_after = lambda number: number == 1
    assert sweep(AT) == {"postponed": 1}
    assert sweep(AT + HOUR) == {"sent": 1}
    assert (len(sink.taken), len(set(sink.keys))) == (2, 1)


def test_settled_stopped_and_put_off_things_are_left_out(berlin, sink):
    for subject in range(1, 6):
        wait(subject, berlin)
    ledger.settle("goal", subject_id=1)
    choosing.stop_line(user=berlin, key="thing-2")
    berlin.snoozes.create(key="thing-3", until=AT + HOUR)

    def readers(occurrences):
        return {**plain(occurrences), **{one.pk: None for one in occurrences if one.subject_id == 4}}

    assert sweep(AT, readers) == {"sent": 1}
    assert sink.taken[0].message["Subject"] == "Thing 5"
    assert left() == {
        1: (State.CANCELLED, ""),
        2: (State.CANCELLED, "stopped by its reader"),
        3: (State.DUE, ""),
        4: (State.CANCELLED, "no longer wanted"),
        5: (State.SENT, ""),
    }
    assert sweep(AT + DAY) == {"sent": 1}
    assert sink.taken[1].message["Subject"] == "Thing 3"


def test_not_today_waits_for_another_mail(berlin, sink):
    wait(1, berlin)
    assert sweep(AT, lambda occurrences: {one.pk: Verdict.LATER for one in occurrences}) == {"cancelled": 1}
    assert left() == {1: (State.DUE, "")}
    assert sweep(AT + DAY) == {"sent": 1}


@pytest.mark.parametrize(("minutes", "outcome"), [(-30, {"sent": 1}), (-10, {"cancelled": 1})])
def test_mail_is_skipped_by_who_has_seen_all_of_it_on_today(berlin, sink, minutes, outcome):
    with clock.at(EARLY):
        wait(1, berlin, due_at=EARLY - HOUR)
    with clock.at(AT - timedelta(minutes=20)):
        wait(2, berlin, due_at=AT - timedelta(minutes=20))
    User.objects.filter(pk=berlin.pk).update(seen_today_at=AT + timedelta(minutes=minutes))
    assert sweep(AT) == outcome
    seen = "cancelled" in outcome
    expected = (State.CANCELLED, "seen on Today") if seen else (State.SENT, "")
    assert left() == {1: expected, 2: expected}


def test_several_about_one_thing_are_one_line(berlin, sink):
    wait(1, berlin), wait(2, berlin)

    def readers(occurrences):
        return {
            one.pk: Item(one.subject_id, f"thing-{one.subject_id}", partial(line, one), "meeting 7")
            for one in occurrences
        }

    assert sweep(AT, readers) == {"sent": 1}
    assert sink.taken[0].message["Subject"] == "Thing 1"
    assert set(left().values()) == {(State.SENT, "")}
