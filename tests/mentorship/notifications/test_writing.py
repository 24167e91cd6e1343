"""The daily mail: how its reader chose it, what one bad row does to it, and what it costs."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.db import connection

from mentorship.accounts.models import User
from mentorship.lib import clock
from mentorship.notifications import choosing, daily, ledger
from mentorship.notifications.daily import Item
from mentorship.notifications.models import Delivery, MailChoice
from mentorship.notifications.writing import Desk
from tests.mentorship.notifications.conftest import (
    AT,
    EARLY,
    FRIDAY,
    HOUR,
    MONDAY,
    ZONE,
    State,
    left,
    plain,
    sweep,
    wait,
)


@pytest.mark.parametrize(
    ("when", "day", "state"),
    [
        (MailChoice.When.NEVER, AT, State.CANCELLED),
        (MailChoice.When.WEEKLY, AT, State.DUE),
        (MailChoice.When.WEEKLY, MONDAY, State.SENT),
        (MailChoice.When.AT_ONCE, EARLY + timedelta(minutes=20), State.SENT),
    ],
)
def test_each_kind_comes_as_its_reader_chose(berlin, sink, when, day, state):
    choosing.choose(user=berlin, choices={"goal": when})
    wait(1, berlin, due_at=day - timedelta(minutes=5))
    wait(2, berlin, due_at=day - timedelta(minutes=5), kind="action")
    sweep(day)
    assert left()[1][0] == state
    assert left()[2][0] == (State.SENT if day >= AT else State.DUE)


def test_hours_of_ones_own_move_the_daily_mail(berlin, sink):
    """Quiet until ten, also at weekends; nothing before Saturday."""
    saturday = date(2026, 11, 21)
    choosing.choose_hours(
        user=berlin, quiet_from=time(20), quiet_until=time(10), on_weekends=True, paused_until=saturday
    )
    wait(1, berlin)
    ten = datetime(2026, 11, 21, 9, tzinfo=UTC)
    assert [sweep(at) for at in (AT, AT + 2 * HOUR, FRIDAY, ten - HOUR)] == [{}, {}, {}, {}]
    assert sweep(ten) == {"sent": 1}


def test_one_row_nobody_can_read_keeps_no_other_back(berlin, sink, caplog):
    """F7: of a whole kind that fails each is read by itself; nothing of an error's text is kept."""
    for subject in (1, 2, 3):
        wait(subject, berlin)

    def readers(occurrences):
        if any(one.subject_id == 2 for one in occurrences):
            raise ValueError("a private sentence")
        return plain(occurrences)

    assert sweep(AT, readers) == {"sent": 1}
    assert left() == {
        1: (State.SENT, ""),
        2: (State.CANCELLED, "ValueError when it was read"),
        3: (State.SENT, ""),
    }
    assert "private" not in caplog.text


def test_one_line_that_cannot_be_worded_is_left_out(berlin, sink, caplog):
    wait(1, berlin), wait(2, berlin)

    def bad():
        raise ValueError("a private sentence")

    def readers(occurrences):
        found = plain(occurrences)
        return {pk: Item(0, "bad-1", bad) if item.rank == 1 else item for pk, item in found.items()}

    assert sweep(AT, readers) == {"sent": 1}
    assert sink.taken[0].message["Subject"] == "Thing 2, and 1 more"
    assert "private" not in caplog.text


@pytest.mark.parametrize("everybody_said_where_they_live", [True, False])
@pytest.mark.parametrize("people", [1, 3, 30])
def test_planning_and_gathering_take_the_same_statements_for_any_number(
    db, django_assert_num_queries, people, everybody_said_where_they_live
):
    users = [
        User.objects.create_user(f"reader{n}@orchard.example", time_zone="Europe/Berlin")
        for n in range(people)
    ]
    for user in users:
        for subject in (1, 2):
            ledger.plan("goal", subject_id=subject * 1000 + user.pk, recipient=user, due_at=EARLY)
    if not everybody_said_where_they_live:
        User.objects.create_user("somebody@orchard.example")
    zones = 1 if everybody_said_where_they_live else 2
    at_once, insert, own = 1, 3 if connection.vendor == "postgresql" else 4, 1  # in a savepoint
    with clock.at(AT):
        with django_assert_num_queries(at_once + zones + insert + own):
            assert daily.plan_daily(ZONE) == people
        desk = Desk({}, {"goal": plain}, ZONE, lambda found: {})
        batch = list(Delivery.objects.filter(occurrence__kind="daily").select_related("occurrence"))
        with django_assert_num_queries(6):  # zones, hours, choices; choices, rows, put off
            desk.prepare(batch)
    assert sum(len(taken.told) for taken in desk.taken.values()) == 2 * people
