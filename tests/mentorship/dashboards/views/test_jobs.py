"""The page of a long run, as its starter sees it."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse

from mentorship.lib import clock
from mentorship.work import claims, queue
from mentorship.work.models import Job

HTMX = {"HX-Request": "true", "HX-Target": "job"}


@pytest.fixture
def job(world):
    return queue.add("import", subject_id=1, by=world.mira, asked_from="/today/")


@pytest.fixture
def mira(world, sign_in):
    return sign_in(world.mira)


def at(job, name="job"):
    return reverse(f"dashboards:{name}", args=[job.code])


def now(job, **facts):
    Job.objects.filter(pk=job.pk).update(**facts)


def text(answer) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", answer.content.decode()))


def running(job, stage="checking", done=412, total=1200, **facts):
    now(job, state="running", stage=stage, done=done, total=total, **facts)


def test_what_waits_says_so_and_moves_without_javascript_too(job, mira):
    answer = mira.get(at(job))
    page = answer.content.decode()
    assert "Importing your file" in text(answer)
    assert "Waiting for its turn" in text(answer)
    assert '<noscript><meta http-equiv="refresh" content="3"></noscript>' in page
    assert f'hx-get="{at(job, "job_poll")}?said=" hx-trigger="every 1s"' in page
    assert '<progress aria-labelledby="job-words" max="100"></progress>' in page


def test_what_runs_says_how_far_it_is_and_is_asked_less_often_after_fifteen_seconds(job, mira):
    running(job, asked_at=clock.now() - timedelta(seconds=20))
    answer = mira.get(at(job))
    assert "Checking row 412 of 1,200" in text(answer)
    assert "20 seconds so far" in text(answer)
    page = answer.content.decode()
    assert 'value="17"' in page
    assert 'hx-trigger="every 2s"' in page


@pytest.mark.parametrize(
    ("done", "before", "said"),
    [
        (0, "", "It has begun."),
        (0, "0", ""),
        (700, "0", "A quarter is done."),
        (1100, "25", ""),
        (1200, "25", "Half is done."),
    ],
)
def test_poll_answers_the_part_and_announces_each_quarter_once(job, mira, done, before, said):
    running(job, done=done)
    answer = mira.get(at(job, "job_poll"), {"said": before}, headers=HTMX)
    body = answer.content.decode()
    assert (answer.status_code, "<html" in body, body.count('id="job"')) == (200, False, 1)
    assert "HX-Request" in answer["Vary"]
    announced = re.findall(r'<div id="announce" hx-swap-oob="innerHTML">(.*?)</div>', body)
    assert announced == ([said] if said else [])
    assert f"?said={done * 50 // 1200 // 25 * 25}" in body


@pytest.mark.parametrize("state", ["done", "failed", "cancelled"])
def test_poll_ends_by_loading_the_page_once_more_without_anything_that_asks_again(job, mira, state):
    now(job, state=state, ended_at=clock.now())
    answer = mira.get(at(job, "job_poll"), headers=HTMX)
    assert (answer.status_code, answer["HX-Redirect"]) == (204, at(job))
    page = mira.get(at(job)).content.decode()
    assert [word for word in ("hx-trigger", "http-equiv") if word in page] == []


def test_done_leads_on_by_a_press_after_which_today_is_silent(job, mira):
    now(job, state="done", ended_at=clock.now(), result_path="/programs/")
    assert "The file is in" in text(mira.get("/today/"))
    assert "See what was added" in text(mira.get(at(job)))
    answer = mira.post(at(job, "job_seen"))
    assert (answer.status_code, answer["Location"]) == (303, "/programs/")
    assert "The file is in" not in text(mira.get("/today/"))


def test_failed_says_why_what_was_not_changed_and_goes_again(job, mira):
    now(job, state="failed", ended_at=clock.now(), failure="KeyError at x, line 1")
    assert "This did not work: Importing your file" in text(mira.get("/today/"))
    page = text(mira.get(at(job)))
    assert f"finds it in the log as job {job.code}" in page
    assert "Nobody was added: a file is written whole or not at all." in page
    assert "KeyError" not in page
    assert mira.post(at(job, "job_again")).status_code == 303
    job.refresh_from_db()
    assert job.state == "queued"
    assert "This did not work" not in text(mira.get("/today/"))


def test_refused_says_the_sentence_and_the_way_back(job, mira):
    now(job, state="failed", ended_at=clock.now(), refusal="12 rows do not fit.")
    answer = mira.get(at(job))
    assert "12 rows do not fit." in text(answer)
    assert "Something broke" not in text(answer)
    assert 'id="back" href="/today/"' in answer.content.decode()


def test_cancel_is_offered_until_the_run_writes(job, mira):
    assert 'id="cancel"' in mira.get(at(job)).content.decode()
    claims.begin_writing(claims.claim())
    assert 'id="cancel"' not in mira.get(at(job)).content.decode()
    mira.post(at(job, "job_cancel"))
    job.refresh_from_db()
    assert (job.state, job.cancel_asked) == ("running", False)


def test_cancelled_says_that_nothing_changed(job, mira):
    mira.post(at(job, "job_cancel"))
    page = text(mira.get(at(job)))
    assert "Stopped" in page
    assert "Nobody was added" in page
    assert "Stopped" not in text(mira.get("/today/"))


def test_line_of_today_goes_by_itself_after_three_days(job, mira):
    now(job, state="failed", ended_at=clock.now() - timedelta(days=3, minutes=1))
    assert "This did not work" not in text(mira.get("/today/"))


def test_page_and_poll_are_read_in_few_statements(job, mira, django_assert_num_queries):
    with django_assert_num_queries(4):  # session, user, the job, roles
        mira.get(at(job))
    with django_assert_num_queries(3):
        mira.get(at(job, "job_poll"), headers=HTMX)
