"""Reading a file: what is taken, and the sentence for what is not."""

import pytest

from mentorship.lib.refusals import Refusal
from programs.queries.importing import MOST_BYTES, MOST_ROWS, decoded, decoded_again, read_sheet

GOOD = "name,email\nAda,ada@example.org\nBen,ben@example.org\n"


def refused(read, *given) -> str:
    with pytest.raises(Refusal) as refusal:
        read(*given)
    return refusal.value.sentence


def test_read_sheet_takes_headings_and_numbered_rows():
    sheet = read_sheet(GOOD)
    assert sheet.header == ("name", "email")
    assert sheet.rows == ((2, ("Ada", "ada@example.org")), (3, ("Ben", "ben@example.org")))


@pytest.mark.parametrize(
    "separator, name", [(",", "comma"), (";", "semicolon"), ("\t", "tab"), ("|", "vertical bar")]
)
def test_read_sheet_finds_the_separator(separator: str, name: str):
    sheet = read_sheet(GOOD.replace(",", separator))
    assert (sheet.separator, sheet.separator_name) == (separator, name)
    assert sheet.rows[0] == (2, ("Ada", "ada@example.org"))


def test_read_sheet_finds_the_semicolon_around_cells_full_of_commas():
    sheet = read_sheet("name;skills;places\nAda;Go, Rust, C;1,0\nBen;Python, SQL;2,0\n")
    assert (sheet.separator, sheet.rows[1]) == (";", (3, ("Ben", "Python, SQL", "2,0")))


def test_read_sheet_obeys_the_line_that_names_the_separator():
    assert read_sheet("sep=;\nname;email\nAda;ada@example.org\n").header == ("name", "email")


def test_read_sheet_numbers_rows_as_a_spreadsheet_does_where_cells_have_lines_and_rows_are_blank():
    sheet = read_sheet('name,about\n"Ada","one\ntwo"\n\nBen,three\n')
    assert [number for number, _ in sheet.rows] == [2, 4]


def test_read_sheet_takes_quoted_separators_and_formulas_as_text():
    assert read_sheet('id,name\n=1+1,"@cmd, ""x"""\n').rows == ((2, ("=1+1", '@cmd, "x"')),)


def test_read_sheet_names_a_heading_that_is_empty():
    assert read_sheet("id,,name,\n1,x,Ada,\n").header == ("id", "Column 2", "name")


@pytest.mark.parametrize(
    "text, sentence",
    [
        ("", "There is nothing in it. Give headings and a row for each person."),
        ("\n \n", "There is nothing in it. Give headings and a row for each person."),
        ("name,email\n", "There are headings but no people below them."),
        ("name,email\n,\n \n", "There are headings but no people below them."),
        (
            "Email,name,e-mail,EMAIL\nx,y,z,a\n",
            "Two columns are called “email”. Give each a heading of its own.",
        ),
        (
            'name,email\nAda,"ada\nBen,ben\n',
            "Line 3 cannot be read: is a quotation mark not closed, or a cell very long?",
        ),
        (
            f"name\n{'x' * 200_000}\n",
            "Line 2 cannot be read: is a quotation mark not closed, or a cell very long?",
        ),
        (
            "name\nA\x00da\n",
            "This is not a text file. Give a workbook (.xlsx) or a CSV file, as spreadsheets save it.",
        ),
        (",".join(f"c{n}" for n in range(101)) + "\nx\n", "There are 101 columns; at most 100 can be read."),
        (
            "id\n" + "x\n" * (MOST_ROWS + 1),
            "There are 10001 rows; at most 10000 fit into one import. Split the file.",
        ),
        (
            "id\n" + "\n" * (5 * MOST_ROWS) + "x\n",
            "There are more than 50000 lines in it. Split it, or leave empty ones out.",
        ),
        ("id\n" + "é" * (MOST_BYTES // 2), "This is more than 5 MB of text. Split it into parts."),
    ],
    ids=[
        "empty",
        "blank",
        "headings",
        "empty rows",
        "twice",
        "quote",
        "cell",
        "nul",
        "wide",
        "long",
        "blank lines",
        "large",
    ],
)
def test_read_sheet_refuses_with_a_sentence(text: str, sentence: str):
    assert read_sheet(GOOD).header == ("name", "email")
    assert refused(read_sheet, text) == sentence


@pytest.mark.parametrize(
    "codec, name",
    [("utf-8", "UTF-8"), ("utf-8-sig", "UTF-8"), ("cp1252", "Windows-1252"), ("utf-16", "UTF-16")],
)
def test_decoded_finds_how_the_letters_are_written(codec: str, name: str):
    upload = decoded("name\nZoë Müller\n".encode(codec))
    assert (upload.text, upload.encoding) == ("name\nZoë Müller\n", name)


OLD_KIND = (
    "This is a workbook of an old kind. In your spreadsheet choose “Save as” or “Download”, then .xlsx or CSV, "
    "and give that file."
)
DAMAGED = "This workbook cannot be read. Save it as .xlsx once more, or as CSV, and give that file."
NOT_TEXT = "This is not a text file. Give a workbook (.xlsx) or a CSV file, as spreadsheets save it."


@pytest.mark.parametrize(
    "data, sentence",
    [
        (b"", "This file is empty. Choose one with headings and a row for each person."),
        (b" \n ", "This file is empty. Choose one with headings and a row for each person."),
        (b"PK\x03\x04rest of a workbook", DAMAGED),
        (b"\xd0\xcf\x11\xe0old workbook", OLD_KIND),
        (b"%PDF-1.7", NOT_TEXT),
        (b"\x89PNG\r\n\x1a\n\x01\x02", NOT_TEXT),
        (b"name\nA\x00da\n", NOT_TEXT),
        (b"name\nA\x01da\n", NOT_TEXT),
        (b"na\x81me\n", "The letters of this file cannot be read (byte 3). Save it as “CSV UTF-8”."),
        (
            b"x" * (MOST_BYTES + 1),
            "This file is larger than 5 MB. Split it, or leave out columns you don’t need.",
        ),
    ],
    ids=["empty", "blank", "xlsx", "xls", "pdf", "png", "nul", "control", "letters", "large"],
)
def test_decoded_refuses_with_a_sentence(data: bytes, sentence: str):
    assert decoded(GOOD.encode()).text == GOOD
    assert refused(decoded, data) == sentence


def test_decoded_again_reads_the_same_letters_in_another_way():
    upload = decoded("name\nŁukasz Žižka\n".encode("cp1250"))
    assert upload.encoding == "Windows-1252"
    assert decoded_again(upload.text, upload.encoding, "Windows-1250") == "name\nŁukasz Žižka\n"
    assert decoded_again(decoded("name\nИрина\n".encode("cp1251")).text, "Windows-1252", "Windows-1251")
    sentence = refused(decoded_again, upload.text, upload.encoding, "UTF-8")
    assert sentence == "The letters of this file cannot be read as UTF-8."


def test_read_sheet_takes_the_separator_that_was_chosen():
    text = "name;x,y\nAda;1\n"
    assert read_sheet(text).separator == ";"
    assert read_sheet(text, separator=",").header == ("name;x", "y")
