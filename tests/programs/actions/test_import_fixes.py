"""A file mended while it waits."""

from typing import Any

import pytest
from django.db import connection

from mentorship.lib.refusals import Conflict, Refusal
from programs.actions.import_fixes import bring_back, correct_cells, leave_out, repair, say_words
from programs.actions.imports import choose_columns, import_people, keep_file
from programs.models import Enrolment, PeopleImport, Person
from programs.queries.importing import Upload, read_sheet
from programs.queries.importing_check import check_file
from programs.queries.importing_columns import guess_columns
from programs.queries.importing_reader import Choices
from tests.world import World

FILE = (
    "name;email;role;places\n"
    "Gil;Gil <gil@example.org>;Sr. Mentor;2 mentees\n"
    '"Hana; the first";hana @example.org;Sr. Mentor;3\n'
    "\n"
    "Ida;ida at example;mentee;1\n"
    "Jo;jo@example.org;pupil;1\n"
    "Jo;jo@example.org;mentee;1\n"
    "Jo;jo@example.org;mentee;1\n"
)


def prepared(world: World, text: str = FILE) -> PeopleImport:
    kept = keep_file(cohort=world.cohort, upload=Upload(text, "UTF-8"), filename="people.csv", by=world.mira)
    columns = tuple(guess.target for guess in guess_columns(read_sheet(text)))
    return choose_columns(upload=kept, choices=Choices(columns, "column"))


def found(world: World, upload: PeopleImport) -> dict[str, list[int]]:
    check = check_file(upload, world.cohort, world.mira)
    return {kind: [one.row for one in problems] for kind, problems in check.problems.items()}


def test_repair_mends_every_cell_of_a_kind_and_nothing_else(world: World):
    upload = prepared(world)
    assert found(world, upload) == {
        "role": [2, 3, 6],
        "email_dressed": [2, 3],
        "capacity_words": [2],
        "email": [5],
        "twice": [8],
    }
    upload = repair(upload=upload, kind="email_dressed", by=world.mira)
    upload = repair(upload=upload, kind="capacity_words", by=world.mira)
    assert found(world, upload) == {"role": [2, 3, 6], "email": [5], "twice": [8]}
    rows = dict(read_sheet(upload.content).rows)
    assert rows[2] == ("Gil", "gil@example.org", "Sr. Mentor", "2")
    assert rows[3] == ("Hana; the first", "hana@example.org", "Sr. Mentor", "3")
    assert rows[5] == ("Ida", "ida at example", "mentee", "1")
    with connection.cursor() as cursor:
        cursor.execute("SELECT content, mapping FROM programs_peopleimport")
        assert "gil@example.org" not in str(cursor.fetchone())


def test_correct_cells_writes_what_was_typed(world: World):
    upload = correct_cells(upload=prepared(world), cells={(5, 1): "ida@example.org", (6, 2): "both"})
    left = found(world, upload)
    assert (left.get("email"), left["role"]) == (None, [2, 3])
    with pytest.raises(Refusal):
        correct_cells(upload=upload, cells={(5, 0): "x" * 2001})
    assert dict(read_sheet(upload.content).rows)[5][1] == "ida@example.org"


def test_words_of_the_file_are_said_once(world: World):
    upload = say_words(upload=prepared(world), words={"role": {"Sr. Mentor": "mentor", "PUPIL": "mentee"}})
    assert found(world, upload).get("role") is None
    assert upload.mapping["values"] == {"role": {"sr. mentor": "mentor", "pupil": "mentee"}}
    again = say_words(upload=upload, words={"role": {"pupil": "both"}})
    assert again.mapping["values"] == {"role": {"sr. mentor": "mentor", "pupil": "both"}}


def test_words_for_seniority_and_goals_are_said_too(world: World):
    upload = prepared(world, "email,role,seniority,goal kind\na@example.org,mentor,Band 7a,fun\n")
    said: dict[str, dict[str, str]] = {"seniority": {"Band 7a": "3"}, "goal_kind": {"fun": "skill"}}
    import_people(upload=say_words(upload=upload, words=said), by=world.mira)
    place = Enrolment.objects.get(person__email="a@example.org")
    assert (place.person.seniority, place.goal_kind) == (3, "skill")


def test_rows_left_out_are_skipped_and_can_be_brought_back(world: World):
    upload = prepared(world)
    upload = leave_out(upload=upload, kind="twice", by=world.mira)
    upload = leave_out(upload=upload, kind="email", by=world.mira)
    assert upload.mapping["left"] == [5, 8]
    assert set(found(world, upload)) == {"role", "email_dressed", "capacity_words"}
    assert check_file(upload, world.cohort, world.mira).skipped == [2, 3, 5, 6, 8]
    assert found(world, bring_back(upload=upload)) == found(world, prepared(world))


def test_what_was_left_out_is_named_when_the_rest_is_in(world: World):
    upload = prepared(world, "email,role\na@example.org,mentor\nb at example,mentor\n")
    done = import_people(upload=leave_out(upload=upload, kind="email", by=world.mira), by=world.mira)
    assert (done.added, done.mapping["result"]["skipped"]) == (1, [3])
    assert Person.objects.filter(email="a@example.org").count() == 1


@pytest.mark.parametrize(
    "fix, given",
    [
        (correct_cells, {"cells": {(2, 0): "x"}}),
        (repair, {"kind": "email_dressed"}),
        (leave_out, {"kind": "email"}),
        (bring_back, {}),
        (say_words, {"words": {}}),
    ],
    ids=["cells", "repair", "leave", "back", "words"],
)
def test_a_file_that_is_in_is_mended_no_more(world: World, fix: Any, given: dict[str, Any]):
    upload = prepared(world, "email,role\na@example.org,mentor\n")
    import_people(upload=upload, by=world.mira)
    if fix in {repair, leave_out}:
        given = {**given, "by": world.mira}
    with pytest.raises(Conflict):
        fix(upload=upload, **given)


def test_a_check_made_before_a_correction_is_made_again(world: World):
    upload = prepared(world, "email,role\na@example.org,mentor\n")
    stale = check_file(upload, world.cohort, world.mira)
    correct_cells(upload=upload, cells={(2, 0): "b@example.org"})
    import_people(upload=upload, by=world.mira, check=stale)
    assert Person.objects.filter(email__in=["a@example.org", "b@example.org"]).get().email == "b@example.org"
