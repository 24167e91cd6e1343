"""A person's own question: alone, in waking hours, one a day and three a week from one sender."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db.models import F

from mentorship.accounts.models import User
from mentorship.lib import clock
from mentorship.notifications import choosing, daily, ledger, sending
from mentorship.notifications.mail import Mail
from mentorship.notifications.models import Delivery, Lane, MailChoice
from mentorship.notifications.posting import Post
from mentorship.notifications.writing import Desk

NOON = datetime(2026, 11, 16, 11, tzinfo=UTC)  # a Monday in Berlin
DAY, HOUR = timedelta(days=1), timedelta(hours=1)
ZONE = F("occurrence__recipient__time_zone")


@pytest.fixture
def pair(db) -> tuple[User, User]:
    """Who is asked, and who asks."""
    make = User.objects.create_user
    return make("ada@orchard.example", time_zone="Europe/Berlin"), make("ben@orchard.example")


def word(occurrence) -> Mail:
    context = {"link": "http://127.0.0.1:8000/x/", "button": "See", "partner": "Ben", "me": "Ada"}
    return Mail(template="sessions/emails/letter_delivered", context=context)


def ask(pair, subject: int, at: datetime) -> Delivery:
    reader, by = pair
    with clock.at(at):
        ledger.plan("times_proposed", subject_id=subject, recipient=reader, by=by)
    return Delivery.objects.get(occurrence__kind="times_proposed", occurrence__subject_id=subject)


def sweep(at: datetime) -> dict[str, int]:
    with clock.at(at):
        daily.plan_daily(ZONE)
        return dict(sending.send_due(Desk({"times_proposed": word}, {}, ZONE, lambda users: {}), Post()))


def test_question_leaves_alone_by_day_with_a_way_to_less(pair, sink):
    ask(pair, 1, NOON)
    assert sweep(NOON) == {"sent": 1}
    message = sink.taken[0].message
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert message["List-Unsubscribe"].strip().startswith("<http://127.0.0.1:8000/u/")
    assert "Fewer mails like this" in message.get_body(("html",)).get_content()


@pytest.mark.parametrize(
    ("at", "wakes"),
    [
        (NOON + 8 * HOUR, NOON + 20 * HOUR),  # 20:00 in Berlin: at eight the next morning
        (NOON + 4 * DAY + 8 * HOUR, NOON + 6 * DAY + 20 * HOUR),  # on Friday evening: on Monday
        (NOON + 5 * DAY, NOON + 6 * DAY + 20 * HOUR),
    ],
)
def test_question_waits_for_the_end_of_quiet_hours(pair, sink, at, wakes):
    row = ask(pair, 1, at)
    assert sweep(at) == {"put off": 1}
    row.refresh_from_db()
    assert (row.due_at, row.state, row.attempts) == (wakes, Delivery.State.DUE, 0)
    assert sweep(wakes - timedelta(seconds=1)) == {}
    assert sweep(wakes) == {"sent": 1}


def test_second_question_of_a_day_and_fourth_of_a_week_go_into_the_daily_mail(pair, sink):
    outcomes = []
    for n in range(5):
        row = ask(pair, n + 1, NOON + n * DAY)
        sweep(NOON + n * DAY)
        row.refresh_from_db()
        outcomes.append((row.state, row.lane))
    alone, line = (Delivery.State.SENT, Lane.ASK), (Delivery.State.DUE, Lane.DAILY)
    assert outcomes == [alone, alone, alone, line, line]
    twice = ask(pair, 9, NOON + 9 * DAY), ask(pair, 10, NOON + 9 * DAY)
    sweep(NOON + 9 * DAY)
    assert sorted(Delivery.objects.get(pk=row.pk).lane for row in twice) == [Lane.ASK, Lane.DAILY]


def test_another_sender_has_a_day_of_their_own(pair, sink):
    reader, _ben = pair
    other = User.objects.create_user("cleo@orchard.example")
    ask(pair, 1, NOON)
    ask((reader, other), 2, NOON)
    assert sweep(NOON) == {"sent": 2}


@pytest.mark.parametrize(
    ("when", "outcome"),
    [(MailChoice.When.DAILY, {"put off": 1}), (MailChoice.When.NEVER, {"cancelled": 1}), (None, {"sent": 1})],
)
def test_question_comes_as_its_reader_chose(pair, sink, when, outcome):
    if when:
        choosing.choose(user=pair[0], choices={"times_proposed": when})
    ask(pair, 1, NOON)
    assert sweep(NOON) == outcome


def test_question_in_the_daily_mail_is_a_line_with_its_own_subject_and_button(pair, sink):
    choosing.choose(user=pair[0], choices={"times_proposed": MailChoice.When.DAILY})
    ask(pair, 1, NOON)
    sweep(NOON)
    assert sweep(NOON + 20 * HOUR + HOUR / 2) == {"sent": 1}
    message = sink.taken[0].message
    assert message["Subject"] == "A letter from Ben"
    assert "http://127.0.0.1:8000/x/" in message.get_body(("plain",)).get_content()


def test_invitations_and_dates_mind_no_hour(pair, sink):
    night = NOON + 13 * HOUR
    with clock.at(night):
        ledger.plan("meeting_booked", subject_id=1, recipient=pair[0], by=pair[1])
        assert sending.send_due(Desk({"meeting_booked": word}, {}, ZONE, lambda users: {}), Post()) == {
            "sent": 1
        }
    assert sink.taken[0].message["List-Unsubscribe"] is None
