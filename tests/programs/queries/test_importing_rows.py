"""Every row checked before anything is written."""

from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from programs.models import Cohort, Enrolment
from programs.queries.importing import read_sheet
from programs.queries.importing_columns import guess_columns
from programs.queries.importing_kinds import KINDS
from programs.queries.importing_reader import Choices
from programs.queries.importing_rows import Check, check_rows
from tests import make
from tests.faulty_file import FAULTS, faulty_file
from tests.world import World


def checked(cohort: Cohort, text: str, *, role: str = "mentor", **choices: Any) -> Check:
    sheet = read_sheet(text)
    columns = tuple(guess.target for guess in guess_columns(sheet))
    return check_rows(sheet, Choices(columns, role, **choices), cohort)


def problems(check: Check) -> list[tuple[str, int, str, str, str]]:
    return [
        (str(KINDS[kind].title), one.row, one.column, one.found, one.expected)
        for kind, found in check.problems.items()
        for one in found
    ]


def test_check_rows_reads_a_person_whole(world: World):
    text = (
        "name,email,staff number,department,seniority,languages,time zone,manager,skills,areas,topics,goal,goal kind,"
        "capacity,bio,job title\n"
        "Gil Ortega,GIL@Example.org,77,Sales,5-7 years,English; Spanish,europe/madrid,ada@orchard.example,"
        "Go; SQL,Web,Teams,Grow,Build a skill,3,Hello,Lead\n"
    )
    check = checked(world.cohort, text)
    assert problems(check) == []
    (entry,) = check.entries
    assert (entry.email, entry.reference, entry.manager) == ("gil@example.org", "77", "ada@orchard.example")
    assert entry.person == {
        "name": "Gil Ortega",
        "department": "Sales",
        "seniority": 2,
        "languages": ["English", "Spanish"],
        "time_zone": "Europe/Madrid",
        "introduction": "Hello\n\nLead",
    }
    assert entry.place == {
        "capacity": 3,
        "goal": "Grow",
        "goal_kind": "skill",
        "topics": ["Teams"],
        "expertise": ["Go", "SQL", "Web"],
        "zone_assumed": False,
    }


def test_check_rows_keeps_and_counts_what_it_does_not_know(world: World):
    text = (
        "id,languages,zone,level,manager,capacity,goal kind\n"
        "1,Ukranian;English,UK/Birmingham,Band Q,boss@else.example,,fun\n2,Ukranian,,,1,2,\n"
    )
    check = checked(world.cohort, text, capacity=4)
    assert problems(check) == []
    assert {what: dict(values) for what, values in check.counted.items() if values} == {
        "languages": {"Ukranian": 2},
        "zones": {"UK/Birmingham": 1},
        "seniorities": {"Band Q": 1},
        "goal_kinds": {"fun": 1},
        "managers": {"boss@else.example": 1},
    }
    assert (check.no_capacity, check.no_zone) == (1, 2)
    first = check.entries[0]
    assert (first.person["languages"], first.person["time_zone"], first.person["seniority"]) == (
        ["Ukranian", "English"],
        "",
        None,
    )
    assert (first.place["capacity"], first.place["zone_assumed"]) == (4, True)


@pytest.mark.parametrize(
    "header, row, problem",
    [
        (
            "email",
            "ada at example",
            ("Not an e-mail address", "email", "ada at example", "one address, such as ada@example.org"),
        ),
        (
            "id,capacity",
            "7,many",
            ("Capacity not understood", "capacity", "many", "a whole number from 0 to 20"),
        ),
        ("id,capacity", "7,21", ("Capacity not understood", "capacity", "21", "a whole number from 0 to 20")),
        (
            "id,name",
            f"7,{'x' * 121}",
            ("Text that is too long", "name", "121 characters", "at most 120 characters"),
        ),
        (
            "id,skills",
            f"7,{'y' * 121}",
            (
                "Too long",
                "skills",
                "y" * 80,
                "words separated by ; or , and each at most 120 characters long",
            ),
        ),
        ("id,name", "7,Gil,more", ("More cells than headings", "", "3 cells", "at most 2 cells")),
        (
            "id,name",
            ",Gil",
            ("Nobody to tell apart", "id", "", "an e-mail address or a reference of your own"),
        ),
    ],
    ids=["email", "word", "large", "name", "tag", "ragged", "nobody"],
)
def test_check_rows_says_row_column_found_and_expected(
    world: World, header: str, row: str, problem: tuple[str, ...]
):
    columns = ("email",) if header == "email" else ("reference", header.partition(",")[2])
    columns = tuple("expertise" if name == "skills" else name for name in columns)
    good = "gil@example.org" if header == "email" else "6,"
    sheet = read_sheet(f"{header}\n{good}\n{row}\n")
    check = check_rows(sheet, Choices(columns, "mentor"), world.cohort)
    kind, *where = problem
    assert problems(check) == [(kind, 3, *where)]
    assert [entry.row for entry in check.entries] == [2]
    assert check.rows_with_problems == [3]


