"""The long runs of programs, from the press to what they wrote."""

import pytest
from django.test import Client
from django.urls import reverse

from mentorship import jobs
from mentorship.lib import clock
from mentorship.work import running
from mentorship.work.models import Job
from mentorship.work.progress import Progress
from mentorship.work.running import Write
from programs.actions.import_orders import MOST_IN_A_REQUEST, order_import
from programs.actions.import_undo import order_undo
from programs.actions.imports import import_people
from programs.actions.programs import leave_role
from programs.jobs import import_file
from programs.models import Cohort, PeopleImport, Person
from tests import make
from tests.programs.views.test_imports import at, walk
from tests.world import World


@pytest.fixture
def mira(world: World, sign_in) -> Client:
    return sign_in(world.mira)


def test_a_long_file_is_written_by_a_job_and_ends_on_the_same_page(world: World, mira: Client):
    rows = "".join(f"Person {n},p{n}@imported.example\n" for n in range(MOST_IN_A_REQUEST + 1))
    walk(mira, world, f"name,email\n{rows}nobody,not an address\n", "name", "email")
    assert mira.post(at(world, "check", 1)).status_code == 422
    assert Job.objects.count() == 0
    answer = mira.post(at(world, "check", 1), {"skip_problems": "on"})
    job = Job.objects.get()
    assert (answer.status_code, answer["Location"]) == (303, reverse("dashboards:job", args=[job.code]))
    assert (job.by, job.asked_from, PeopleImport.objects.get().state) == (
        world.mira,
        at(world, "check", 1),
        "uploaded",
    )
    jobs.run_jobs.apply().get()
    job.refresh_from_db()
    assert (job.state, job.result_path) == ("done", at(world, "done", 1))
    assert PeopleImport.objects.get().added == MOST_IN_A_REQUEST + 1
    assert mira.get(job.result_path).status_code == 200


def test_an_import_that_meets_somebody_new_on_its_way_writes_nothing_and_says_so(world: World, mira: Client):
    rows = "".join(f"Person {n},p{n}@imported.example\n" for n in range(3))
    walk(mira, world, f"name,email\n{rows}", "name", "email")
    upload = PeopleImport.objects.get()
    job = order_import(upload=upload, by=world.mira, skip_problems=False)

    def meanwhile(job: Job, progress: Progress) -> Write:
        write = import_file(job, progress)
        make.person(world.orchard, email="p1@imported.example")
        return write

    running.run_queued({"import": meanwhile})
    job.refresh_from_db()
    assert (job.state, job.refusal[:28]) == ("failed", "Somebody was added meanwhile")
    assert Person.objects.filter(email="p0@imported.example").count() == 0


FORMER = "You no longer coordinate this program, or the cohort is archived by now. Nothing was written."


def leaves(world: World) -> None:
    make.coordinator(world.program)
    leave_role(program=world.program, by=world.mira)


def is_put_away(world: World) -> None:
    Cohort.objects.filter(pk=world.cohort.pk).update(archived_at=clock.now())


@pytest.mark.parametrize("ends", [leaves, is_put_away])
@pytest.mark.parametrize("again", [False, True], ids=["waits", "tried again"])
def test_a_file_of_somebody_whose_role_has_ended_is_not_written(world: World, mira: Client, ends, again):
    walk(mira, world, "name,email\nNew,new@imported.example\n", "name", "email")
    job = order_import(upload=PeopleImport.objects.get(), by=world.mira, skip_problems=False)
    if again:
        mira.post(reverse("dashboards:job_cancel", args=[job.code]))
    ends(world)
    if again:
        assert mira.post(reverse("dashboards:job_again", args=[job.code])).status_code == 303
    jobs.run_jobs.apply().get()
    job.refresh_from_db()
    assert (job.state, job.refusal) == ("failed", FORMER)
    assert not Person.objects.filter(email="new@imported.example").exists()


def test_a_file_is_not_taken_back_by_somebody_whose_role_has_ended(world: World, mira: Client):
    walk(mira, world, "name,email\nNew,new@imported.example\n", "name", "email")
    upload = import_people(upload=PeopleImport.objects.get(), by=world.mira)
    job = order_undo(upload=upload, by=world.mira)
    leaves(world)
    jobs.run_jobs.apply().get()
    job.refresh_from_db()
    assert (job.state, job.refusal) == ("failed", FORMER)
    assert Person.objects.filter(email="new@imported.example").exists()
