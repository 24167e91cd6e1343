"""A run is there once or not at all, whatever becomes of its process."""

import logging
from datetime import timedelta

import pytest
from django.db.models.functions import Now
from django.utils import translation

from mentorship.lib.refusals import Refusal
from mentorship.notifications.models import Heartbeat
from mentorship.work import claims, progress, queue, running
from mentorship.work.models import Job


def written() -> int:
    return Heartbeat.objects.count()


def write_one() -> str:
    Heartbeat.objects.create(name="written", beat_at="2026-11-18T10:00Z")
    return "/result/"


def ended(job: Job) -> tuple[str, str, str]:
    job.refresh_from_db()
    return job.state, job.result_path, job.failure


def test_a_run_thinks_then_writes_and_ends_with_its_result(job):
    assert running.run_queued({"word": lambda job, progress: write_one}) == 1
    assert (ended(job), written()) == (("done", "/result/", ""), 1)
    assert running.run_queued({"word": lambda job, progress: write_one}) == 0


def test_what_breaks_is_logged_once_without_the_text_of_the_error(job, caplog):
    def breaks(job, progress):
        raise ValueError("Ben wrote this")

    with caplog.at_level(logging.ERROR):
        running.run_queued({"word": breaks})
    state, path, failure = ended(job)
    assert (state, path) == ("failed", "")
    assert failure.startswith("ValueError at breaks, line ")
    assert [record.message for record in caplog.records] == [f"Job {job.code} (word) failed: {failure}"]


def test_what_breaks_while_it_writes_leaves_nothing(job):
    def half() -> str:
        write_one()
        raise KeyError

    running.run_queued({"word": lambda job, progress: half})
    assert (ended(job)[0], written()) == ("failed", 0)


def test_a_refusal_is_kept_as_its_sentence_for_whoever_asked(job, mira, caplog):
    mira.language = "en"
    mira.save()

    def refuses(job, progress):
        assert translation.get_language() == "en"
        raise Refusal("Nobody waits.")

    running.run_queued({"word": refuses})
    assert ended(job)[0] == "failed"
    assert (job.refusal, job.failure, caplog.records) == ("Nobody waits.", "", [])


def test_a_job_that_ended_its_process_three_times_is_given_up(job, caplog):
    for _ in range(claims.MOST_TRIES):
        Job.objects.filter(pk=claims.claim().pk).update(lease_until=Now() - timedelta(seconds=1))
    running.run_queued({"word": lambda job, progress: write_one})
    assert (ended(job), written()) == (("failed", "", "its process ended each time"), 0)


def test_whoever_lost_the_job_while_thinking_writes_nothing(job, caplog):
    def slow(job, progress):
        Job.objects.filter(pk=job.pk).update(token="another's")
        return write_one

    running.run_one(claims.claim(), {"word": slow})
    job.refresh_from_db()
    assert (job.state, job.token, written()) == ("running", "another's", 0)


def test_whoever_lost_the_job_while_writing_writes_nothing_either(job, caplog):
    def late() -> str:
        write_one()
        Job.objects.filter(pk=job.pk).update(token="another's")
        return ""

    running.run_one(claims.claim(), {"word": lambda job, progress: late})
    assert written() == 0


def test_taken_back_while_it_thinks_nothing_is_written(job):
    def thinks(job, progress):
        queue.cancel(job)
        return write_one

    running.run_queued({"word": thinks})
    assert (ended(job)[0], written()) == ("cancelled", 0)


def test_a_process_that_is_to_end_gives_its_job_back(job):
    def thinks(job, kept):
        progress.stopping.set()
        kept.report("reading")
        return write_one

    try:
        running.run_queued({"word": thinks})
    finally:
        progress.stopping.clear()
    job.refresh_from_db()
    assert (job.state, job.attempts, written()) == ("queued", 0, 0)


@pytest.mark.django_db(transaction=True)
def test_how_far_a_run_is_is_written_while_it_thinks_and_a_cancel_is_heard(job):
    """By a thread with a connection of its own: the run itself only counts."""
    seen = []

    def thinks(job, kept):
        for at in range(10_000):
            kept.report("reading", at, 10_000)
            running_row = Job.objects.get(pk=job.pk)
            if running_row.done and not seen:
                seen.append(running_row.stage)
                queue.cancel(job)
        return write_one

    running.run_queued({"word": thinks})
    assert (ended(job)[0], seen, written()) == ("cancelled", ["reading"], 0)
