"""Goals and tags get their vectors off the request, keep them while the text is the same, and lose them with it."""

from datetime import timedelta

import pytest

from matching import jobs
from matching.actions.drafts import run_matching
from matching.actions.meaning import drop_what_fits_no_text, keep, queue_everything, understand
from matching.queries.meaning import due, known_tags
from matching.queries.pool import load_pool
from matching.queries.sentences import text_sentence
from mentorship.lib import clock
from mentorship.work import running
from mentorship.work.aside import STEPS_BACK
from mentorship.work.models import Job
from programs.actions.joining import join_by_form
from programs.models import Cohort, Enrolment, GoalMeaning, TagMeaning
from sessions.actions.retention import delete_old_texts
from tests import make
from tests.matching.meanings import encoder_on  # noqa: F401
from tests.matching.threads import priority

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("encoder_on")]
GOAL = "Ich möchte vor großem Publikum reden."
KINDS = {"meaning": jobs.understand}


@pytest.fixture
def cohort():
    cohort = make.cohort(make.program(make.organisation()))
    make.enrolment(cohort, "mentee", code="emember", goal=GOAL, topics=["Gardening"])
    make.enrolment(cohort, "mentor", code="espeaks", expertise=["Public speaking"])
    make.enrolment(cohort, "mentor", code="ecounts", expertise=["Finance and accounting", " "])
    return cohort


def goals_by_meaning(cohort):
    return [tuple(one.text for one in mentee.meaning) for mentee in load_pool(cohort).mentees]


def test_texts_are_read_once_and_again_only_when_they_change(cohort):
    assert goals_by_meaning(cohort) == [()]
    priorities = set()
    found = understand(cohort.pk, lambda *_: priorities.add(priority()))
    assert priorities == {STEPS_BACK} != {priority()}
    # “Finance and accounting” is one we know, the blank is none.
    assert (len(found.goals), len(found.tags)) == (1, len(known_tags()) + 2)
    keep(found)
    assert goals_by_meaning(cohort) == [(GOAL, "Gardening")]
    first = load_pool(cohort).fingerprint()
    assert len(due(cohort.pk)) == len(due()) == 0
    keep(understand(cohort.pk))  # nothing to do, nothing loaded
    keep(found)  # the same again: a second worker
    assert (load_pool(cohort).fingerprint(), GoalMeaning.objects.count()) == (first, 1)

    Enrolment.objects.filter(code="emember").update(goal="Learn to count.")
    assert goals_by_meaning(cohort) == [("Gardening",)]  # stale, so the words decide
    assert [goal for _pk, goal, _mark in due().goals] == ["Learn to count."]
    keep(found)  # a run that read the old text before
    assert goals_by_meaning(cohort) == [("Gardening",)]

    assert drop_what_fits_no_text() == 0
    Enrolment.objects.filter(code="emember").update(goal="", topics=[])
    assert drop_what_fits_no_text() == 2
    assert (GoalMeaning.objects.count(), TagMeaning.objects.count()) == (0, len(known_tags()) + 1)


def test_a_draft_says_how_it_compared_and_another_encoder_or_none_changes_what_it_ran_with(cohort, settings):
    by_words = run_matching(cohort=cohort, by=None)
    keep(understand(cohort.pk))
    read = run_matching(cohort=cohort, by=None)
    GoalMeaning.objects.update(encoder="an older one")
    older = run_matching(cohort=cohort, by=None)
    settings.ENCODER = False
    off = run_matching(cohort=cohort, by=None)
    assert [one.summary["goals_by_meaning"] for one in (by_words, read, older, off)] == [0, 1, 0, 0]
    assert read.input_hash not in {by_words.input_hash, older.input_hash, off.input_hash}
    assert by_words.input_hash == off.input_hash
    assert (
        text_sentence(read.summary) == "Goals were compared with expertise by their meaning and their words."
    )
    assert text_sentence(off.summary) == "Goals were compared with expertise by their words."
    assert text_sentence(by_words.summary).startswith("Goals were compared by their meaning; one of 1 is new")
    (pair,) = read.proposals.all()
    assert pair.mentor.code == "espeaks"
    evidence = {row[0]: row[5] for row in pair.points}
    assert evidence["expertise"] == ["~Public speaking"]


@pytest.mark.django_db(transaction=True)  # the lease is kept by a thread, which must see the job
def test_an_application_asks_for_a_run_which_a_worker_does(settings):
    cohort = make.cohort(make.program(make.organisation()))
    about = {"name": "Gus", "languages": ["English"], "time_zone": "UTC"}
    said = {"mentee": {"goal": GOAL, "goal_kind": "", "topics": []}}
    join_by_form(cohort=cohort, email="gus@example.org", about=about, answers=said)
    join_by_form(cohort=cohort, email="hal@example.org", about=about, answers=said)
    (job,) = Job.objects.filter(kind="meaning")
    assert (job.subject_id, job.state) == (cohort.pk, "queued")
    Job.objects.filter(pk=job.pk).update(state="running")
    join_by_form(cohort=cohort, email="ida@example.org", about=about, answers=said)
    assert Job.objects.filter(kind="meaning", state="queued").count() == 1  # behind the one that runs
    Job.objects.filter(pk=job.pk).delete()
    running.run_queued(KINDS)
    assert GoalMeaning.objects.count() == 3
    settings.ENCODER = False
    join_by_form(cohort=cohort, email="joe@example.org", about=about, answers=said)
    assert not Job.objects.filter(kind="meaning", state="queued").exists()


def test_off_nothing_is_made_and_what_was_there_goes_by_night(cohort, settings):
    keep(understand(cohort.pk))
    settings.ENCODER = False
    found = understand()
    assert (found.goals, found.tags) == ([], [])
    queue_everything()
    assert (GoalMeaning.objects.count(), Job.objects.count()) == (0, 0)
    settings.ENCODER = True
    queue_everything()
    assert list(Job.objects.values_list("kind", "subject_id")) == [("meaning", 0)]


def test_a_vector_goes_with_the_text_it_was_made_of(cohort):
    row = Enrolment.objects.get(code="emember")
    GoalMeaning.objects.create(enrolment=row, encoder="e", mark="m", vector=bytes(512))
    day = clock.today(cohort.program.zone)
    Cohort.objects.filter(pk=cohort.pk).update(archived_at=clock.now(), texts_until=day - timedelta(days=1))
    assert delete_old_texts() == 1
    assert not GoalMeaning.objects.exists()
