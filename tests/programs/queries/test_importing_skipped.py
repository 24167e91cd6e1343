"""The rows that do not come in, as a file."""

from programs.queries.importing import read_sheet
from programs.queries.importing_check import check_sheet
from programs.queries.importing_columns import guess_columns
from programs.queries.importing_skipped import skipped_csv
from tests.world import World


def skipped(world: World, text: str, left: tuple[int, ...] = ()) -> str:
    sheet = read_sheet(text)
    columns = [guess.target for guess in guess_columns(sheet)]
    mapping = {"columns": columns, "role": "mentor", "left": list(left)}
    return skipped_csv(sheet, check_sheet(sheet, mapping, world.cohort, None))


def test_skipped_rows_come_with_the_reason(world: World):
    text = "email;capacity;name\na@example.org;1;A\nno address;many;=1+1\nc@example.org;1\n"
    assert skipped(world, text, left=(4,)).splitlines() == [
        '"email","capacity","name","Reason"',
        '"no address","many","\'=1+1","email: Not an e-mail address (expected one address, such as ada@example.org); '
        'capacity: Capacity not understood (expected a whole number from 0 to 20)"',
        '"c@example.org","1","","left out by hand"',
    ]


def test_skipped_rows_come_back_as_they_were_and_give_no_second_reason(world: World):
    first = skipped(world, "email,name\nno address,@SUM(A1)\n")
    again = read_sheet(first)
    assert again.rows[0][1][:2] == ("no address", "@SUM(A1)")
    assert read_sheet(skipped(world, first)).header == ("email", "name", "Reason")


def test_nothing_is_skipped_where_everything_fits(world: World):
    assert skipped(world, "email\na@example.org\n") == ""
