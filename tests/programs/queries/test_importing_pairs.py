"""A file of pairs checked: who is found, who is made, and what does not fit."""

from typing import Any

import pytest

from mentorship.lib import clock
from programs.models import Cohort, Enrolment
from programs.queries.importing import read_sheet
from programs.queries.importing_columns import guess_columns, guessed_role, order_in
from programs.queries.importing_kinds import KINDS
from programs.queries.importing_pairs import check_pairs
from programs.queries.importing_reader import Choices
from programs.queries.importing_rows import Check
from tests import make
from tests.world import World

HEAD = "Mentor,Mentor email,Mentee,Mentee email,Start,Rhythm,Dates met\n"
NEW = "Gil,gil@example.org,Hana,hana@example.org,2026-03-01,every 2 weeks,2026-03-05; 2026-04-02\n"


@pytest.fixture(autouse=True)
def on_a_wednesday(frozen: None) -> None:
    return frozen


def checked(cohort: Cohort, text: str, by: Any = None, **choices: Any) -> Check:
    sheet = read_sheet(text)
    columns = tuple(guess.target for guess in guess_columns(sheet))
    choices.setdefault("dates", order_in(sheet, columns))
    return check_pairs(sheet, Choices(columns, "pairs", **choices), cohort, by)


def problems(check: Check) -> list[tuple[str, int, str, str]]:
    return [
        (str(KINDS[kind].title), one.row, one.column, one.found)
        for kind, found in check.problems.items()
        for one in found
    ]


def test_headings_of_pairs_are_known():
    sheet = read_sheet(HEAD + NEW)
    guesses = guess_columns(sheet)
    assert [guess.target for guess in guesses] == [
        *("mentor_name", "mentor_email", "mentee_name", "mentee_email", "started", "rhythm", "met")
    ]
    assert ({guess.confidence for guess in guesses}, guessed_role("", guesses)) == ({"sure"}, "pairs")


def test_a_column_of_addresses_called_mentor_is_one_of_addresses():
    sheet = read_sheet("Mentor,Mentee,Met 1,Met 2\na@example.org,b@example.org,2026-01-01,\n")
    assert [guess.target for guess in guess_columns(sheet)] == ["mentor_email", "mentee_email", "met", "met"]


def test_a_file_of_people_that_speaks_of_mentees_is_none_of_pairs():
    sheet = read_sheet("mentor_id,num_mentee,ideal_mentee\n1,2,anybody\n")
    assert guess_columns(sheet)[0].target == "reference"


def test_check_pairs_makes_two_people_and_what_they_had(world: World):
    check = checked(world.cohort, HEAD + NEW)
    assert problems(check) == []
    (pair,) = check.pairs
    assert (pair.weeks, str(pair.started), [str(day) for day in pair.met]) == (
        2,
        "2026-03-01",
        ["2026-03-05", "2026-04-02"],
    )
    assert [(entry.role, entry.email, entry.who < 0) for entry in check.entries] == [
        ("mentor", "gil@example.org", True),
        ("mentee", "hana@example.org", True),
    ]
    assert {pair.mentor, pair.mentee} == {entry.who for entry in check.entries}


def test_check_pairs_gives_a_new_mentor_room_for_all_their_pairs(world: World):
    rows = "".join(f"Gil,gil@example.org,P{n},p{n}@example.org,,,\n" for n in range(3))
    check = checked(world.cohort, HEAD + rows)
    assert (len(check.pairs), len(check.entries)) == (3, 4)
    assert [entry.place["capacity"] for entry in check.entries] == [3, 1, 1, 1]


def test_check_pairs_finds_people_by_address_and_by_a_name_of_the_cohort(world: World):
    text = "Mentor,Mentee,Mentee email\nada,Fay,\nKAI,Hana,hana@example.org\n"
    mentor = make.enrolment(world.cohort, "mentor", make.person(world.orchard, "Kai"), capacity=2)
    Enrolment.objects.filter(person=world.ada).update(capacity=5)
    check = checked(world.cohort, text)
    assert problems(check) == []
    assert [(pair.mentor, pair.mentee > 0) for pair in check.pairs] == [
        (world.ada.pk, True),
        (mentor.person.pk, False),
    ]


