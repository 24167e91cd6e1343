"""CSV that no spreadsheet computes (RELIABILITY F27)."""

import csv
import io

import pytest

from mentorship.lib.csv_safe import safe_cell, to_csv, unsafe_cell
from tests.formulas import PAYLOADS


@pytest.mark.parametrize("payload", PAYLOADS)
def test_a_formula_becomes_text(payload):
    cell = safe_cell(payload)
    assert cell == f"'{payload}"
    assert next(csv.reader(io.StringIO(to_csv(["h"], [[payload]]).split("\r\n", 1)[1], newline=""))) == [cell]


def test_there_are_more_than_sixty_payloads():
    assert len(set(PAYLOADS)) > 60


@pytest.mark.parametrize("text", ["Ada", "3 = 4", "a-b", "mail@example.org", "O'Neil", "日本", "2026-11-22"])
def test_plain_text_stays_as_it_is(text):
    assert safe_cell(text) == text


@pytest.mark.parametrize("text", [*PAYLOADS, "'=1", "''@x", "'", "'Ada'", "O'Neil", "", " - "])
def test_a_cell_comes_back_as_it_was(text):
    assert unsafe_cell(safe_cell(text)) == text


def test_none_is_empty_and_numbers_are_text():
    assert [safe_cell(None), safe_cell(3), safe_cell(-1)] == ["", "3", "'-1"]


def test_a_file_quotes_every_cell_and_ends_lines_as_the_rfc_says():
    text = to_csv(["name", "=x"], [["Ada, “the first”", 'say "hi"'], ["two\nlines", None]])
    assert text == '"name","\'=x"\r\n"Ada, “the first”","say ""hi"""\r\n"two\nlines",""\r\n'
