"""What a file says otherwise of people who are here."""

from typing import Any

import pytest

from mentorship.lib import clock
from programs.models import Enrolment, Person
from programs.queries.importing import read_sheet
from programs.queries.importing_check import check_sheet
from programs.queries.importing_columns import guess_columns
from programs.queries.importing_rows import Check
from tests import make
from tests.world import World

HEAD = "email,name,department,seniority,languages,time zone,id,topics,goal,bio\n"


def checked(world: World, rows: str, by: Any = None, head: str = HEAD) -> Check:
    sheet = read_sheet(head + rows)
    columns = [guess.target for guess in guess_columns(sheet)]
    return check_sheet(sheet, {"columns": columns, "role": "mentor"}, world.cohort, by or world.mira)


def said(check: Check) -> list[tuple[str, str, str]]:
    return [(str(one.label), one.was, one.becomes) for change in check.changes for one in change.differences]


@pytest.fixture(autouse=True)
def ada_is_known(world: World) -> None:
    Person.objects.filter(pk=world.ada.pk).update(department="Sales", seniority=2, introduction="Mine")
    Enrolment.objects.filter(person=world.ada).update(topics=["Leading"], goal="Mine, too")


def test_changes_are_shown_with_before_and_after(world: World):
    check = checked(
        world,
        "ADA@orchard.example,Ada,Design,16+ years,English; Finnish,Europe/Helsinki,A1,Writing,Another,Not mine\n",
    )
    assert said(check) == [
        ("Department", "Sales", "Design"),
        ("Seniority", "Experienced (3 to 7 years)", "Leading (more than 15 years)"),
        ("Languages", "", "English, Finnish"),
        ("Time zone", "", "Europe/Helsinki"),
        ("Own reference", "", "A1"),
        ("Topics", "Leading", "Writing"),
    ]
    assert (check.same, check.changes[0].row, check.changes[0].shown) == (1, 2, "Ada")


def test_an_empty_cell_changes_nothing(world: World):
    assert said(checked(world, "ada@orchard.example,,,,,,,,,\n")) == []


def test_what_somebody_wrote_is_theirs(world: World):
    check = checked(world, "ada@orchard.example,Ada,Sales,,,,,,Another,Not mine\n")
    assert said(check) == []


def test_answers_of_somebody_who_signed_in_are_theirs(world: World):
    world.ada.user.last_login = clock.now()
    world.ada.user.save()
    assert said(checked(world, "ada@orchard.example,Ada B,,,,,,Writing,,\n")) == [("Name", "Ada", "Ada B")]


def test_people_of_others_are_left_alone(world: World):
    make.enrolment(make.cohort(make.program(world.orchard)), "mentor", world.ada)
    elsewhere = make.enrolment(make.cohort(make.program(world.orchard)), "mentor").person
    rows = f"ada@orchard.example,Ada B,,,,,,,,\n{elsewhere.email},Somebody,,,,,,,,\n"
    assert said(checked(world, rows)) == []


@pytest.mark.parametrize("rows", [1, 3, 30])
def test_changes_take_a_constant_number_of_statements(world: World, rows: int, django_assert_num_queries):
    people = [make.enrolment(world.cohort, "mentor").person.email for _ in range(rows)]
    text = "".join(f"{email},New,,,,,,,,\n" for email in people)
    with django_assert_num_queries(5):
        assert len(checked(world, text).changes) == rows