def test_check_rows_takes_a_row_with_fewer_cells_than_headings(world: World):
    check = checked(world.cohort, "id,name,skills\n7\n8,Gil\n")
    assert (problems(check), [entry.person["name"] for entry in check.entries]) == ([], ["", "Gil"])


def test_check_rows_reads_the_role_of_each_row(world: World):
    text = "id,role\n1,mentor\n2,Mentee\n3,both\n4,boss\n5,\n"
    check = checked(world.cohort, text, role="column")
    assert [(entry.row, entry.role) for entry in check.entries] == [
        (2, "mentor"),
        (3, "mentee"),
        (4, "mentor"),
        (4, "mentee"),
    ]
    assert problems(check) == [
        ("Role not understood", 5, "role", "boss", "mentor, mentee or both"),
        ("Role not understood", 6, "role", "", "mentor, mentee or both"),
    ]
    assert (check.new_people, len(check.entries)) == (3, 4)


def test_check_rows_finds_who_is_here_already(world: World):
    make.person(world.orchard, "Known", email="known@example.org", reference="K1")
    text = "email,id\nADA@orchard.example,\nknown@example.org,\n,K1\nnew@example.org,\n"
    check = checked(world.cohort, text)
    assert (check.same, check.known_people, check.new_people) == (1, 1, 1)
    assert problems(check) == [
        ("Twice in this file", 4, "email", "", "each person once in each role; row 3 is the same")
    ]
    elsewhere = checked(make.cohort(world.program), "email\nada@orchard.example\n")
    assert (elsewhere.same, elsewhere.known_people) == (0, 1)


def test_check_rows_counts_a_place_that_ended_as_here(world: World):
    Enrolment.objects.filter(person=world.ada).update(state="withdrawn")
    assert checked(world.cohort, "email\nada@orchard.example\n").same == 1


def test_check_rows_refuses_the_same_person_twice_in_a_role_and_two_people_in_a_row(world: World):
    text = "email,id\na@example.org,1\nA@example.org,\nb@example.org,2\na@example.org,2\n"
    check = checked(world.cohort, text)
    assert problems(check) == [
        (
            "Twice in this file",
            3,
            "email",
            "A@example.org",
            "each person once in each role; row 2 is the same",
        ),
        ("Two people in one row", 5, "id", "2", "the reference of the person with this e-mail address"),
    ]
    assert [entry.row for entry in check.entries] == [2, 4]


def test_check_rows_knows_nobody_of_another_organisation(world: World):
    check = checked(world.cohort, "email\neve@elsewhere.example\n")
    assert (check.same, check.known_people, check.new_people) == (0, 0, 1)


@pytest.mark.parametrize("rows", [1, 3, 30])
def test_check_rows_asks_the_same_number_of_statements(
    world: World, rows: int, django_assert_num_queries: DjangoAssertNumQueries
):
    text = "id,name\n" + "".join(f"R{number},Somebody\n" for number in range(rows))
    cohort = Cohort.objects.select_related("program").get(pk=world.cohort.pk)
    with django_assert_num_queries(2):
        assert len(checked(cohort, text).entries) == rows


def test_a_report_on_ten_thousand_rows_names_exactly_the_five_hundred_faulty_ones(world: World):
    text, expected = faulty_file(10_000, 500)
    check = checked(world.cohort, text, role="column")
    assert (len(FAULTS), len(expected)) == (20, 500)
    assert {one.row: kind for kind, found in check.problems.items() for one in found} == expected
    assert sum(map(len, check.problems.values())) == 500  # none has a second problem
    assert len(check.entries) == 9500