def test_check_pairs_names_what_does_not_fit(world: World):
    make.enrolment(world.cohort, "mentor", make.person(world.orchard, "Twin"))
    make.enrolment(world.cohort, "mentor", make.person(world.orchard, "Twin"))
    gone = make.enrolment(world.cohort, "mentee", state=Enrolment.State.WITHDRAWN).person.email
    lines = [
        "Gil,gil@example.org,Hana,hana@example.org,,,",
        "Gil,gil@example.org,Hana,HANA@example.org,,,",
        "Gil,gil@example.org,Gil,gil@example.org,,,",
        "Twin,,Ida,ida@example.org,,,",
        "Nobody,,Ida,ida@example.org,,,",
        "Gil,gil at example,Ida,ida@example.org,,,",
        f"Gil,gil@example.org,X,{gone},,,",
        "Ada,ada@orchard.example,Ida,ida@example.org,,,",
        "Jo,jo@example.org,Kim,kim@example.org,yesterday,often,2026-02-30",
        "Jo,jo@example.org,Kim,kim@example.org,2026-12-24,,",
        "Jo,jo@example.org,Kim,kim@example.org,2026-05-01,,2026-04-30",
        "Jo,jo@example.org,Kim,kim@example.org,1999-05-01,,",
    ]
    Enrolment.objects.filter(person=world.ada).update(capacity=1)
    check = checked(world.cohort, HEAD + "\n".join(lines) + "\n")
    assert sorted(problems(check), key=lambda one: one[1:3]) == [
        ("Twice in this file", 3, "Mentee email", "HANA@example.org"),
        ("One person on both sides", 4, "Mentee email", "gil@example.org"),
        ("Two people with one name", 5, "Mentor", "Twin"),
        ("Nobody to tell apart", 6, "Mentor email", ""),
        ("Not an e-mail address", 7, "Mentor email", "gil at example"),
        ("Takes nobody now", 8, "Mentee email", gone),
        ("No place left", 9, "Mentor email", "ada@orchard.example"),
        ("Date not understood", 10, "Dates met", "2026-02-30"),
        ("Rhythm not understood", 10, "Rhythm", "often"),
        ("Date not understood", 10, "Start", "yesterday"),
        ("Date that cannot be", 11, "Start", "2026-12-24"),
        ("They met before they began", 12, "Start", "2026-05-01"),
        ("Date that cannot be", 13, "Start", "1999-05-01"),
    ]
    assert len(check.pairs) == 1


def test_check_pairs_counts_those_who_are_together_already(world: World):
    check = checked(world.cohort, HEAD + "Ada,ada@orchard.example,Ben,ben@orchard.example,,,\n")
    assert (check.same, check.pairs, check.entries) == (1, [], [])


def test_check_pairs_asks_nobody_of_a_program_of_others(world: World):
    elsewhere = make.enrolment(make.cohort(make.program(world.orchard)), "mentor").person
    text = HEAD + f"X,{elsewhere.email},Ida,ida@example.org,,,\n"
    assert [one[0] for one in problems(checked(world.cohort, text, by=world.mira))] == [
        "In a program of others"
    ]
    assert problems(checked(world.cohort, text)) == []


def test_check_pairs_reads_strokes_as_the_file_does(world: World):
    text = HEAD + "A,a@example.org,B,b@example.org,03/04/2026,,13/05/2026\n"
    (pair,) = checked(world.cohort, text).pairs
    assert (str(pair.started), str(pair.met[0])) == ("2026-04-03", "2026-05-13")
    open_one = HEAD + "A,a@example.org,B,b@example.org,03/04/2026,,\n"
    assert [one[0] for one in problems(checked(world.cohort, open_one, dates=""))] == ["Date not understood"]


@pytest.mark.parametrize("rows", [1, 3, 30])
def test_check_pairs_takes_a_constant_number_of_statements(
    world: World, rows: int, django_assert_num_queries
):
    lines = "".join(f"A,a{n}@example.org,B,b{n}@example.org,,,\n" for n in range(rows - 1))
    text = HEAD + "X,cleo@orchard.example,Y,fay@orchard.example,,,\n" + lines
    assert clock.now() == make.NOW
    with django_assert_num_queries(5):
        checked(world.cohort, text, by=world.mira)
