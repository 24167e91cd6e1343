"""The import without its screens."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from programs.models import Enrolment, PeopleImport, Person
from tests.world import World

GOOD = "name,email,capacity\nGil,gil@example.org,3\nHana,hana@example.org,\n"


@pytest.fixture
def run(world: World, tmp_path: Path):
    def command(text: str, *flags: str, name: str = "people.csv", cohort: str = "") -> tuple[str, str]:
        file = tmp_path / name
        file.write_text(text)
        out, err = StringIO(), StringIO()
        try:
            call_command(
                "import_people",
                str(file),
                "--cohort",
                cohort or world.cohort.code,
                *flags,
                stdout=out,
                stderr=err,
            )
        except CommandError as error:
            return out.getvalue(), f"{err.getvalue()}{error}"
        return out.getvalue(), err.getvalue()

    return command


def added() -> list[tuple[str, str, str, int]]:
    rows = Enrolment.objects.filter(person__name__in=["Gil", "Hana"]).order_by("person__name")
    return list(rows.values_list("person__name", "role", "state", "capacity"))


def test_import_people_adds_them_and_says_so(run):
    out, err = run(GOOD, "--role", "mentor", "--capacity", "2", "--accept")
    assert (out.splitlines()[-1], err) == ("2 added, 0 already here.", "")
    assert "  email: E-mail address" in out
    assert "1 place has no capacity in the file and takes the one you chose." in out
    assert added() == [("Gil", "mentor", "accepted", 3), ("Hana", "mentor", "accepted", 2)]
    assert PeopleImport.objects.get().content == ""


def test_import_people_leaves_them_as_applied_and_adds_nothing_twice(run):
    run(GOOD, "--role", "mentee")
    assert {row[2] for row in added()} == {"applied"}
    out, _err = run(GOOD, "--role", "mentee")
    assert out.splitlines()[-1] == "0 added, 2 already here."


def test_import_people_lists_problems_and_writes_nothing(run):
    text = GOOD + "Ida,ida at example,many\n"
    _out, err = run(text, "--role", "mentor")
    assert err.splitlines() == [
        "row 4, email: Not an e-mail address: found “ida at example”, "
        "expected one address, such as ada@example.org",
        "row 4, capacity: Capacity not understood: found “many”, expected a whole number from 0 to 20",
        "Nothing was written. Correct the rows above, or give --skip-problems.",
    ]
    assert (added(), PeopleImport.objects.count()) == ([], 0)
    out, _err = run(text, "--role", "mentor", "--skip-problems")
    assert (out.splitlines()[-1], len(added())) == ("2 added, 0 already here.", 2)


def test_import_people_dry_run_writes_nothing(run):
    before = Person.objects.count()
    out, _err = run(GOOD, "--role", "mentor", "--dry-run")
    assert "2 new, 0 already here, 0 to fix" in out
    assert out.splitlines()[-1] == "A dry run: nothing was written."
    assert (Person.objects.count(), PeopleImport.objects.count()) == (before, 0)


@pytest.mark.parametrize(
    "text, flags, sentence",
    [
        (GOOD, (), "No column says who is a mentor and who a mentee. Give --role. Nothing was written."),
        (
            "name\nGil\n",
            ("--role", "mentor"),
            "No column looks like an e-mail address or a reference of your own. Nothing was written.",
        ),
        (
            GOOD,
            ("--role", "mentor", "--capacity", "21"),
            "--capacity is a whole number from 0 to 20. Nothing was written.",
        ),
        (
            "",
            ("--role", "mentor"),
            "This file is empty. Choose one with headings and a row for each person. Nothing was written.",
        ),
    ],
    ids=["role", "handle", "capacity", "empty"],
)
def test_import_people_refuses_with_a_sentence(run, text: str, flags: tuple[str, ...], sentence: str):
    assert run(text, *flags)[1] == sentence
    assert added() == []
    run(GOOD, "--role", "mentor")
    assert len(added()) == 2


def test_import_people_needs_a_cohort_and_a_file_that_are_there(run, world: World):
    assert run(GOOD, "--role", "mentor", cohort="nobody")[1] == "There is no cohort with the code nobody."
    with pytest.raises(CommandError) as refusal:
        call_command("import_people", "gone.csv", "--cohort", world.cohort.code)
    assert str(refusal.value) == "gone.csv cannot be opened: No such file or directory."
