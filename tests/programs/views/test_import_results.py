"""What became of a file: skipped rows, and taking it back."""

import pytest
from django.test import Client
from django.urls import reverse

from mentorship import jobs
from mentorship.work.models import Job
from programs.actions.import_orders import MOST_IN_A_REQUEST
from programs.models import PeopleImport, Person
from tests.programs.views.test_imports import GOOD, at, walk
from tests.world import World


@pytest.fixture
def mira(world: World, sign_in) -> Client:
    return sign_in(world.mira)


def test_skipped_rows_can_be_downloaded_before_and_after(world: World, mira: Client):
    walk(mira, world, 'email,name\ngil@example.org,Gil\nhana at example,"=1+1"\n', "email", "name")
    before = mira.get(at(world, "skipped", 1))
    mira.post(at(world, "check", 1), {"skip_problems": "on"})
    after = mira.get(at(world, "skipped", 1))
    assert before.content == after.content
    assert after["Content-Disposition"] == 'attachment; filename="skipped-rows.csv"'
    assert "'=1+1" in after.content.decode()
    assert at(world, "skipped", 1) in mira.get(at(world, "done", 1)).content.decode()
    walk(mira, world, GOOD, "name", "email", "")
    assert mira.get(at(world, "skipped", 2)).status_code == 404


def test_an_import_is_taken_back_by_one_press(world: World, mira: Client):
    walk(mira, world, GOOD, "name", "email", "")
    assert mira.post(at(world, "undo", 1))["Location"] == at(world, "done", 1)
    assert PeopleImport.objects.get().state == "uploaded"
    mira.post(at(world, "check", 1))
    assert "Undo this import" in mira.get(at(world, "done", 1)).content.decode()
    assert mira.post(at(world, "undo", 1))["Location"] == at(world, "done", 1)
    page = mira.get(at(world, "done", 1)).content.decode()
    assert ("This import is taken back" in page, "2 people are gone again." in page) == (True, True)
    assert "Undo this import" not in page
    assert Person.objects.filter(name__in=["Gil", "Hana"]).count() == 0


def test_a_long_import_is_taken_back_by_a_job(world: World, mira: Client):
    rows = "".join(f"Person {n},p{n}@imported.example\n" for n in range(MOST_IN_A_REQUEST + 1))
    walk(mira, world, f"name,email\n{rows}", "name", "email")
    mira.post(at(world, "check", 1))
    jobs.run_jobs.apply().get()
    answer = mira.post(at(world, "undo", 1))
    job = Job.objects.get(kind="import_undo")
    assert answer["Location"] == reverse("dashboards:job", args=[job.code])
    assert Person.objects.filter(email__endswith="@imported.example").count() == MOST_IN_A_REQUEST + 1
    jobs.run_jobs.apply().get()
    job.refresh_from_db()
    assert (job.state, job.result_path) == ("done", at(world, "done", 1))
    assert Person.objects.filter(email__endswith="@imported.example").count() == 0


def test_differences_are_shown_and_taken_over_when_ticked(world: World, mira: Client):
    Person.objects.filter(pk=world.ada.pk).update(department="Sales")
    text = "email,department\nada@orchard.example,Design\n"
    for ticked, department in (({}, "Sales"), ({"update": "on"}, "Design")):
        walk(mira, world, text, "email", "department")
        number = PeopleImport.objects.latest("pk").number
        page = mira.get(at(world, "check", number)).content.decode()
        assert "<del>Sales</del> → <ins>Design</ins>" in page.replace("\n", "")
        assert mira.post(at(world, "check", number), ticked).status_code == 303
        world.ada.refresh_from_db()
        assert world.ada.department == department
    assert "1 row has new facts." in mira.get(at(world, "done", number)).content.decode()
