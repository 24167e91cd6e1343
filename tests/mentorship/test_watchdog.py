"""What the watchdog sees; that it ends its process is for tests/faults, with real workers."""

import socket
import time
from datetime import timedelta

import pytest

from mentorship import jobs
from mentorship.accounts.models import User
from mentorship.lib import clock
from mentorship.notifications import holds, ledger
from mentorship.notifications.models import Delivery
from mentorship.watchdog import Watchdog, broker_answers, mail_is_late, silence
from mentorship.work.models import Alarm, Process


def mail(due_ago: timedelta, **facts) -> None:
    reader = User.objects.create_user(f"reader{User.objects.count()}@orchard.example")
    ledger.plan("word", subject_id=1, recipient=reader, due_at=clock.now() - due_ago)
    Delivery.objects.filter(occurrence__recipient=reader).update(**facts)


@pytest.mark.parametrize(
    ("ago", "facts", "late"),
    [
        (14, {}, False),
        (16, {}, True),
        (16, {"state": "sent"}, False),
        # Planned long ago for this evening: not late. Tried, and put off because the server is away: late.
        (16, {"due_at": clock.now() + timedelta(hours=1)}, False),
        (16, {"due_at": clock.now() + timedelta(hours=1), "attempts": 1}, True),
    ],
)
def test_mail_is_late_after_fifteen_minutes(db, ago, facts, late):
    mail(timedelta(minutes=ago), **facts)
    assert mail_is_late() is late


def test_mail_that_waits_on_purpose_is_not_late(db, settings):
    mail(timedelta(hours=1))
    holds.hold("restored")
    assert mail_is_late() is False
    holds.release()
    settings.MAIL_WORKS = False
    assert mail_is_late() is False


def test_look_says_that_its_process_lives_and_begins_and_ends_the_alarm(db, settings):
    settings.REDIS_URL = ""
    mail(timedelta(hours=1))
    dog = Watchdog("worker")
    dog.look()
    row = Process.objects.get()
    assert (row.name, row.role, row.broker_ok) == (dog.name, "worker", None)
    assert list(Alarm.objects.values_list("name", flat=True)) == ["mail late"]
    Delivery.objects.update(state="sent")
    dog.look()
    assert Alarm.objects.count() == 0


def test_silence_is_counted_from_the_last_sweep_of_either_kind(db):
    assert silence() is None
    with clock.at(clock.now() - timedelta(seconds=500)):
        jobs.beat("plan_due")
    with clock.at(clock.now() - timedelta(seconds=100)):
        jobs.beat("send_due")
    assert 99 < silence() < 110


def test_a_new_process_hears_for_a_while_before_it_calls_itself_deaf(db):
    with clock.at(clock.now() - timedelta(hours=1)):
        jobs.beat("send_due")
    Watchdog("worker").look()  # this process goes on
    assert Alarm.objects.count() == 0


def test_broker_that_hangs_is_known_within_a_second_or_two(settings):
    with socket.socket() as deaf:
        deaf.bind(("127.0.0.1", 0))
        deaf.listen(5)
        settings.REDIS_URL = f"redis://127.0.0.1:{deaf.getsockname()[1]}/0"
        before = time.monotonic()
        assert broker_answers() is False
        assert time.monotonic() - before < 5


@pytest.mark.django_db(transaction=True)
def test_process_that_ends_as_it_should_leaves_no_row(settings):
    settings.REDIS_URL, settings.DEAF_AFTER = "", 0.4
    dog = Watchdog("clock", patience=100)
    with dog.awake():
        end = time.monotonic() + 20
        while not Process.objects.filter(name=dog.name).exists():
            assert time.monotonic() < end
            time.sleep(0.05)
    assert Process.objects.count() == 0
