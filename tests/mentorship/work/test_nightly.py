"""The night's work: once a night, each thing on its own."""

from datetime import UTC, datetime, timedelta

import pytest

from mentorship.lib import clock
from mentorship.work import nightly, queue, running
from mentorship.work.models import Job, Process

KINDS = {"nightly": nightly.tidy}


def night(day: int, hour: int) -> datetime:
    return datetime(2026, 11, day, hour, 5, tzinfo=UTC)


def test_a_night_is_queued_once_from_three_o_clock_on(db):
    for day, hour in ((18, 2), (18, 3), (18, 4), (19, 2), (19, 3)):
        with clock.at(night(day, hour)):
            nightly.queue_the_night()
            running.run_queued(KINDS)
    assert list(Job.objects.order_by("pk").values_list("subject_id", "state")) == [
        (20261117, "done"),
        (20261118, "done"),
        (20261119, "done"),
    ]


def test_old_jobs_and_silent_processes_go_live_ones_stay(mira):
    with clock.at(night(1, 3)):
        old, waiting = (queue.add("word", subject_id=number, by=mira) for number in (1, 2))
        Job.objects.filter(pk=old.pk).update(state="done")
        Process.objects.create(name="gone", role="worker")
    with clock.at(night(1, 3) + timedelta(days=31)):
        fresh = queue.add("word", subject_id=3, by=mira)
        Job.objects.filter(pk=fresh.pk).update(state="failed")
        Process.objects.create(name="here", role="worker")
        nightly.drop_old_rows()
    assert set(Job.objects.values_list("pk", flat=True)) == {waiting.pk, fresh.pk}
    assert list(Process.objects.values_list("name", flat=True)) == ["here"]


def test_what_fails_keeps_nothing_else_from_its_night(db, caplog):
    done = []

    def breaks():
        Process.objects.create(name="half", role="worker")
        raise ValueError("quoted words")

    nightly.NIGHTLY[:0] = [breaks]
    nightly.NIGHTLY.append(lambda: done.append(1))
    try:
        nightly.queue_the_night()
        running.run_queued(KINDS)
    finally:
        nightly.NIGHTLY[:] = nightly.NIGHTLY[1:-1]
    assert (Job.objects.get().state, done, Process.objects.count()) == ("failed", [1], 0)
    assert "Nightly breaks failed: ValueError at breaks, line " in caplog.text
    assert "quoted words" not in caplog.text


@pytest.fixture(autouse=True)
def same_list():
    before = list(nightly.NIGHTLY)
    yield
    assert before == nightly.NIGHTLY
