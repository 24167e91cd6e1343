"""The next file with the same headings means the same."""

from typing import Any

from programs.actions.import_fixes import say_words
from programs.actions.imports import choose_columns, import_people, keep_file
from programs.models import Cohort, PeopleImport
from programs.queries.importing import Upload, read_sheet
from programs.queries.importing_memory import remembered
from programs.queries.importing_reader import Choices
from tests import make
from tests.world import World

HEAD = "Who,Address,As\n"
COLUMNS = ("name", "email", "role")


def kept(world: World, text: str, filename: str = "people.csv", cohort: Cohort | None = None) -> PeopleImport:
    upload = Upload(text, "UTF-8")
    return keep_file(cohort=cohort or world.cohort, upload=upload, filename=filename, by=world.mira)


def imported(world: World, text: str, columns: tuple[str, ...], role: str, **more: Any) -> PeopleImport:
    upload = choose_columns(upload=kept(world, text), choices=Choices(columns, role, **more))
    upload = say_words(upload=upload, words={"role": {"Boss": "mentor"}})
    return import_people(upload=upload, by=world.mira)


def test_columns_and_words_of_the_last_file_hold_for_the_next(world: World):
    imported(world, HEAD + "Gil,gil@example.org,Boss\n", COLUMNS, "column", capacity=3, accept=False)
    again = kept(world, HEAD.upper() + "Hana,hana@example.org,Boss\n", cohort=make.cohort(world.program))
    assert (again.mapping["chosen"], again.mapping["remembered"]) == (True, True)
    assert {key: again.mapping[key] for key in ("columns", "role", "capacity", "accept", "values")} == {
        "columns": list(COLUMNS),
        "role": "column",
        "capacity": 3,
        "accept": False,
        "values": {"role": {"boss": "mentor"}},
    }
    assert import_people(upload=again, by=world.mira).added == 1


def test_what_everybody_is_is_asked_again(world: World):
    imported(world, "Who,Address\nGil,gil@example.org\n", ("name", "email"), "mentor")
    again = kept(world, "Who,Address\nHana,hana@example.org\n", "mentees.csv")
    assert (again.mapping["columns"], again.mapping["role"]) == (["name", "email"], "mentee")
    assert again.mapping["chosen"] is False


def test_other_headings_and_other_programs_remember_nothing(world: World):
    imported(world, HEAD + "Gil,gil@example.org,Boss\n", COLUMNS, "column")
    assert remembered(world.cohort, read_sheet("Who,Address\nx,y\n")) == {}
    other = make.cohort(make.program(world.orchard))
    assert remembered(other, read_sheet(HEAD + "x,y,z\n")) == {}


def test_skipped_rows_with_their_reason_are_the_same_kind_of_file(world: World):
    imported(world, HEAD + "Gil,gil@example.org,Boss\n", COLUMNS, "column")
    again = remembered(world.cohort, read_sheet(HEAD.strip() + ",Reason\nx,y,z,no address\n"))
    assert again["columns"] == [*COLUMNS, ""]
