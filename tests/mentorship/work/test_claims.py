"""One job at a time, held by a lease with a token."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.db.models.functions import Now

from mentorship.work import claims, queue
from mentorship.work.models import Job


def expire(job):
    Job.objects.filter(pk=job.pk).update(lease_until=Now() - timedelta(seconds=1))


def test_the_first_asked_for_is_claimed_and_the_next_waits_until_it_ended(job, mira):
    later = queue.add("word", subject_id=2, by=mira)
    ours = claims.claim()
    assert (ours.pk, ours.state, ours.attempts) == (job.pk, "running", 1)
    assert claims.claim() is None
    assert claims.end(ours, "done") is True
    assert claims.claim().pk == later.pk


def test_the_database_itself_lets_only_one_run(job, mira):
    claims.claim()
    other = queue.add("word", subject_id=2, by=mira)
    with pytest.raises(IntegrityError), transaction.atomic():
        Job.objects.filter(pk=other.pk).update(state="running")


def test_what_a_dead_process_left_is_taken_over_before_what_waits(job, mira):
    dead = claims.claim()
    queue.add("word", subject_id=2, by=mira)
    assert claims.claim() is None
    expire(dead)
    taken = claims.claim()
    assert (taken.pk, taken.attempts, taken.token == dead.token) == (job.pk, 2, False)


def test_whoever_was_only_slow_changes_nothing_any_more(job):
    slow = claims.claim()
    expire(slow)
    other = claims.claim()
    assert claims.end(slow, "failed") is False
    assert claims.begin_writing(slow) is False
    assert claims.hold(slow, stage="x", done=9, total=9) is None
    assert claims.hold(other, stage="y", done=1, total=2).done == 1
    assert claims.end(other, "done") is True


def test_holding_keeps_the_lease_and_writes_how_far_it_is(job):
    ours = claims.claim()
    expire(ours)
    row = claims.hold(ours, stage="reading", done=3, total=7)
    assert (row.stage, row.done, row.total) == ("reading", 3, 7)
    assert claims.claim() is None


def test_given_back_it_waits_as_if_it_had_not_been_taken(job):
    claims.give_back(claims.claim())
    job.refresh_from_db()
    assert (job.state, job.attempts, job.started_at) == ("queued", 0, None)


def test_a_cancel_counts_until_the_writing_begins(job):
    ours = claims.claim()
    assert claims.begin_writing(ours) is True
    queue.cancel(job)
    job.refresh_from_db()
    assert (job.state, job.cancel_asked) == ("running", False)


def test_a_cancel_before_it_stops_the_writing(job):
    ours = claims.claim()
    queue.cancel(job)
    assert claims.begin_writing(ours) is False


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_two_who_claim_at_once_get_one_job_between_them(job, mira):
    import threading  # noqa: PLC0415

    from django.db import connection  # noqa: PLC0415

    for number in range(2, 6):
        queue.add("word", subject_id=number, by=mira)
    together, got = threading.Barrier(4), []

    def claim():
        together.wait()
        got.append(claims.claim())
        connection.close()

    threads = [threading.Thread(target=claim) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [one.pk for one in got if one] == [job.pk]
