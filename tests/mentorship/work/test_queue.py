"""Queueing, taking back, trying again."""

import pytest

from mentorship.accounts.models import User
from mentorship.work import claims, queue
from mentorship.work.models import Job


def test_the_same_is_not_queued_twice_by_the_same_person_while_it_is_live(job, mira):
    assert queue.add("word", subject_id=1, by=mira) == job
    other = queue.add("word", subject_id=1, by=User.objects.create_user("nora@orchard.example"))
    assert other != job
    claims.end(claims.claim(), "done")
    assert queue.add("word", subject_id=1, by=mira) not in (job, other)


def test_the_bell_rings_after_the_commit(mira, django_capture_on_commit_callbacks):
    rung = []
    queue.BELLS.append(lambda: rung.append(Job.objects.count()))
    try:
        with django_capture_on_commit_callbacks(execute=True):
            queue.add("word", subject_id=1, by=mira)
            assert rung == []
    finally:
        queue.BELLS.pop()
    assert rung == [1]


def test_cancel_ends_what_waits_at_once_and_asks_what_runs_to_stop(job, mira):
    claims.claim()
    waiting = queue.add("word", subject_id=2, by=mira)
    for one in (job, waiting):
        queue.cancel(one)
        one.refresh_from_db()
    assert (job.state, job.cancel_asked) == ("running", True)
    assert (waiting.state, waiting.ended_at is None) == ("cancelled", False)


@pytest.mark.parametrize(
    ("state", "after"), [("failed", "queued"), ("cancelled", "queued"), ("done", "done")]
)
def test_try_again_queues_only_what_failed_or_was_taken_back(job, state, after):
    claims.end(claims.claim(), state, failure="KeyError at x, line 1", refusal="No.")
    queue.try_again(job)
    job.refresh_from_db()
    assert (job.state, bool(job.failure), bool(job.refusal)) == (after, after == "done", after == "done")
